import type { MessageListFace } from '../../stores/app-stores'

/** The part of a page the scroller needs. */
export interface ScrollHost {
  setData(patch: Record<string, unknown>, callback?: () => void): void
  createSelectorQuery(): WechatMiniprogram.SelectorQuery
}

/** Newer messages that are not in the list yet: its end is then not the conversation's. */
export interface LaterMessages {
  readonly hasLater: boolean
  readonly isLoadingLater: boolean
  loadLater(): Promise<void>
}

/** Where a row comes to stand in the list; a number is how far below its top, px. */
export type RowPlace = 'top' | 'middle' | 'bottom' | number

const NOTHING_LATER: LaterMessages = {
  hasLater: false,
  isLoadingLater: false,
  loadLater: () => Promise.resolve(),
}

type ScrollDetail = WechatMiniprogram.ScrollViewScroll['detail']

/** px */
interface ListMetrics {
  height: number
  scrollHeight: number
  scrollTop: number
}

interface Box {
  top: number
  height: number
}

/** Left above a row that comes to the top, px: what it follows stays in sight. */
const TOP_ROOM_PX = 48
/** A reader this close to the end is at the end. */
const BOTTOM_SLACK_PX = 48
/** History is fetched this many list heights before the reader meets its end. */
const HISTORY_AHEAD = 1.5
/** Data whose change adds to the list or takes from its height. */
const MOVES_ROWS =
  /^(recentScreens|earlierScreens|recentStacks|earlierStacks|folded|strip|failure|composerFailure|gapNotice|isReady|banner|notes|failedText|isMentioning|mentionRows|isSelecting|showsVoiceDraft)/
/** Data whose change puts rows in above. */
const ADDS_ABOVE = /^earlier(Screens|Stacks)/
/** Past any list's end; the view clamps it. */
const FAR_DOWN = 1_000_000

/**
 * Where a message list stands: sticks to the newest message while the reader is there, never moves a reader who is
 * not, fetches history ahead of the reader. Rows put in above keep the place by scroll anchoring (the browser's own on
 * Android, `scroll-anchoring` on iOS), which works at any offset but 0.
 */
export class MessageScroller {
  private isAtBottom = true
  private isFar = false
  private isLooking = false
  private looksTwice = false
  private listHeight = 0
  private nudges = 0
  /** The list's offset at its very end when it was last seen near it, px. */
  private endTop = 0
  /** Where the list stood when it last told, px. */
  private scrollTop = Number.POSITIVE_INFINITY
  /** The page draws `topRoom` px above the list. */
  private hasTopRoom = false
  /** Changes that wait until the list has left offset 0; null while it has not to. */
  private waiting: (() => void)[] | null = null

  constructor(
    private readonly host: ScrollHost,
    private readonly list: MessageListFace,
    /** Of the scroll-view. */
    private readonly selector: string,
    private readonly later: LaterMessages = NOTHING_LATER,
  ) {}

  /** Hands a change of the page's data to the view, so that the reader keeps their place. */
  hand(patch: Record<string, unknown>, then?: () => void): void {
    const send = () => this.host.setData({ ...this.withScroll(patch), ...this.topRoomGone() }, then)
    const addsAbove = Object.keys(patch).some((path) => ADDS_ABOVE.test(path))
    if (this.waiting !== null) this.waiting.push(send)
    else if (addsAbove && !this.isAtBottom && this.scrollTop <= 0) this.leaveOffsetZero(send)
    else send()
  }

  /** Adds the scroll to the newest row to a change of rows, so that both reach the view in one call. */
  private withScroll(patch: Record<string, unknown>): Record<string, unknown> {
    const movesRows = Object.keys(patch).some((path) => MOVES_ROWS.test(path))
    if (!movesRows || !this.isAtBottom) return patch
    const pill = this.isFar ? { isFarUp: false } : {}
    this.isFar = false
    return { ...patch, ...pill, scrollTop: this.bottom() }
  }

  /** The next change of rows brings the reader to the newest one, e.g. what they just sent. */
  follow(): void {
    this.settle(true)
  }

  /** The reader is at the newest message. */
  get isAtEnd(): boolean {
    return this.isAtBottom
  }

  /** @returns whether the reader is away from the newest message. */
  onScroll(detail: ScrollDetail): boolean {
    if (this.listHeight === 0) this.measure()
    this.scrollTop = detail.scrollTop
    const below = detail.scrollHeight - detail.scrollTop - this.listHeight
    if (this.isAtBottom && below >= BOTTOM_SLACK_PX) {
      // The list's own height may have changed since it was measured (composer, keyboard): look again before believing
      // that the reader left the end.
      this.lookAgain()
    } else this.stands(below, detail.scrollTop)
    if (detail.scrollTop < this.listHeight * HISTORY_AHEAD) this.loadEarlier()
    if (below < this.listHeight * HISTORY_AHEAD) this.loadLater()
    return !this.isAtBottom
  }

  /** The page's boxes changed (keyboard, panel, window): the newest row stays in sight if it was. */
  keepPlace(patch: Record<string, unknown>): void {
    const change = this.isAtBottom ? { ...patch, scrollTop: this.bottom() } : patch
    this.host.setData(change, () => this.measure())
  }

  toBottom(): void {
    this.settle(true)
    // Where the end is now: whoever goes up from there leaves it.
    this.host.setData({ scrollTop: this.bottom(), isFarUp: false }, () => this.measure())
    this.isFar = false
  }

