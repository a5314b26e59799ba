import {
  MessageScroller,
  type LaterMessages,
} from '../../../../miniprogram/pages-chat/shared/message-scroller'
import type { MessageListFace } from '../../../../miniprogram/stores/app-stores'

const LIST_HEIGHT = 600
const nextTicks: (() => void)[] = []
Object.assign(globalThis, { wx: { nextTick: (run: () => void) => nextTicks.push(run) } })

/** Where the list's box begins in the window, px. */
const LIST_TOP = 90

/**
 * A list 3000 px long in a box of 600 px, whose view the test moves by hand.
 * @param later newer messages that are not in the list.
 */
function openList(later?: LaterMessages) {
  const view = {
    height: LIST_HEIGHT,
    scrollHeight: 3000,
    scrollTop: 2400,
  }
  const sent: Record<string, unknown>[] = []
  const told: boolean[] = []
  let earlierPages = 0
  const list = {
    hasEarlier: true,
    isLoadingEarlier: false,
    setAtBottom: (isAtBottom: boolean) => told.push(isAtBottom),
    loadEarlier: () => {
      earlierPages += 1
      return Promise.resolve()
    },
  } as unknown as MessageListFace
  const query = {
    select: (selector: string) => {
      selected = selector
      return query
    },
    boundingClientRect: () => {
      const list = { top: LIST_TOP, height: LIST_HEIGHT }
      // The row stands 1000 px down the list and is 100 px high.
      const row = { top: LIST_TOP + 1000 - view.scrollTop, height: 100 }
      found.push(selected === '#messages' ? list : selected === '#row-m9' ? row : null)
      return query
    },
    scrollOffset: () => {
      found.push({ scrollTop: view.scrollTop })
      return query
    },
    fields: (_what: object, callback: (field: object) => void) => {
      answers.push(() => callback({ ...view }))
      return query
    },
    exec: (then?: (found: unknown[]) => void) => {
      answers.splice(0).forEach((answer) => answer())
      then?.(found.splice(0))
    },
  }
  let selected = ''
  const found: unknown[] = []
  const answers: (() => void)[] = []
  const host = {
    setData(patch: Record<string, unknown>, done?: () => void) {
      sent.push(patch)
      if (typeof patch.scrollTop === 'number') {
        view.scrollTop = Math.min(patch.scrollTop, view.scrollHeight - view.height)
      }
      done?.()
    },
    createSelectorQuery: () => query as unknown as WechatMiniprogram.SelectorQuery,
  }
  const scroller = new MessageScroller(host, list, '#messages', later)
  scroller.measure()
  const scrollTo = (scrollTop: number) => {
    view.scrollTop = scrollTop
    const detail = { scrollTop, scrollHeight: view.scrollHeight }
    scroller.onScroll(detail as WechatMiniprogram.ScrollViewScroll['detail'])
  }
  /** What reaches the view when the page's data changes so. */
  const handed = (patch: Record<string, unknown>) => {
    scroller.hand(patch)
    return sent[sent.length - 1]
  }
  return { view, sent, told, scroller, handed, scrollTo, pages: () => earlierPages }
}

const newRow = { 'recentScreens[0].rows[3]': { id: 'm4' } }

