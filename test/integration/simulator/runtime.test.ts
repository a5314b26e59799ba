import type Element from 'miniprogram-automator/out/Element'
import type { CustomElement } from 'miniprogram-automator/out/Element'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type Page from 'miniprogram-automator/out/Page'

import { startSimulator, type SimulatorProcess } from '../helpers/simulator-process'

let simulator: SimulatorProcess
let miniProgram: MiniProgram

beforeAll(async () => {
  simulator = await startSimulator('phone-app')
  miniProgram = simulator.miniProgram
})

afterAll(() => simulator.stop())

/** Methods only the simulator answers go the same way as the automator's own. */
function send(method: string, params: object = {}): Promise<Record<string, unknown>> {
  const { connection } = miniProgram as unknown as {
    connection: { send(method: string, params: object): Promise<Record<string, unknown>> }
  }
  return connection.send(method, params)
}

async function command(params: object): Promise<void> {
  await send('Sim.command', params)
}

async function open(url: string): Promise<Page> {
  await miniProgram.callWxMethod('reLaunch', { url })
  const page = await miniProgram.currentPage()
  if (!page) throw new Error('no page is open')
  return page
}

async function find(scope: Page | Element, selector: string): Promise<Element> {
  const found = await scope.$(selector)
  if (!found) throw new Error(`no ${selector} on the page`)
  return found
}

async function windowHeight(page: Page): Promise<unknown> {
  const { id } = page as unknown as { id: number }
  const names = ['innerHeight']
  const { properties } = await send('Page.getWindowProperties', { pageId: id, names })
  return (properties as unknown[])[0]
}

/** What pages and components noted since the last time, in order. */
async function journal(): Promise<string[]> {
  const read = (await miniProgram.evaluate(() => {
    const pages = getCurrentPages() as unknown as { readJournal?(): string[] }[]
    return pages.find((page) => page.readJournal)?.readJournal?.()
  })) as string[]
  return read
}

describe('lifecycle', () => {
  it('goes created, attached, load, show, ready, components before their page', async () => {
    await open('/pages/start/start')
    await journal()
    await open('/pages/start/start?from=again')
    expect(await journal()).toEqual([
      'start unload',
      'row detached',
      'row created',
      'row attached',
      'start load again',
      'start show',
      'row page show',
      'row ready',
      'start ready',
    ])
  })

  it('hides the page below and shows it again', async () => {
    const start = await open('/pages/start/start')
    await journal()
    await (await find(start, '#open')).tap()
    await until(async () => (await miniProgram.pageStack()).length === 2)
    expect(await journal()).toEqual([
      'start hide',
      'row page hide',
      'row created',
      'detail attached',
      'row attached',
      'detail load %E6%A7%90',
      'detail show',
      'detail page show',
      'row page show',
      'row ready',
      'detail component ready',
      'detail ready',
    ])
    await miniProgram.callWxMethod('navigateBack')
    expect(await journal()).toEqual([
      'detail unload',
      'row detached',
      'detail detached',
      'start show',
      'row page show',
    ])
  })

  it('passes words between a page and the one it opened', async () => {
    const start = await open('/pages/start/start')
    await (await find(start, '#open')).tap()
    await until(async () => (await miniProgram.pageStack()).length === 2)
    const detail = (await miniProgram.currentPage())!
    expect(await (await find(detail, '#name')).text()).toBe('%E6%A7%90')
    expect(await (await find(detail, '#heard')).text()).toBe('from start')
    await miniProgram.callWxMethod('navigateBack')
    expect(await start.data('shared')).toBe('from detail')
  })

  it('keeps tab pages while others are shown', async () => {
    const start = await open('/pages/start/start')
    await start.setData({ typed: 'still here' })
    await journal()
    await miniProgram.native().switchTab({ url: '/pages/other/other' })
    expect((await miniProgram.currentPage())?.path).toBe('pages/other/other')
    await miniProgram.callWxMethod('switchTab', { url: '/pages/start/start' })
    const back = (await miniProgram.currentPage())!
    expect(await back.data('typed')).toBe('still here')
    expect(await journal()).toEqual([
      'start hide',
      'row page hide',
      'other load',
      'other show',
      'tapped Other',
      'other hide',
      'start show',
      'row page show',
    ])
  })

  it('stops timers five seconds after the app went away, and catches up on its return', async () => {
    await open('/pages/start/start')
    await miniProgram.evaluate(() => {
      const app = getApp<{ globalData: { tickedAt: number } }>()
      setInterval(() => (app.globalData.tickedAt = Date.now()), 100)
    })
    const tickedAt = (): Promise<number> =>
      miniProgram.evaluate(
        () => getApp<{ globalData: { tickedAt: number } }>().globalData.tickedAt,
      ) as Promise<number>
    const leftAt = Date.now()
    await command({ name: 'background' })
    expect((await journal()).slice(-3)).toEqual(['start hide', 'row page hide', 'app hide'])
    let before = -1
    await until(async () => {
      const now = await tickedAt()
      const hasStopped = now === before && Date.now() - leftAt > 5_500
      before = now
      return hasStopped
    }, 500)
    expect(before - leftAt).toBeGreaterThan(4_000)
    await command({ name: 'foreground' })
    expect(await journal()).toEqual(['app show', 'start show', 'row page show'])
    await until(async () => (await tickedAt()) > before)
  })
})