  /** Brings a row into sight, e.g. the first unread one. The row is drawn already. */
  toRow(rowId: string, place: RowPlace, then?: () => void): void {
    this.settle(false)
    this.host
      .createSelectorQuery()
      .select(this.selector)
      .boundingClientRect()
      .select(this.selector)
      .scrollOffset()
      .select(`#${rowElementId(rowId)}`)
      .boundingClientRect()
      .exec((found) => {
        const [list, offset, row] = found as [Box | null, { scrollTop: number }, Box | null]
        if (!list || !row) return
        const above = roomAbove(place, list.height - row.height)
        const scrollTop = offset.scrollTop + row.top - list.top - above
        this.host.setData({ scrollTop: this.to(Math.max(1, scrollTop)) }, () => {
          // The row may be among the last.
          this.lookAgain()
          then?.()
        })
      })
  }

  measure(): void {
    this.read(() => undefined)
  }

  /** The list does not fill its box, so there is nothing to scroll that would ask for more. */
  loadEarlierIfShort(): void {
    this.read(({ height, scrollHeight }) => {
      if (scrollHeight <= height + 1) this.loadEarlier()
    })
  }

  /** Something may have moved the list: looks where it stands, and brings a reader who was at its end back there. */
  lookAgain(): void {
    if (this.isLooking) {
      // What is looked at may be over by now.
      this.looksTwice = true
      return
    }
    this.isLooking = true
    this.read(({ height, scrollHeight, scrollTop }) => {
      this.isLooking = false
      if (this.looksTwice) {
        this.looksTwice = false
        return this.lookAgain()
      }
      const below = scrollHeight - scrollTop - height
      // Whoever leaves the end goes up: else it was the list that grew, e.g. by rows that were drawn in parts. A font
      // that comes late may make rows above a little lower, which takes as much from the offset.
      const hasLeft = scrollTop <= this.endTop - BOTTOM_SLACK_PX
      const hasGrown = this.isAtBottom && below >= BOTTOM_SLACK_PX && !hasLeft
      if (hasGrown && !this.later.hasLater) this.toBottom()
      else this.stands(below, scrollTop)
    })
  }

  /** Asks the view how the list stands now, px. Says nothing when the page is gone. */
  private read(then: (list: ListMetrics) => void): void {
    this.host
      .createSelectorQuery()
      .select(this.selector)
      .fields({ size: true, scrollOffset: true }, (field) => {
        if (!field) return
        const { height, scrollHeight, scrollTop } = field as unknown as ListMetrics
        this.listHeight = height
        const end = scrollHeight - height
        if (end - scrollTop < BOTTOM_SLACK_PX) this.endTop = end
        then({ height, scrollHeight, scrollTop })
      })
      .exec()
  }

  private loadEarlier(): void {
    if (this.list.hasEarlier && !this.list.isLoadingEarlier) void this.list.loadEarlier()
  }

  private loadLater(): void {
    if (!this.later.hasLater || this.later.isLoadingLater) return
    // The next scroll tries again; what failed is nothing the reader asked for.
    this.later.loadLater().catch(() => undefined)
  }

  /** Where the list stands is certain: px below what is in sight, and its offset. */
  private stands(below: number, scrollTop: number): void {
    const isAtEnd = below < BOTTOM_SLACK_PX
    if (isAtEnd) this.endTop = scrollTop + below
    this.settle(isAtEnd && !this.later.hasLater)
    this.showPill(below > this.listHeight || this.later.hasLater)
  }

  private settle(isAtBottom: boolean): void {
    if (isAtBottom === this.isAtBottom) return
    this.isAtBottom = isAtBottom
    this.list.setAtBottom(isAtBottom)
  }

  private showPill(isFar: boolean): void {
    if (isFar === this.isFar) return
    this.isFar = isFar
    this.host.setData({ isFarUp: isFar })
  }

  /**
   * At offset 0 nothing anchors the list: rows put in above would push the reader away. The list gets as much room
   * above as it scrolls, so that nothing moves. The rows follow at once, before a finger that still pulls brings the
   * list back to 0.
   */
  private leaveOffsetZero(then: () => void): void {
    this.waiting = [then]
    this.hasTopRoom = true
    this.host.setData({ topRoom: 1, scrollTop: this.to(1) })
    wx.nextTick(() => {
      const sends = this.waiting ?? []
      this.waiting = null
      for (const send of sends) send()
    })
  }

  private topRoomGone(): Record<string, unknown> {
    if (!this.hasTopRoom) return {}
    this.hasTopRoom = false
    return { topRoom: 0 }
  }

  private bottom(): number {
    return this.to(FAR_DOWN)
  }

  /**
   * Where the list is from here on, before it tells so by itself. An equal value would be no change to the view, so each
   * one differs by less than can be seen.
   */
  private to(offset: number): number {
    this.scrollTop = offset
    this.nudges = (this.nudges + 1) % 8
    return offset + this.nudges / 1_000
  }
}

/** @param room px the list is taller than the row; a row taller than the list shows its beginning. */
function roomAbove(place: RowPlace, room: number): number {
  if (typeof place === 'number') return place
  if (place === 'top' || room < 0) return TOP_ROOM_PX
  return place === 'middle' ? room / 2 : room
}

/** Id of a row's element in the page. */
export function rowElementId(rowId: string): string {
  return `row-${rowId}`
}
