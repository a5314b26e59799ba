import type { FrameLocator } from 'playwright-core'

import { type BrowserPhone, startBrowserPhone } from '../helpers/browser-phone'

let phone: BrowserPhone
let page: FrameLocator

beforeAll(async () => {
  phone = await startBrowserPhone('component-app')
})

afterAll(() => phone.stop())

beforeEach(async () => {
  page = await phone.open('pages/choices/choices')
})

describe('checkbox and radio', () => {
  it('report the values of their group', async () => {
    await page.locator('#plum').click()
    await page.locator('#large').click()
    expect(await phone.reported('fruit', 'change')).toEqual([{ value: ['plum', 'pear'] }])
    expect(await phone.reported('size', 'change')).toEqual([{ value: 'large' }])
    expect(await page.locator('#small').getAttribute('aria-checked')).toBe('false')
  })

  it('follow a tap on their label, inside it or named by it, once', async () => {
    await page.locator('#label-plum').click({ position: { x: 40, y: 10 } })
    await page.locator('#label-pear').click()
    expect(await phone.reported('fruit', 'change', 2)).toEqual([
      { value: ['plum', 'pear'] },
      { value: ['plum'] },
    ])
  })

  it('leave a radio that is chosen as it is', async () => {
    await page.locator('#small').click()
    await page.locator('#switch').click()
    await phone.reported('switch', 'change')
    expect((await phone.log()).some(({ id }) => id === 'size')).toBe(false)
  })
})

describe('switch and slider', () => {
  it('report their new value and hand it to the form', async () => {
    await page.locator('#switch').click()
    await page.locator('#slider input').press('ArrowRight')
    expect(await phone.reported('switch', 'change')).toEqual([{ value: true }])
    expect(await phone.reported('slider', 'change')).toEqual([{ value: 15 }])
    await page.locator('#submit').click()
    const [submitted] = await phone.reported('form', 'submit')
    expect(submitted).toMatchObject({
      value: { fruit: ['pear'], size: 'small', switch: true, slider: 15 },
    })
  })
})

describe('a component with wx://form-field', () => {
  it('is a field of the form around it', async () => {
    await page.locator('#rating').click()
    await page.locator('#submit').click()
    const [submitted] = await phone.reported('form', 'submit')
    expect(submitted).toMatchObject({ value: { rating: 5 } })
  })
})

describe('picker', () => {
  it('opens a sheet with its range and reports the row that was chosen', async () => {
    await page.locator('#picker').click()
    const wheel = phone.shell.locator('.sim-wheel')
    expect(await wheel.locator('div').allTextContents()).toEqual(['a', 'b', 'c'])
    await wheel.evaluate((node) => node.scrollTo(0, 88))
    await phone.shell.locator('[data-sim="picker-confirm"]').click()
    expect(await phone.reported('picker', 'change')).toEqual([{ value: 2 }])
  })

  it('reports cancel when the sheet is left', async () => {
    await page.locator('#picker').click()
    await phone.shell.locator('[data-sim="picker-cancel"]').click()
    expect(await phone.reported('picker', 'cancel')).toEqual([{}])
  })

  it('keeps the date it was given when it is confirmed', async () => {
    await page.locator('#date').click()
    await phone.shell.locator('[data-sim="picker-confirm"]').click()
    expect(await phone.reported('date', 'change')).toEqual([{ value: '2026-02-03' }])
  })
})

describe('picker-view', () => {
  it('stands at its value and reports the row it is turned to', async () => {
    const column = page.locator('#wheels wx-picker-view-column')
    const rowHeight = await column.evaluate((node) => node.scrollTop)
    expect(rowHeight).toBe(34)
    await column.evaluate((node) => node.scrollTo(0, 34 * 3))
    expect(await phone.reported('wheels', 'change')).toEqual([{ value: [3] }])
  })
})
