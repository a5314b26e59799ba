import type { FrameLocator } from 'playwright-core'

import { type BrowserPhone, startBrowserPhone } from '../helpers/browser-phone'

let phone: BrowserPhone
let page: FrameLocator

beforeAll(async () => {
  phone = await startBrowserPhone('component-app')
})

afterAll(() => phone.stop())

beforeEach(async () => {
  page = await phone.open('pages/display/display')
})

describe('image', () => {
  it('tells the size of the picture, from an absolute and a relative path', async () => {
    expect(await phone.reported('fixed', 'load')).toEqual([{ width: 8, height: 4 }])
    expect(await phone.reported('near', 'load')).toEqual([{ width: 8, height: 4 }])
  })

  it('takes its height from the proportions under widthFix', async () => {
    await phone.reported('fixed', 'load')
    expect(await page.locator('#fixed').boundingBox()).toMatchObject({ width: 100, height: 50 })
  })

  it('is 320 x 240 unless styled', async () => {
    expect(await page.locator('#near').boundingBox()).toMatchObject({ width: 320, height: 240 })
  })

  it('reports a picture that is not there and leaves its box empty', async () => {
    await phone.reported('broken', 'error')
    expect(await page.locator('#broken img').isVisible()).toBe(false)
  })

  it('is an image for assistive technology, with its label', async () => {
    await page.getByRole('img', { name: 'A wide picture' }).first().waitFor()
  })
})

describe('text and rich-text', () => {
  it('decodes entities and keeps blanks as asked', async () => {
    expect(await page.locator('#decoded').textContent()).toBe('a\u00a0<\u00a0b\u00a0c\u00a0\u00a0d')
  })

  it('draws trusted tags in the page’s own classes and drops scripts and handlers', async () => {
    const paragraph = page.locator('#rich p')
    expect(await paragraph.evaluate((node) => getComputedStyle(node).color)).toBe('rgb(200, 0, 0)')
    const html = await page.locator('#rich').innerHTML()
    expect(html).not.toMatch(/script|onclick/)
    expect(await page.locator('#rich b').textContent()).toBe('bold')
  })
})

describe('containers', () => {
  it('show match-media only where its conditions hold', async () => {
    expect(await page.locator('#narrow').isVisible()).toBe(true)
    expect(await page.locator('#wide').isVisible()).toBe(false)
  })

  it('put root-portal’s children directly under the page', async () => {
    expect(await page.locator('#here #portal').count()).toBe(0)
    expect(await page.locator('body > .wx-root-portal > #portal').count()).toBe(1)
  })

  it('slide page-container in and out, and close it by a tap beside it', async () => {
    expect(await page.locator('#panel-content').isVisible()).toBe(false)
    await page.locator('#show-panel').click()
    await phone.reported('panel', 'afterenter')
    expect(await page.locator('#panel-content').isVisible()).toBe(true)
    await page.locator('.wx-page-container-shade').click({ position: { x: 10, y: 10 } })
    await phone.reported('panel', 'afterleave')
    expect(await page.locator('#panel-content').isVisible()).toBe(false)
  })
})

describe('a finger', () => {
  /** Down and up again after this long, ms, in which the phone does nothing else. */
  const press = (node: Element, ms: number): void => {
    const finger = new Touch({ identifier: 1, target: node, clientX: 5, clientY: 5 })
    const touch = (type: string): boolean =>
      node.dispatchEvent(new TouchEvent(type, { changedTouches: [finger], bubbles: true }))
    touch('touchstart')
    const end = performance.now() + ms
    while (performance.now() < end);
    touch('touchend')
  }

  it('that stays for 350 ms presses long, also on a phone too busy to notice in time', async () => {
    await page.locator('#held').evaluate(press, 350)
    await phone.reported('held', 'longpress')
    await page.locator('#held').evaluate(press, 100)
    await phone.reported('held', 'tap')
    const types = (await phone.log()).filter(({ id }) => id === 'held').map(({ type }) => type)
    expect(types).toEqual(['longpress', 'tap'])
  })
})

describe('progress, canvas, video and navigator', () => {
  it('give progress its share of the width and its value to assistive technology', async () => {
    const track = (await page.locator('.wx-progress-track').boundingBox())!
    const bar = (await page.locator('.wx-progress-track > div').boundingBox())!
    expect(bar.width / track.width).toBeCloseTo(0.4, 2)
    expect(await page.locator('#progress').getAttribute('aria-valuenow')).toBe('40')
  })

  it('report a video that cannot be played', async () => {
    expect(await phone.reported('video', 'error')).toEqual([{ errMsg: 'MEDIA_ERR_4' }])
  })

  it('open the page a navigator names', async () => {
    await page.locator('#link').click()
    await phone.shell.locator('iframe[title="pages/scroll/scroll"]').waitFor()
  })
})
