/** What a picker shows and how rows read back as its value. */
export interface PickerModel {
  /** Words of the rows, for each wheel. */
  columns(rows: number[]): string[][]
  /** Row of each wheel for a value. */
  rowsOf(value: unknown): number[]
  valueOf(rows: number[]): unknown
}

interface ListOptions {
  range: unknown[]
  /** Member of each object in `range` that is shown. */
  rangeKey: string
}

export function selectorModel({ range, rangeKey }: ListOptions): PickerModel {
  return {
    columns: () => [range.map((item) => labelOf(item, rangeKey))],
    rowsOf: (value) => [clamp(Number(value) || 0, range.length)],
    valueOf: ([row]) => row,
  }
}

export function multiSelectorModel({ range, rangeKey }: ListOptions): PickerModel {
  const lists = range.map((list) => (Array.isArray(list) ? (list as unknown[]) : []))
  return {
    columns: () => lists.map((list) => list.map((item) => labelOf(item, rangeKey))),
    rowsOf: (value) =>
      lists.map((list, column) => clamp(Number((value as number[])?.[column]) || 0, list.length)),
    valueOf: (rows) => rows,
  }
}

/** `hh:mm`, from `start` to `end`. */
export function timeModel(start: string, end: string): PickerModel {
  const [low, high] = [minutesOf(start, 0), minutesOf(end, 23 * 60 + 59)]
  const hours = numbers(Math.floor(low / 60), Math.floor(high / 60))
  const minutes = ([hourRow]: number[]): number[] => {
    const hour = hours[hourRow] ?? hours[0]
    const first = hour === hours[0] ? low % 60 : 0
    return numbers(first, hour === hours[hours.length - 1] ? high % 60 : 59)
  }
  return {
    columns: (rows) => [hours.map(twoDigits), minutes(rows).map(twoDigits)],
    rowsOf(value) {
      const at = Math.min(
        high,
        Math.max(low, minutesOf(typeof value === 'string' ? value : '', low)),
      )
      const hourRow = hours.indexOf(Math.floor(at / 60))
      return [hourRow, Math.max(0, minutes([hourRow]).indexOf(at % 60))]
    },
    valueOf: (rows) =>
      `${twoDigits(hours[rows[0]])}:${twoDigits(minutes(rows)[rows[1]] ?? minutes(rows)[0])}`,
  }
}

/** `YYYY-MM-DD`, `YYYY-MM` or `YYYY` by `fields` ('day', 'month', 'year'). */
export function dateModel(start: string, end: string, fields: string, today: Date): PickerModel {
  const low = dateOf(start, [1900, 1, 1])
  const high = dateOf(end, [2100, 12, 31])
  const count = fields === 'year' ? 1 : fields === 'month' ? 2 : 3
  const years = numbers(low[0], high[0])
  const months = (year: number): number[] =>
    numbers(year === low[0] ? low[1] : 1, year === high[0] ? high[1] : 12)
  const days = (year: number, month: number): number[] => {
    const isFirst = year === low[0] && month === low[1]
    const isLast = year === high[0] && month === high[1]
    return numbers(isFirst ? low[2] : 1, isLast ? high[2] : new Date(year, month, 0).getDate())
  }
  const parts = (rows: number[]): [number, number, number] => {
    const year = at(years, rows[0])
    const month = at(months(year), rows[1])
    return [year, month, at(days(year, month), rows[2])]
  }
  return {
    columns(rows) {
      const [year, month] = parts(rows)
      return [
        years.map((one) => `${one}年`),
        months(year).map((one) => `${one}月`),
        days(year, month).map((one) => `${one}日`),
      ].slice(0, count)
    },
    rowsOf(value) {
      const now: DateParts = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
      const [year, month, day] = dateOf(typeof value === 'string' ? value : '', now)
      const yearRow = row(years, year)
      const monthRow = row(months(at(years, yearRow)), month)
      const [realYear, realMonth] = parts([yearRow, monthRow, 0])
      return [yearRow, monthRow, row(days(realYear, realMonth), day)].slice(0, count)
    },
    valueOf: (rows) => parts(rows).slice(0, count).map(twoDigits).join('-'),
  }
}

type DateParts = [number, number, number]

function labelOf(item: unknown, rangeKey: string): string {
  const isObject = typeof item === 'object' && item !== null
  return String(isObject ? (item as Record<string, unknown>)[rangeKey] : item)
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(1, to - from + 1) }, (_, index) => from + index)
}

function at(list: number[], index = 0): number {
  return list[clamp(index, list.length)]
}

function row(list: number[], value: number): number {
  return Math.max(0, list.indexOf(value))
}

function clamp(index: number, length: number): number {
  return Math.min(Math.max(0, index), Math.max(0, length - 1))
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function minutesOf(time: string, fallback: number): number {
  const match = /^(\d{1,2}):(\d{1,2})$/.exec(time)
  return match ? Number(match[1]) * 60 + Number(match[2]) : fallback
}

function dateOf(date: string, fallback: DateParts): DateParts {
  const match = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(date)
  if (!match) return fallback
  return [
    Number(match[1]),
    match[2] ? Number(match[2]) : fallback[1],
    match[3] ? Number(match[3]) : fallback[2],
  ]
}
