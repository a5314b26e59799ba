import { rowElementId, type ScrollHost } from './message-scroller'

/** Positions are asked for this often while the reader scrolls. */
const LOOK_EVERY_MS = 200
/** The date goes this long after the reader stopped. */
const STAYS_MS = 1200

/** px from the top of the page. */
interface Box {
  id: string
  top: number
  bottom: number
}

/** A row and how far its top stands below the list's, px; negative when a part of it is above. */
export interface RowInPlace {
  rowId: string
  offset: number
}

export interface DatedRows {
  /** The row's day in words. */
  dayOf(rowId: string): string
  /** Whether a date separator stands above the row's message, as a part of its box. */
  startsDay(rowId: string): boolean
}

/**
 * The day of the topmost message in sight, shown over the list while the reader scrolls through history. The page
 * draws `floatingDate`; it is empty when the day stands in the list itself or the reader rests.
 */
export class FloatingDate {
  private seen: RowInPlace | null = null
  /** The list's offset when `seen` was, and by its last scroll, px. */
  private seenAt = 0
  private scrollTop = 0
  private shown = ''
  private isLooking = false
  private hideTimer: ReturnType<typeof setTimeout> | undefined
  private isDisposed = false

  constructor(
    private readonly host: ScrollHost,
    private readonly list: string,
    /** Selects the rows, whose element ids are `rowElementId`. */
    private readonly row: string,
    private readonly rows: DatedRows,
  ) {}

  /** Where the reader is since they last scrolled; null before that. */
  get topmost(): RowInPlace | null {
    if (this.seen === null) return null
    const { rowId, offset } = this.seen
    return { rowId, offset: offset + this.seenAt - this.scrollTop }
  }

  /** @param scrollTop px, as the list tells it. */
  onScroll(scrollTop: number): void {
    this.scrollTop = scrollTop
    this.goSoon()
    if (this.isLooking) return
    this.isLooking = true
    setTimeout(() => this.look(), LOOK_EVERY_MS)
  }

  dispose(): void {
    this.isDisposed = true
    if (this.hideTimer !== undefined) clearTimeout(this.hideTimer)
  }

  private look(): void {
    // Whoever scrolls from here on is looked at once more.
    this.isLooking = false
    if (this.isDisposed) return
    this.host
      .createSelectorQuery()
      .select(this.list)
      .boundingClientRect()
      .select(this.list)
      .scrollOffset()
      .selectAll(this.row)
      .boundingClientRect()
      .exec((found) => {
        const [list, offset, boxes] = found as [Box | null, { scrollTop: number }, Box[]]
        if (!list) return
        this.seen = topmostRow(list.top, boxes)
        this.seenAt = this.scrollTop = offset.scrollTop
        this.show(dayToShow(this.seen, this.rows))
        // A busy phone tells it when the reader rests already.
        if (this.hideTimer === undefined) this.goSoon()
      })
  }

  private goSoon(): void {
    if (this.hideTimer !== undefined) clearTimeout(this.hideTimer)
    this.hideTimer = setTimeout(() => {
      this.hideTimer = undefined
      this.show('')
    }, STAYS_MS)
  }

  private show(day: string): void {
    if (day === this.shown || this.isDisposed) return
    this.shown = day
    this.host.setData({ floatingDate: day })
  }
}

/**
 * The first row that reaches below the top of the list.
 * @param boxes of the drawn rows, in any order.
 */
export function topmostRow(listTop: number, boxes: readonly Box[]): RowInPlace | null {
  let first: Box | undefined
  for (const box of boxes) {
    if (box.bottom > listTop && (first === undefined || box.top < first.top)) first = box
  }
  if (first === undefined) return null
  return { rowId: first.id.slice(rowElementId('').length), offset: first.top - listTop }
}

/** Empty when the row's own date separator is in sight. */
export function dayToShow(topmost: RowInPlace | null, rows: DatedRows): string {
  if (topmost === null) return ''
  const { rowId, offset } = topmost
  return offset >= 0 && rows.startsDay(rowId) ? '' : rows.dayOf(rowId)
}
