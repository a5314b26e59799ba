import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import type Element from 'miniprogram-automator/out/Element'
import type { CustomElement, InputElement } from 'miniprogram-automator/out/Element'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'

import { projectRoot } from '../helpers/server-process'
import { simulatorCli, startSimulator, type SimulatorProcess } from '../helpers/simulator-process'

/** Exposed by a test to the mini-program, where it is a global. */
declare const tell: (...words: unknown[]) => void

let simulator: SimulatorProcess
let miniProgram: MiniProgram

beforeAll(async () => {
  simulator = await startSimulator('phone-app')
  miniProgram = simulator.miniProgram
})

afterAll(() => simulator.stop())

/** Opens a page in an empty stack. The automator's own routes sleep three seconds each. */
async function open(url: string): Promise<Page> {
  await miniProgram.callWxMethod('reLaunch', { url })
  return page()
}

async function page(): Promise<Page> {
  const current = await miniProgram.currentPage()
  if (!current) throw new Error('no page is open')
  return current
}

async function find<T extends Element = Element>(
  scope: Page | Element,
  selector: string,
): Promise<T> {
  const found = await scope.$(selector)
  if (!found) throw new Error(`no ${selector} on the page`)
  return found as T
}

async function textOf(scope: Page | Element, selector: string): Promise<string> {
  return (await find(scope, selector)).text()
}

describe('a page under automation', () => {
  let start: Page

  beforeEach(async () => {
    start = await open('/pages/start/start?from=test')
  })

  it('is the current page, with its path and query', () => {
    expect(start.path).toBe('pages/start/start')
    expect(start.query).toEqual({ from: 'test' })
  })

  it('finds elements by tag, class, id, attribute and position', async () => {
    const counts = await Promise.all(
      [
        '.list__row',
        'view.is-first',
        '.list > view',
        '[data-id="b"]',
        'view.start input',
        'row',
      ].map(async (selector) => ((await start.$$(selector)) as Element[]).length),
    )
    expect(counts).toEqual([2, 1, 2, 1, 1, 1])
    expect(await textOf(start, '.list__row:nth-child(2)')).toBe('second')
    expect(await start.$('.nothing-like-this')).toBeNull()
  })

  it('finds an element by XPath', async () => {
    const row = await start.xpath("//view[@id='row-b']")
    expect(await row?.text()).toBe('second')
  })

  it('tells attributes, styles and sizes as WeChat draws them', async () => {
    const row = await find(start, '#row-a')
    expect(await row.attribute('class')).toBe('list__row is-first')
    expect(await row.attribute('data-id')).toBe('a')
    expect(await row.style('background-color')).toBe('rgb(1, 2, 3)')
    // 30rpx and 100rpx on a screen 390 px wide.
    expect(await row.style('padding-left')).toBe('15.6px')
    expect(await row.size()).toMatchObject({ height: 52 })
    const { top: first } = (await row.offset()) as { top: number }
    const below = await find(start, '#row-b')
    const { top: second } = (await below.offset()) as { top: number }
    expect(second - first).toBeCloseTo(52, 1)
  })

  it('reads and changes data, and calls methods', async () => {
    expect(await start.data('rows[1].text')).toBe('second')
    await start.setData({ 'rows[1].text': 'changed' })
    expect(await textOf(start, '#row-b')).toBe('changed')
    expect(await start.callMethod('add', 2, 3)).toBe(5)
    await expect(start.callMethod('missing')).rejects.toThrow('missing')
  })

  it('gives a tap handler the event WeChat documents', async () => {
    await (await find(start, '#row-b')).tap()
    expect(await start.data('tapped')).toBe('b')
    const { target, touches } = (await start.data('target')) as {
      target: Record<string, unknown>
      touches: number
    }
    expect(target).toMatchObject({ id: 'row-b', dataset: { id: 'b' } })
    expect(touches).toBe(1)
  })

  it('types into a field and reads it back', async () => {
    const field = await find<InputElement>(start, 'input')
    await field.input('hello 槐树')
    expect(await textOf(start, '#typed')).toBe('hello 槐树')
    expect(await field.value()).toBe('hello 槐树')
  })

  it('sends a long press instead of a tap where one is listened for', async () => {
    await (await find(start, '#press')).tap()
    await (await find(start, '#press')).longpress()
    expect(await start.data('pressed')).toBe('tap long ')
  })

  it('fires an event with the detail it is given', async () => {
    const row = await find(start, 'row')
    await row.trigger('pick', { id: 'by hand' })
    expect(await start.data('tapped')).toBe('picked by hand')
  })

  it('opens a custom component: its own elements, data and methods', async () => {
    const row = await find<CustomElement>(start, '#own-row')
    expect(row.tagName).toBe('row')
    const label = await find(row, '.row__label')
    expect(await label.text()).toBe('nothing')
    // Its colour is its own: the page's rule for the same class stays out.
    expect(await label.style('color')).toBe('rgb(0, 0, 255)')
    expect(await row.callMethod('double', 21)).toBe(42)
    expect(await row.data('label')).toBe('nothing')
    await row.setData({ label: 'set' })
    expect(await label.text()).toBe('set')
    await label.tap()
    expect(await start.data('tapped')).toBe('picked set')
    expect(await start.$('.row__label')).toBeNull()
    expect(await textOf(start, '.in-slot')).toBe('in the slot')
  })

  it('shows the text of a component without an element of its own', async () => {
    const note = await find(start, 'virtual-note')
    expect(await note.text()).toBe('virtual')
    const inner = await find(note, '.virtual-note')
    expect(await inner.style('color')).toBe('rgb(0, 128, 0)')
    expect(await inner.style('font-weight')).toBe('700')
  })

  it('writes WXML of what is there', async () => {
    const list = await find(start, '.list')
    expect(await list.outerWxml()).toContain('data-id="b"')
    expect(await list.wxml()).not.toContain('class="list ')
    expect(await (await find(start, '#own-row')).outerWxml()).toContain('row__label')
  })
})

