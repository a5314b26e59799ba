import type { FrameLocator } from 'playwright-core'

import { type BrowserPhone, startBrowserPhone } from '../helpers/browser-phone'

let phone: BrowserPhone
let page: FrameLocator

beforeAll(async () => {
  phone = await startBrowserPhone('component-app')
})

afterAll(() => phone.stop())

beforeEach(async () => {
  page = await phone.open('pages/scroll/scroll')
})

/** Moves the pressed mouse from the middle of an element, in steps as a hand does. */
async function drag(selector: string, dx: number, dy: number): Promise<void> {
  const box = (await page.locator(selector).boundingBox())!
  const { mouse } = phone.shell
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await mouse.move(x, y)
  await mouse.down()
  await mouse.move(x + dx, y + dy, { steps: 8 })
  await mouse.up()
}

const rowTop = async (index: number): Promise<number> => {
  const [row, list] = [page.locator(`#row-${index}`), page.locator('#list')]
  return (await row.boundingBox())!.y - (await list.boundingBox())!.y
}

describe('scroll-view', () => {
  it('scrolls under the wheel and reports where it is and how far it came', async () => {
    await page.locator('#list').hover()
    await phone.shell.mouse.wheel(0, 120)
    const [first] = (await phone.reported('list', 'scroll')) as { scrollTop: number }[]
    expect(first).toMatchObject({ scrollLeft: 0, scrollHeight: 2000, deltaX: 0 })
    expect(first).toMatchObject({ deltaY: -first.scrollTop })
  })

  it('reports the lower and the upper edge when it comes near them', async () => {
    await page.locator('#list').hover()
    await phone.shell.mouse.wheel(0, 4000)
    expect(await phone.reported('list', 'scrolltolower')).toContainEqual({ direction: 'bottom' })
    await phone.shell.mouse.wheel(0, -4000)
    expect(await phone.reported('list', 'scrolltoupper')).toContainEqual({ direction: 'top' })
  })

  it('goes where scroll-top says', async () => {
    await page.locator('#to-top-400').click()
    await phone.reported('list', 'scroll')
    expect(await rowTop(10)).toBe(0)
  })

  it('brings a row into view by its id, aligned as asked', async () => {
    await page.locator('#into-30').click()
    await phone.reported('list', 'scroll')
    expect(await rowTop(30)).toBe(0)
    await page.locator('#into-40-end').click()
    await phone.reported('list', 'scroll', 2)
    expect(await rowTop(40)).toBe(160)
  })

  it('refreshes when it is pulled beyond the threshold and restores when the refresh ends', async () => {
    await drag('#list', 0, 160)
    expect(await phone.reported('list', 'refresherrefresh')).toHaveLength(1)
    await page.locator('#refreshed').click()
    expect(await phone.reported('list', 'refresherrestore')).toHaveLength(1)
    expect(await rowTop(0)).toBe(0)
  })

  it('does not refresh for a short pull', async () => {
    await drag('#list', 0, 60)
    await phone.reported('list', 'refresherabort')
    expect((await phone.log()).some(({ type }) => type === 'refresherrefresh')).toBe(false)
  })
})

describe('swiper', () => {
  it('turns to the next slide under the finger', async () => {
    await drag('#swiper', -250, 0)
    expect(await phone.reported('swiper', 'change')).toEqual([
      { current: 1, currentItemId: '', source: 'touch' },
    ])
    const [slide, swiper] = [page.locator('#slide-1'), page.locator('#swiper')]
    expect((await slide.boundingBox())!.x).toBe((await swiper.boundingBox())!.x)
  })

  it('stays at its first slide when there is none before', async () => {
    await drag('#swiper', 250, 0)
    await drag('#swiper', -250, 0)
    expect(await phone.reported('swiper', 'change')).toHaveLength(1)
  })
})

describe('movable-view', () => {
  it('follows the finger and stops at the edge of its area', async () => {
    await drag('#movable', 40, 20)
    const moves = await phone.reported('movable', 'change')
    expect(moves.at(-1)).toEqual({ x: 40, y: 20, source: 'touch' })
    await drag('#movable', 400, 0)
    const area = (await page.locator('.area').boundingBox())!
    const view = (await page.locator('#movable').boundingBox())!
    expect(view.x + view.width).toBe(area.x + area.width)
  })
})
