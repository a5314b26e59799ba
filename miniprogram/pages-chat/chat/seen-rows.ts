/** The part of a page this needs. */
interface SeenHost {
  createIntersectionObserver(
    options: WechatMiniprogram.CreateIntersectionObserverOption,
  ): WechatMiniprogram.IntersectionObserver
}

/** Rows that come while one scrolls are looked at together. */
const GATHER_MS = 200

/** Tells which rows were on screen while the page was: what the reader has not seen is not read. */
export class SeenRows {
  private observer: WechatMiniprogram.IntersectionObserver | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly inSight = new Set<string>()
  private isVisible = true
  private isTelling = false

  constructor(
    private readonly host: SeenHost,
    private readonly list: string,
    private readonly row: string,
    private readonly onSeen: (rowIds: readonly string[]) => void,
  ) {}

  /** The rows on the page changed. */
  watch(): void {
    if (this.timer !== undefined) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.observe()
    }, GATHER_MS)
  }

  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible
    if (isVisible) this.tell()
  }

  dispose(): void {
    if (this.timer !== undefined) clearTimeout(this.timer)
    this.observer?.disconnect()
  }

  private observe(): void {
    this.observer?.disconnect()
    this.inSight.clear()
    this.observer = this.host.createIntersectionObserver({ observeAll: true })
    this.observer.relativeTo(this.list).observe(this.row, (entry) => {
      const { id } = (entry as unknown as { dataset: { id?: string } }).dataset
      if (id === undefined) return
      const isHere = entry.intersectionRatio > 0 || entry.intersectionRect.height > 0
      if (!isHere) this.inSight.delete(id)
      else {
        this.inSight.add(id)
        this.tellSoon()
      }
    })
  }

  /** Rows cross together: one call for all of them. */
  private tellSoon(): void {
    if (this.isTelling) return
    this.isTelling = true
    wx.nextTick(() => {
      this.isTelling = false
      this.tell()
    })
  }

  private tell(): void {
    if (this.isVisible && this.inSight.size > 0) this.onSeen([...this.inSight])
  }
}