describe('the mini-program under automation', () => {
  it('keeps a page stack', async () => {
    await open('/pages/start/start')
    const page = await miniProgram.navigateTo('/pages/list/list')
    expect(page?.path).toBe('pages/list/list')
    expect((await miniProgram.pageStack()).map(({ path }) => path)).toEqual([
      'pages/start/start',
      'pages/list/list',
    ])
    await miniProgram.callWxMethod('navigateBack')
    expect(await miniProgram.pageStack()).toHaveLength(1)
  })

  it('runs functions among its own globals', async () => {
    const errors: unknown = await miniProgram.evaluate(
      () => getApp<{ globalData: object }>().globalData,
    )
    expect(errors).toHaveProperty('errors')
    expect(await miniProgram.evaluate((a: number, b: number) => a * b, 6, 7)).toBe(42)
    expect(await miniProgram.evaluate(() => typeof window)).toBe('undefined')
    expect(await miniProgram.evaluate(async () => Promise.resolve(getCurrentPages().length))).toBe(
      1,
    )
  })

  it('calls functions of the test', async () => {
    let hear: (words: unknown[]) => void
    const heard = new Promise((resolve) => (hear = resolve))
    await miniProgram.exposeFunction('tell', (...words: unknown[]) => hear(words))
    await miniProgram.evaluate(() => tell('a', 1))
    expect(await heard).toEqual(['a', 1])
  })

  it('answers wx calls by what the test puts in their place', async () => {
    await miniProgram.mockWxMethod('getStorageSync', 'from the test')
    expect(await miniProgram.callWxMethod('getStorageSync', 'key')).toBe('from the test')
    await miniProgram.mockWxMethod('showModal', () => ({ confirm: true }))
    expect(
      await miniProgram.evaluate(
        () =>
          new Promise((resolve) => {
            wx.showModal({ content: 'sure?', success: resolve })
          }),
      ),
    ).toEqual({ confirm: true })
    await miniProgram.mockWxMethod(
      'getStorageSync',
      function (this: { origin(key: string): unknown }, key: string, fallback: string) {
        return this.origin(key) === '' ? fallback : 'kept'
      },
      'a fallback',
    )
    expect(await miniProgram.callWxMethod('getStorageSync', 'key')).toBe('a fallback')
    await miniProgram.restoreWxMethod('getStorageSync')
    await miniProgram.restoreWxMethod('showModal')
    expect(await miniProgram.callWxMethod('getStorageSync', 'key')).toBe('')
  })

  it('presses the buttons of a modal', async () => {
    const answer = miniProgram.evaluate(() => wx.showModal({ title: 'Leave?' }))
    await miniProgram.native().confirmModal()
    expect(await answer).toMatchObject({ confirm: true })
  })

  it('tells of console entries and of exceptions', async () => {
    const start = await open('/pages/start/start')
    const entry = new Promise((resolve) => miniProgram.once('console', resolve))
    const exception = new Promise((resolve) => miniProgram.once('exception', resolve))
    // `once` does not ask for entries; `on` does.
    miniProgram.on('console', () => undefined)
    await miniProgram.evaluate(() => console.warn('careful', { at: 1 }))
    expect(await entry).toEqual({ type: 'warn', args: ['careful', { at: 1 }] })
    await (await find(start, '#fail')).tap()
    expect(await exception).toMatchObject({ message: 'the handler failed' })
  })

  it('takes a screenshot', async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'phone-app-'))
    const file = path.join(dir, 'start.png')
    await miniProgram.screenshot({ path: file })
    const image = await readFile(file)
    expect(image.subarray(1, 4).toString()).toBe('PNG')
    // 390 x 844 CSS pixels at two device pixels each.
    expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([780, 1688])
    await rm(dir, { recursive: true })
  })

  it('says which system it runs on', async () => {
    expect(await miniProgram.systemInfo()).toMatchObject({ platform: 'devtools' })
  })
})

describe('automator.launch', () => {
  it('starts the simulator by its command line and closes it', async () => {
    // In a process of its own: launch() leaves a timer of 15 s behind.
    const script = `
      const automator = require('miniprogram-automator')
      automator.launch({ cliPath: process.argv[1], projectPath: process.argv[2] })
        .then(async (miniProgram) => {
          const { path } = await miniProgram.currentPage()
          await miniProgram.close()
          const after = await miniProgram.currentPage().catch((error) => error.message)
          console.log(JSON.stringify({ path, after }))
          process.exit(0)
        })`
    const project = path.join(projectRoot, 'test/fixtures/phone-app')
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, ['-e', script, simulatorCli, project], {
      cwd: projectRoot,
    })
    expect(JSON.parse(stdout)).toEqual({
      path: 'pages/start/start',
      after: expect.stringContaining('Connection closed') as string,
    })
  })
})
