/** The part of a page the window needs. */
export interface WindowHost {
  setData(patch: Record<string, unknown>): void
  createSelectorQuery(): WechatMiniprogram.SelectorQuery
  createIntersectionObserver(
    options: WechatMiniprogram.CreateIntersectionObserverOption,
  ): WechatMiniprogram.IntersectionObserver
}

/** What a list does besides: its far rows leave the data too, or its changes go through its scroller. */
export interface WindowRows {
  /** The screens near the reader changed. */
  onNear?(keys: readonly string[]): void
  /** The screen's rows have left the data: its box stays until they are back. */
  isAway?(key: string): boolean
  /** Sends heights to the view, where it is not the page's own `setData` that does. */
  setData?(patch: Record<string, unknown>): void
}

/** px */
interface Box {
  top: number
  bottom: number
  dataset: { key?: string }
}

/**
 * Keeps the number of live nodes bounded: a screen of rows (or a stack of screens) far from the reader becomes an empty
 * box of its measured height, so nothing moves, and comes back before the reader gets there. The page holds the heights
 * in `folded[screenKey]` (px, 0 when live) and gives each screen the class and `data-key` told here.
 */
export class ScreenWindow {
  private observer: WechatMiniprogram.IntersectionObserver | null = null
  private watched = ''
  private readonly folded = new Set<string>()
  /** Screens near the reader whose rows are on their way back. */
  private readonly waiting = new Set<string>()
  private keys: readonly string[] = []
  private pending: Record<string, number> = {}

  constructor(
    private readonly host: WindowHost,
    private readonly scroller: string,
    private readonly screen: string,
    /** Screens further than this from what is visible are folded, px. */
    private readonly margin: number,
    private readonly rows?: WindowRows,
  ) {}

  /** Call after the list's screens changed; only a screen that came or went costs anything. */
  watch(keys: readonly string[]): void {
    for (const key of [...this.waiting]) this.show(key)
    const wanted = keys.join()
    if (wanted === this.watched) return
    this.watched = wanted
    this.keys = keys
    this.observer?.disconnect()
    // As if all had been in sight, so that screens which come far out of sight are told of too.
    this.observer = this.host.createIntersectionObserver({ observeAll: true, initialRatio: 1 })
    this.observer
      .relativeTo(this.scroller, { top: this.margin, bottom: this.margin })
      .observe(this.screen, (entry) => this.onCrossed(entry))
    if (keys.some((key) => this.folded.has(key))) this.showNear()
  }

  /** Makes a screen live at once, before something in it is scrolled to. */
  unfold(key: string): void {
    if (this.folded.delete(key)) this.setHeight(key, 0)
  }

  dispose(): void {
    this.observer?.disconnect()
    this.observer = null
  }

  /** A folded screen that came near while nobody watched, or that is drawn near, has crossed nothing. */
  private showNear(): void {
    this.host
      .createSelectorQuery()
      .select(this.scroller)
      .boundingClientRect()
      .selectAll(this.screen)
      .fields({ rect: true, dataset: true })
      .exec((found) => {
        const [list, boxes] = found as [Box | null, Box[]]
        if (list === null || this.observer === null) return
        for (const { top, bottom, dataset } of boxes) {
          const { key = '' } = dataset
          const isNear = bottom > list.top - this.margin && top < list.bottom + this.margin
          if (isNear && this.folded.has(key)) this.show(key)
        }
      })
  }

  private onCrossed(entry: WechatMiniprogram.IntersectionObserverObserveCallbackResult): void {
    const { key } = (entry as unknown as { dataset: { key?: string } }).dataset
    if (key === undefined) return
    const isNear = entry.intersectionRatio > 0 || entry.intersectionRect.height > 0
    if (isNear) {
      this.show(key)
      return
    }
    this.waiting.delete(key)
    const { height } = entry.boundingClientRect
    if (height <= 0 || this.folded.has(key)) return
    this.folded.add(key)
    this.setHeight(key, height)
  }

  private show(key: string): void {
    if (this.rows?.isAway?.(key)) {
      if (!this.waiting.has(key)) {
        this.waiting.add(key)
        this.tellNear()
      }
      return
    }
    this.waiting.delete(key)
    this.unfold(key)
  }

  private tellNear(): void {
    const near = this.keys.filter((key) => !this.folded.has(key) || this.waiting.has(key))
    this.rows?.onNear?.(near)
  }

  /** Screens cross together when a list opens or is flung: one call to the view for all of them. */
  private setHeight(key: string, height: number): void {
    const isFirst = Object.keys(this.pending).length === 0
    this.pending[`folded.${key}`] = height
    if (!isFirst) return
    wx.nextTick(() => {
      const patch = this.pending
      this.pending = {}
      if (this.observer === null) return
      if (this.rows?.setData) this.rows.setData(patch)
      else this.host.setData(patch)
      this.tellNear()
    })
  }
}
