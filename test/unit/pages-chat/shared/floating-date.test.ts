import type { MessageRow } from '../../../../miniprogram/models/rows'
import { dayAt } from '../../../../miniprogram/pages-chat/shared/floating-date'

const row = (id: string, dateLabel = '') => ({ id, dateLabel }) as MessageRow
const box = (id: string, top: number) => ({ id: `row-${id}`, top, bottom: top + 50 })

const rows = {
  earlierScreens: [{ key: 's2', rows: [row('a', 'Monday'), row('b')] }],
  recentScreens: [{ key: 's1', rows: [row('c'), row('d', 'Today'), row('e')] }],
}
const LIST_TOP = 100

describe('the floating date', () => {
  it('is the day of the topmost message, whose separator may be far above', () => {
    expect(dayAt(rows, LIST_TOP, [box('c', 80), box('d', 130)])).toBe('Monday')
  })

  it('passes over messages that are above the list', () => {
    expect(dayAt(rows, LIST_TOP, [box('c', 20), box('d', 70), box('e', 120)])).toBe('Today')
  })

  it('is not shown twice when the separator itself stands at the top', () => {
    expect(dayAt(rows, LIST_TOP, [box('d', 105), box('e', 155)])).toBe('')
  })

  it('is not shown when no message is in sight', () => {
    expect(dayAt(rows, LIST_TOP, [])).toBe('')
  })
})