describe('routes', () => {
  const fail = async (method: string, url: string): Promise<string> =>
    miniProgram.callWxMethod(method, { url }).then(
      () => 'ok',
      (error: Error) => error.message,
    )

  it("fail in WeChat's words", async () => {
    await open('/pages/start/start')
    expect(await fail('navigateTo', '/pages/nowhere/nowhere')).toBe(
      'navigateTo:fail page "pages/nowhere/nowhere" is not found',
    )
    expect(await fail('navigateTo', '/pages/other/other')).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    )
    expect(await fail('redirectTo', '/pages/other/other')).toBe(
      'redirectTo:fail can not redirectTo a tabbar page',
    )
    expect(await fail('switchTab', '/pages/detail/detail')).toBe(
      'switchTab:fail can not switch to no-tabBar page',
    )
    await expect(miniProgram.callWxMethod('navigateBack')).rejects.toThrow(
      'navigateBack:fail cannot navigate back at first page.',
    )
  })

  it('open no more than ten pages', async () => {
    await open('/pages/start/start')
    for (let depth = 2; depth <= 10; depth += 1) {
      await miniProgram.callWxMethod('navigateTo', { url: '/pages/detail/detail' })
    }
    expect(await fail('navigateTo', '/pages/detail/detail')).toBe(
      'navigateTo:fail webview count limit exceed',
    )
    await miniProgram.callWxMethod('navigateBack', { delta: 20 })
    expect(await miniProgram.pageStack()).toHaveLength(1)
  })

  it('fetch a subpackage before its first page, which fails without a network', async () => {
    await open('/pages/other/other')
    await command({ name: 'network', isConnected: false })
    expect(await fail('navigateTo', '/far/late/late')).toContain('navigateTo:fail')
    await command({ name: 'network', isConnected: true })
    expect(await fail('navigateTo', '/far/late/late')).toBe('ok')
    expect(await (await miniProgram.currentPage())!.data('loaded')).toBe(true)
  })

  it('replace a placeholder once the component arrived', async () => {
    const start = await open('/pages/start/start')
    await until(async () => {
      const stamp = await start.$('stamp')
      return stamp !== null && (await stamp.text()) === 'stamped'
    })
  })
})

describe('what mini-program code sees', () => {
  it('has none of the browser', async () => {
    const start = await open('/pages/start/start')
    expect(await start.data('globals')).toBe('none')
    expect(
      await miniProgram.evaluate(() => {
        try {
          // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what is refused.
          return typeof new Function('return 1')
        } catch (error) {
          return (error as Error).name
        }
      }),
    ).toBe('EvalError')
  })

  it('hands errors to App.onError', async () => {
    const start = await open('/pages/start/start')
    await (await find(start, '#fail')).tap()
    const errors: unknown = await miniProgram.evaluate(
      () => getApp<{ globalData: { errors: string[] } }>().globalData.errors,
    )
    expect(errors).toContain('Error: the handler failed')
  })
})

describe('WXS', () => {
  it('names types, moves elements and hears touches', async () => {
    const start = await open('/pages/start/start')
    expect(await (await find(start, '#kinds')).text()).toBe('Array Object')
    const box = await find(start, '#box')
    expect(await box.style('width')).toBe('39px')
    await start.setData({ width: 150 })
    expect(await box.style('width')).toBe('78px')
    await (await find(start, '#drag')).touchstart()
    expect(await start.data('dragged')).toBe('handle')
  })
})

describe('styles', () => {
  it('follow the theme of the phone, not of the browser', async () => {
    const start = await open('/pages/start/start')
    const ink = async (): Promise<string> => await (await find(start, '#typed')).style('color')
    expect(await ink()).toBe('rgb(26, 26, 26)')
    await command({ name: 'theme', theme: 'dark' })
    expect(await ink()).toBe('rgb(240, 240, 240)')
    expect(await miniProgram.systemInfo()).toMatchObject({ theme: 'dark' })
    await command({ name: 'theme', theme: 'light' })
    expect(await ink()).toBe('rgb(26, 26, 26)')
  })

  it('scale rem with the text size where the page asks for it', async () => {
    const start = await open('/pages/start/start')
    const size = async (): Promise<string> => await (await find(start, '#typed')).style('font-size')
    expect(await size()).toBe('16px')
    await command({ name: 'fontScale', scale: 1.25 })
    expect(await size()).toBe('20px')
    await command({ name: 'fontScale', scale: 1 })
  })

  it('reach a component only as its isolation lets them', async () => {
    const start = await open('/pages/start/start')
    const label = await find(await find(start, '#own-row'), '.row__label')
    expect(await label.style('color')).toBe('rgb(0, 0, 255)')
    expect(await (await find(start, '#own-row')).style('margin-top')).toBe('3px')
    // `page #kinds` of the page's own WXSS.
    expect(await (await find(start, '#kinds')).style('letter-spacing')).toBe('2px')
  })
})

