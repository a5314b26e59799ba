import type { FrameLocator } from 'playwright-core'

import { type BrowserPhone, startBrowserPhone } from '../helpers/browser-phone'

let phone: BrowserPhone
let page: FrameLocator

beforeAll(async () => {
  phone = await startBrowserPhone('component-app')
})

afterAll(() => phone.stop())

beforeEach(async () => {
  page = await phone.open('pages/fields/fields')
})

const keyboard = () => phone.shell.locator('[data-sim="keyboard"]')

describe('input', () => {
  it('reports each key, keeps to its maxlength and writes back to model:value', async () => {
    await page.locator('#name input').fill('')
    await page.locator('#name input').pressSequentially('0123456789')
    const inputs = await phone.reported('name', 'input', 9)
    expect(inputs.at(-1)).toMatchObject({ value: '01234567', cursor: 8 })
    expect(await page.locator('#echo').textContent()).toBe('01234567')
  })

  it('shows its placeholder, in its class, only while it is empty', async () => {
    const placeholder = page.locator('#name .wx-placeholder')
    expect(await placeholder.isVisible()).toBe(false)
    await page.locator('#name input').fill('')
    expect(await placeholder.textContent()).toBe('your name')
    expect(await placeholder.evaluate((node) => getComputedStyle(node).color)).toBe(
      'rgb(200, 0, 0)',
    )
  })

  it('opens the keyboard on focus and closes it on a touch elsewhere', async () => {
    await page.locator('#name').click()
    await keyboard().waitFor()
    expect(await phone.reported('name', 'focus')).toEqual([{ value: 'lin', height: 336 }])
    await page.locator('#elsewhere').click()
    await keyboard().waitFor({ state: 'detached' })
    expect(await phone.reported('name', 'blur')).toMatchObject([{ value: 'lin' }])
    expect(await phone.reported('name', 'keyboardheightchange', 2)).toMatchObject([
      { height: 336 },
      { height: 0 },
    ])
  })

  it('keeps the keyboard up while the focus goes from one field to the next', async () => {
    await page.locator('#name').click()
    await keyboard().waitFor()
    await page.locator('#text textarea').click()
    await phone.reported('name', 'blur')
    expect(await keyboard().count()).toBe(1)
  })

  it('moves the page up so that the keyboard does not cover it', async () => {
    const before = await page.locator('#low').boundingBox()
    await page.locator('#low input').click()
    await keyboard().waitFor()
    const after = await page.locator('#low').boundingBox()
    const top = await keyboard().boundingBox()
    expect(after!.y).toBeLessThan(before!.y)
    expect(after!.y + after!.height + 10).toBeCloseTo(top!.y, 0)
  })

  it('confirms on Enter and gives the focus away', async () => {
    await page.locator('#name input').click()
    await page.locator('#name input').press('Enter')
    expect(await phone.reported('name', 'confirm')).toEqual([{ value: 'lin' }])
    await phone.reported('name', 'blur')
  })

  it('reports a composed word once, when it is chosen', async () => {
    await page.locator('#text textarea').click()
    const session = await phone.shell.context().newCDPSession(phone.shell)
    for (const text of ['n', 'ni', 'ni h'])
      await session.send('Input.imeSetComposition', { text, selectionStart: 0, selectionEnd: 0 })
    await session.send('Input.insertText', { text: '你好' })
    const inputs = await phone.reported('text', 'input')
    expect(inputs).toMatchObject([{ value: '你好', cursor: 2 }])
  })

  it('repeats its aria-label on the element that gets the focus', async () => {
    expect(await page.locator('#name input').getAttribute('aria-label')).toBe('Name')
  })
})

describe('textarea', () => {
  it('grows with its text under auto-height and counts its lines', async () => {
    const area = page.locator('#text textarea')
    await area.click()
    await area.press('Shift+Enter')
    await area.press('Shift+Enter')
    const changes = await phone.reported('text', 'linechange', 3)
    const last = changes.at(-1) as { lineCount: number; lineHeight: number; height: number }
    expect(last.lineCount).toBe(3)
    expect(last.height).toBeCloseTo(last.lineHeight * 3, 0)
    expect((await page.locator('#text').boundingBox())!.height).toBe(last.height)
  })

  it('sends on Enter under confirm-type send, adds no line and keeps the focus under confirm-hold', async () => {
    const area = page.locator('#text textarea')
    await area.click()
    await area.pressSequentially('hi')
    await area.press('Enter')
    expect(await phone.reported('text', 'confirm')).toEqual([{ value: 'hi' }])
    expect(await area.inputValue()).toBe('hi')
    expect((await phone.log()).filter(({ type }) => type === 'blur')).toEqual([])
  })
})

describe('form', () => {
  it('submits the values of its named fields', async () => {
    await page.locator('#text textarea').fill('hello')
    await page.locator('#submit').click()
    const [submitted] = await phone.reported('form', 'submit')
    expect(submitted).toMatchObject({ value: { name: 'lin', text: 'hello' } })
  })

  it('empties its fields on reset', async () => {
    await page.locator('#reset').click()
    await phone.reported('form', 'reset')
    expect(await page.locator('#name input').inputValue()).toBe('')
    expect(await page.locator('#echo').textContent()).toBe('')
  })
})

describe('button', () => {
  it('shows its hover class while it is pressed', async () => {
    const button = page.locator('#on')
    await button.hover()
    await phone.shell.mouse.down()
    await page.locator('#on.button-hover').waitFor()
    await phone.shell.mouse.up()
    await page.locator('#on:not(.button-hover)').waitFor()
  })

  it('keeps taps to itself while it is disabled', async () => {
    await page.locator('#off').click({ force: true })
    await page.locator('#on').click()
    await phone.reported('on', 'tap')
    expect((await phone.log()).filter(({ id }) => id === 'off')).toEqual([])
    expect(await page.locator('#off').getAttribute('aria-disabled')).toBe('true')
  })
})
