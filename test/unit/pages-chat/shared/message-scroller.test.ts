import {
  MessageScroller,
  type LaterMessages,
} from '../../../../miniprogram/pages-chat/shared/message-scroller'
import type { MessageListFace } from '../../../../miniprogram/stores/app-stores'

const LIST_HEIGHT = 600

/** Where the list's box begins in the window, px. */
const LIST_TOP = 90

/**
 * A list 3000 px long in a box of 600 px, whose view the test moves by hand.
 * @param later newer messages that are not in the list.
 */
function openList(later?: LaterMessages) {
  const view = { height: LIST_HEIGHT, scrollHeight: 3000, scrollTop: 2400 }
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
  return { view, sent, told, scroller, scrollTo, pages: () => earlierPages }
}

const newRow = { 'recentScreens[0].rows[3]': { id: 'm4' } }

describe('the message list', () => {
  it('follows a new message in the same call while the reader is at the end', () => {
    const { scroller } = openList()
    expect(scroller.withScroll(newRow)).toMatchObject({
      ...newRow,
      scrollTop: expect.any(Number) as number,
    })
  })

  it('asks for another offset each time, since the view ignores an equal one', () => {
    const { scroller } = openList()
    const first = scroller.withScroll(newRow).scrollTop
    expect(scroller.withScroll(newRow).scrollTop).not.toBe(first)
  })

  it('leaves a reader who scrolled up where they are', () => {
    const { scroller, scrollTo, told } = openList()
    scrollTo(1500)
    expect(told).toEqual([false])
    expect(scroller.withScroll(newRow)).toEqual(newRow)
  })

  it('follows again once the reader came back to the end', () => {
    const { scroller, scrollTo, told } = openList()
    scrollTo(1500)
    scrollTo(2390)
    expect(told).toEqual([false, true])
    expect(scroller.withScroll(newRow)).toHaveProperty('scrollTop')
  })

  it('brings the reader to their own message wherever they were', () => {
    const { scroller, scrollTo } = openList()
    scrollTo(1000)
    scroller.follow()
    expect(scroller.withScroll(newRow)).toMatchObject({ ...newRow, isFarUp: false })
  })

  it('is not taken as left when the keyboard went and the list grew', () => {
    const { view, scrollTo, told } = openList()
    view.height = 900
    scrollTo(2100)
    expect(told).toEqual([])
  })

  it('changes nothing else than rows without scrolling', () => {
    const { scroller } = openList()
    expect(scroller.withScroll({ pillText: '' })).toEqual({ pillText: '' })
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

  it('moves off offset 0, where rows put in above would push the reader', () => {
    const { scrollTo, sent } = openList()
    scrollTo(0)
    expect(sent[sent.length - 1].scrollTop).toBeGreaterThan(0)
  })

  it('fetches history at once when the list does not fill its box', () => {
    const { view, scroller, pages } = openList()
    view.scrollHeight = LIST_HEIGHT
    scroller.loadEarlierIfShort()
    expect(pages()).toBe(1)
  })

  it('jumps to a row, in the middle of the list, and stays there', () => {
    const { scroller, sent } = openList()
    scroller.toRow('m9', 'middle')
    expect(Math.floor(sent[0].scrollTop as number)).toBe(1000 - (LIST_HEIGHT - 100) / 2)
    expect(scroller.withScroll(newRow)).toEqual(newRow)
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
