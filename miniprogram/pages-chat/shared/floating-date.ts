import { rowsInOrder, type RowsOnScreen } from './message-rows'
import { rowElementId, type ScrollHost } from './message-scroller'

/** Positions are asked for this often while the reader scrolls. */
const LOOK_EVERY_MS = 200
/** The date goes this long after the reader stopped. */
const STAYS_MS = 1200

interface Box {
  id: string
  top: number
  bottom: number
}

/**
 * The day of the topmost message in sight, shown over the list while the reader scrolls through history. The page
 * draws `floatingDate`; it is empty when the day stands in the list itself or the reader rests.
 */
export class FloatingDate {
  private shown = ''
  private isLooking = false
  private hideTimer: ReturnType<typeof setTimeout> | undefined
  private isDisposed = false

  constructor(
    private readonly host: ScrollHost,
    private readonly list: string,
    private readonly row: string,
    private readonly rows: () => RowsOnScreen,
  ) {}

  onScroll(): void {
    if (this.hideTimer !== undefined) clearTimeout(this.hideTimer)
    this.hideTimer = setTimeout(() => this.show(''), STAYS_MS)
    if (this.isLooking) return
    this.isLooking = true
    setTimeout(() => this.look(), LOOK_EVERY_MS)
  }

  dispose(): void {
    this.isDisposed = true
    if (this.hideTimer !== undefined) clearTimeout(this.hideTimer)
  }

  private look(): void {
    if (this.isDisposed) return
    this.host
      .createSelectorQuery()
      .select(this.list)
      .boundingClientRect()
      .selectAll(this.row)
      .boundingClientRect()
      .exec((found) => {
        this.isLooking = false
        const [list, rows] = found as [Box | null, Box[]]
        if (list) this.show(dayAt(this.rows(), list.top, rows))
      })
  }

  private show(day: string): void {
    if (day === this.shown || this.isDisposed) return
    this.shown = day
    this.host.setData({ floatingDate: day })
  }
}

/**
 * The day of the topmost row that reaches below `top`.
 * @param boxes of the drawn rows, in any order.
 * @returns empty when that row's own date separator is in sight.
 */
export function dayAt(rows: RowsOnScreen, top: number, boxes: readonly Box[]): string {
  const below = boxes.filter((box) => box.bottom > top)
  const topmost = below.reduce<Box | null>((a, b) => (a === null || b.top < a.top ? b : a), null)
  if (topmost === null) return ''
  let day = ''
  for (const row of rowsInOrder(rows)) {
    if (row.dateLabel !== '') day = row.dateLabel
    if (rowElementId(row.id) !== topmost.id) continue
    return row.dateLabel !== '' && topmost.top >= top ? '' : day
  }
  return ''
}
