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

/** A page whose list stands at `d`; it answers at once, or when told. */
function makePage({ answersLate = false } = {}) {
  const answers: (() => void)[] = []
  const query = {
    select: () => query,
    selectAll: () => query,
    boundingClientRect: () => query,
    scrollOffset: () => query,
    exec(then: (found: unknown[]) => void) {
      const found = [{ top: LIST_TOP }, { scrollTop: 500 }, [box('d', 70), box('e', 120)]]
      if (answersLate) answers.push(() => then(found))
      else then(found)
    },
  }
  const setData = jest.fn<void, [object]>()
  const date = new FloatingDate(
    { setData, createSelectorQuery: () => query as never },
    '#messages',
    '.chat__row',
    rows,
  )
  return { date, setData, answer: () => answers.splice(0).forEach((one) => one()) }
}

describe('a reader who scrolls', () => {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => void jest.useRealTimers())

  it('stands at the topmost row, known to the pixel as soon as the list tells that it scrolled', () => {
    const { date } = makePage()
    date.onScroll(400)
    expect(date.topmost).toBeNull()
    jest.runOnlyPendingTimers()
    expect(date.topmost).toEqual({ rowId: 'd', offset: -30 })
    date.onScroll(512)
    expect(date.topmost).toEqual({ rowId: 'd', offset: -42 })
    date.dispose()
  })

  it('sees the date until a moment after the last scroll', () => {
    const { date, setData } = makePage()
    date.onScroll(400)
    jest.runAllTimers()
    expect(setData.mock.calls).toEqual([[{ floatingDate: 'Today' }], [{ floatingDate: '' }]])
    date.dispose()
  })

  it('sees it go also on a phone so busy that it tells the place after that moment', () => {
    const { date, setData, answer } = makePage({ answersLate: true })
    date.onScroll(400)
    jest.runAllTimers()
    answer()
    jest.runAllTimers()
    expect(setData.mock.calls).toEqual([[{ floatingDate: 'Today' }], [{ floatingDate: '' }]])
    date.dispose()
  })
})
