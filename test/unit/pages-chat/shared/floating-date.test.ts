import {
  dayToShow,
  FloatingDate,
  topmostRow,
  type DatedRows,
} from '../../../../miniprogram/pages-chat/shared/floating-date'

const box = (id: string, top: number) => ({ id: `row-${id}`, top, bottom: top + 50 })
const LIST_TOP = 100

/** Two days; `a` and `d` begin one. */
const rows: DatedRows = {
  dayOf: (id) => ('abc'.includes(id) ? 'Monday' : 'Today'),
  startsDay: (id) => 'ad'.includes(id),
}
const shown = (...boxes: ReturnType<typeof box>[]) => dayToShow(topmostRow(LIST_TOP, boxes), rows)

describe('the floating date', () => {
  it('is the day of the topmost message, whose separator may be far above', () => {
    expect(shown(box('c', 80), box('d', 130))).toBe('Monday')
  })

  it('passes over messages that are above the list', () => {
    expect(shown(box('c', 20), box('d', 70), box('e', 120))).toBe('Today')
  })

  it('is not shown twice when the separator itself stands at the top', () => {
    expect(shown(box('d', 105), box('e', 155))).toBe('')
  })

  it('is not shown when no message is in sight', () => {
    expect(shown()).toBe('')
  })
})

describe('the place of a reader', () => {
  it('is the topmost row, and how much of it is above the list', () => {
    expect(topmostRow(LIST_TOP, [box('e', 120), box('d', 70)])).toEqual({ rowId: 'd', offset: -30 })
  })

  it('is known to the pixel as soon as the list tells that it scrolled', () => {
    jest.useFakeTimers()
    const query = {
      select: () => query,
      selectAll: () => query,
      boundingClientRect: () => query,
      scrollOffset: () => query,
      exec: (then: (found: unknown[]) => void) =>
        then([{ top: LIST_TOP }, { scrollTop: 500 }, [box('d', 70), box('e', 120)]]),
    }
    const host = { setData: () => undefined, createSelectorQuery: () => query as never }
    const date = new FloatingDate(host, '#messages', '.chat__row', rows)
    date.onScroll(400)
    expect(date.topmost).toBeNull()
    jest.runOnlyPendingTimers()
    expect(date.topmost).toEqual({ rowId: 'd', offset: -30 })
    date.onScroll(512)
    expect(date.topmost).toEqual({ rowId: 'd', offset: -42 })
    date.dispose()
    jest.useRealTimers()
  })
})
