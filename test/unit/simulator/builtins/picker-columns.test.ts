import {
  dateModel,
  multiSelectorModel,
  selectorModel,
  timeModel,
} from '../../../../scripts/simulator/client/builtins/picker-columns'

const today = new Date(2026, 10, 21)

describe('a picker', () => {
  it('shows the named member of each row and answers with its number', () => {
    const range = [{ name: '林晓' }, { name: '陈默' }]
    const model = selectorModel({ range, rangeKey: 'name' })
    expect(model.columns([0])).toEqual([['林晓', '陈默']])
    expect(model.rowsOf(7)).toEqual([1])
    expect(model.valueOf([1])).toBe(1)
  })

  it('has a wheel for each list of a multiSelector', () => {
    const model = multiSelectorModel({ range: [['a'], ['b', 'c']], rangeKey: '' })
    expect(model.rowsOf([0, 1])).toEqual([0, 1])
    expect(model.valueOf([0, 1])).toEqual([0, 1])
  })

  it('offers only the times between start and end', () => {
    const model = timeModel('09:30', '11:15')
    const [hours, minutes] = model.columns([2, 0])
    expect(hours).toEqual(['09', '10', '11'])
    expect([minutes[0], minutes.at(-1)]).toEqual(['00', '15'])
    expect(model.valueOf(model.rowsOf('10:05'))).toBe('10:05')
    expect(model.valueOf(model.rowsOf('23:00'))).toBe('11:15')
  })

  it('offers the days the month has', () => {
    const model = dateModel('2024-01-01', '2026-12-31', 'day', today)
    expect(model.columns(model.rowsOf('2024-02-01'))[2]).toHaveLength(29)
    expect(model.columns(model.rowsOf('2026-02-01'))[2]).toHaveLength(28)
  })

  it('keeps the date it was given, and starts today without one', () => {
    const model = dateModel('', '', 'day', today)
    expect(model.valueOf(model.rowsOf('2026-02-03'))).toBe('2026-02-03')
    expect(model.valueOf(model.rowsOf(null))).toBe('2026-11-21')
  })

  it('leaves out day and month as fields says', () => {
    const model = dateModel('', '', 'month', today)
    expect(model.valueOf(model.rowsOf('2026-02'))).toBe('2026-02')
  })
})