describe('the setData meter', () => {
  it('counts calls and bytes by page and component', async () => {
    const start = await open('/pages/start/start')
    await send('Sim.resetSetDataMeter')
    await start.setData({ tapped: '槐' })
    const { lines } = await send('Sim.getSetDataMeter')
    // The row's label follows `tapped`; its observer calls setData itself.
    expect(lines).toEqual([
      {
        page: 'pages/start/start',
        component: 'pages/start/start',
        calls: 1,
        bytes: 16,
        largest: 16,
      },
      {
        page: 'pages/start/start',
        component: 'components/row/row',
        calls: 1,
        bytes: 13,
        largest: 13,
      },
    ])
  })

  it('is what setUpdatePerformanceListener tells: one update of the row, by path', async () => {
    const start = await open('/pages/start/start')
    const updates: unknown = await miniProgram.evaluate(() => {
      const page = getCurrentPages()[0] as unknown as WechatMiniprogram.Component.TrivialInstance
      return new Promise((resolve) => {
        const heard: unknown[] = []
        page.setUpdatePerformanceListener({ withDataPaths: true }, (result) => {
          heard.push(result.dataPaths)
          if (heard.length === 2) resolve(heard)
        })
        page.setData({ 'rows[1].text': 'x' })
        page.setData({ width: 90, typed: 'y' })
      })
    })
    expect(updates).toEqual([[['rows', 1, 'text']], [['width'], ['typed']]])
    expect(await (await find(start, '#row-b')).text()).toBe('x')
  })
})

describe('geometry', () => {
  it('answers selector queries, the viewport among them', async () => {
    const list = await open('/pages/list/list')
    await miniProgram.pageScrollTo(300)
    expect(await list.callMethod('measure')).toMatchObject({
      inner: { id: 'inner', height: 200, scrollTop: 0, scrollHeight: 2000 },
      count: 100,
      viewport: { scrollTop: 300 },
      missing: null,
    })
    expect(await list.scrollTop()).toBe(300)
    await until(async () => (await list.data('scrolled')) === 300)
  })

  it('tells when the end of the page comes into sight', async () => {
    const list = await open('/pages/list/list')
    await until(async () => ((await list.data('seen')) as boolean[]).length === 0)
    await miniProgram.pageScrollTo(5000)
    await until(async () => (await list.data('bottoms')) === 1)
    await until(async () => ((await list.data('seen')) as boolean[]).length === 1)
    await miniProgram.pageScrollTo(0)
    await until(async () => ((await list.data('seen')) as boolean[]).length === 2)
    expect(await list.data('seen')).toEqual([true, false])
  })

  it('counts margins around a scroll-view', async () => {
    const list = await open('/pages/list/list')
    // Rows of 20 px in 200 px; one that only touches the edge counts too.
    expect(await list.callMethod('countNear', 0)).toBe(11)
    expect(await list.callMethod('countNear', 100)).toBe(16)
  })

  it('scrolls a scroll-view', async () => {
    const list = await open('/pages/list/list')
    const inner = (await find(list, '#inner')) as Element & {
      scrollTo(x: number, y: number): Promise<void>
      scrollHeight(): Promise<number>
    }
    expect(await inner.scrollHeight()).toBe(2000)
    await inner.scrollTo(0, 120)
    expect(await inner.property('scrollTop')).toBe(120)
  })

  it('gives a page with a custom bar the whole screen', async () => {
    const list = await open('/pages/list/list')
    expect(await windowHeight(list)).toBe(844)
    const start = await open('/pages/start/start')
    // Status bar 47, navigation bar 44, tab bar 50, safe area 34.
    expect(await windowHeight(start)).toBe(844 - 47 - 44 - 50 - 34)
  })

  it('refreshes by startPullDownRefresh where the page allows it', async () => {
    const list = await open('/pages/list/list')
    await miniProgram.callWxMethod('startPullDownRefresh')
    expect(await list.data('refreshes')).toBe(1)
  })
})

describe('a custom component', () => {
  it('takes hidden and aria attributes like any tag', async () => {
    const list = await open('/pages/list/list')
    const row = await find(list, '#hidden-row')
    expect(await row.style('display')).toBe('none')
    expect(await row.attribute('aria-label')).toBe('a row')
    await list.setData({ refreshes: 1 })
    expect(await row.style('display')).toBe('block')
  })

  it('runs an observer named by its method', async () => {
    const start = await open('/pages/start/start')
    const row = (await find(start, '#own-row')) as CustomElement
    const before = (await row.data('changes')) as number
    await start.setData({ tapped: 'new label' })
    expect(await row.data('changes')).toBe(before + 1)
  })
})

/** Asks until the answer is yes; Jest's own time limit ends it. */
async function until(isSo: () => Promise<boolean>, everyMs = 20): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, everyMs))
}