describe('the message list', () => {
  it('follows a new message in the same call while the reader is at the end', () => {
    const { handed } = openList()
    expect(handed(newRow)).toMatchObject({
      ...newRow,
      scrollTop: expect.any(Number) as number,
    })
  })

  it('asks for another offset each time, since the view ignores an equal one', () => {
    const { handed } = openList()
    const first = handed(newRow).scrollTop
    expect(handed(newRow).scrollTop).not.toBe(first)
  })

  it('leaves a reader who scrolled up where they are', () => {
    const { handed, scrollTo, told } = openList()
    scrollTo(1500)
    expect(told).toEqual([false])
    expect(handed(newRow)).toEqual(newRow)
  })

  it('follows again once the reader came back to the end', () => {
    const { handed, scrollTo, told } = openList()
    scrollTo(1500)
    scrollTo(2390)
    expect(told).toEqual([false, true])
    expect(handed(newRow)).toHaveProperty('scrollTop')
  })

  it('brings the reader to their own message wherever they were', () => {
    const { scroller, scrollTo, handed } = openList()
    scrollTo(1000)
    scroller.follow()
    expect(handed(newRow)).toMatchObject({ ...newRow, isFarUp: false })
  })

  it('is not taken as left when the keyboard went and the list grew', () => {
    const { view, scrollTo, told } = openList()
    view.height = 900
    scrollTo(2100)
    expect(told).toEqual([])
  })

  it('goes on to the end when rows turn out taller than they were first drawn', () => {
    const { view, scrollTo, told, sent } = openList()
    scrollTo(2400)
    view.scrollHeight = 9_000
    sent.splice(0)
    scrollTo(2400)
    expect(view.scrollTop).toBe(8_400)
    expect(sent.some(({ isFarUp }) => isFarUp === true)).toBe(false)
    expect(told).toEqual([])
  })

  it('goes on to the end when rows turn out taller and nobody scrolls', () => {
    const { view, scrollTo, told, scroller } = openList()
    scrollTo(2400)
    view.scrollHeight = 9_000
    scroller.lookAgain()
    expect(view.scrollTop).toBe(8_400)
    expect(told).toEqual([])
  })

  it('goes on to the end when some rows turn out taller and those above a little lower', () => {
    const { view, scrollTo, told } = openList()
    scrollTo(2400)
    // What is in sight keeps its place: the offset gets smaller by what the rows above lost.
    view.scrollHeight = 9_000
    scrollTo(2398)
    expect(view.scrollTop).toBe(8_400)
    expect(told).toEqual([])
  })

  it('lets a reader go who scrolls up little by little', () => {
    const { view, scrollTo, told } = openList()
    for (const scrollTop of [2400, 2380, 2360, 2340]) scrollTo(scrollTop)
    expect(view.scrollTop).toBe(2340)
    expect(told).toEqual([false])
  })

  it('lets a reader go who scrolls up while rows turn out taller', () => {
    const { view, scrollTo, told, sent } = openList()
    scrollTo(2400)
    view.scrollHeight = 9_000
    sent.splice(0)
    scrollTo(2300)
    expect(view.scrollTop).toBe(2300)
    expect(told).toEqual([false])
  })

  it('changes nothing else than rows without scrolling', () => {
    const { handed } = openList()
    expect(handed({ pillText: '' })).toEqual({ pillText: '' })
  })

  it('shows the way back from more than a screen up, once', () => {
    const { scrollTo, sent } = openList()
    scrollTo(1000)
    scrollTo(990)
    expect(sent.filter((patch) => 'isFarUp' in patch)).toEqual([{ isFarUp: true }])
  })

  it('fetches history before the reader meets its end', () => {
    const { scrollTo, pages } = openList()
    scrollTo(1200)
    expect(pages()).toBe(0)
    scrollTo(800)
    expect(pages()).toBe(1)
  })

  it('moves off offset 0 before rows are put in above, which would push the reader away', () => {
    const { scroller, scrollTo, sent } = openList()
    const pages = [{ 'earlierStacks[0].screens[1]': 1 }, { 'earlierStacks[0].screens[2]': 2 }]
    scrollTo(100)
    sent.splice(0)
    scroller.hand(pages[0])
    expect(sent.splice(0)).toEqual([pages[0]])
    scrollTo(0)
    for (const page of pages) scroller.hand(page)
    // The list moves down by as much as it scrolls: the reader sees nothing of it.
    expect(sent).toEqual([{ topRoom: 1, scrollTop: expect.any(Number) as number }])
    expect(Math.floor(sent[0].scrollTop as number)).toBe(1)
    nextTicks.splice(0).forEach((run) => run())
    expect(sent.slice(1)).toEqual([{ ...pages[0], topRoom: 0 }, ...pages.slice(1)])
  })

  it('fetches history at once when the list does not fill its box', () => {
    const { view, scroller, pages } = openList()
    view.scrollHeight = LIST_HEIGHT
    scroller.loadEarlierIfShort()
    expect(pages()).toBe(1)
  })

  it('jumps to a row, in the middle of the list, and stays there', () => {
    const { scroller, sent, handed } = openList()
    scroller.toRow('m9', 'middle')
    expect(Math.floor(sent[0].scrollTop as number)).toBe(1000 - (LIST_HEIGHT - 100) / 2)
    expect(handed(newRow)).toEqual(newRow)
  })

  it('stays where it jumped to when rows come in above before the list told where it is', () => {
    const { scroller, scrollTo, sent } = openList()
    scrollTo(0)
    sent.splice(0)
    scroller.toRow('m9', 'top')
    const page = { 'earlierStacks[0].screens[1]': 1 }
    scroller.hand(page)
    expect(sent).toEqual([{ scrollTop: expect.any(Number) as number }, page])
  })

  it('is at the end when it jumped to a row of a list that does not fill its box', () => {
    const { scroller, view, told } = openList()
    view.scrollHeight = LIST_HEIGHT
    view.scrollTop = 0
    scroller.toRow('m9', 'top')
    expect(told.slice(-1)).toEqual([true])
  })

  it('goes nowhere for a row that is not drawn', () => {
    const { scroller, sent } = openList()
    scroller.toRow('gone', 'top')
    expect(sent).toEqual([])
  })

  it('fetches newer messages before the reader meets the end, which is then not the newest', () => {
    let pages = 0
    const loadLater = () => {
      pages += 1
      return Promise.resolve()
    }
    const { scrollTo, told, sent } = openList({ hasLater: true, isLoadingLater: false, loadLater })
    scrollTo(1000)
    expect(pages).toBe(0)
    scrollTo(1600)
    expect(pages).toBe(1)
    scrollTo(2400)
    expect(told.slice(-1)).toEqual([false])
    expect(sent).toContainEqual({ isFarUp: true })
  })
})
