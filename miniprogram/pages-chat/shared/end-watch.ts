/** The part of a page this needs. */
interface EndHost {
  createIntersectionObserver(): WechatMiniprogram.IntersectionObserver
}

/**
 * Tells when the end of a list goes out of sight, also when nobody scrolls: rows that turn out taller than they were
 * first drawn, by a font or a text size that comes late, push it away.
 */
export class EndWatch {
  private observer: WechatMiniprogram.IntersectionObserver | null = null

  constructor(
    private readonly host: EndHost,
    private readonly list: string,
    /** Selects the element at the list's end. */
    private readonly end: string,
    private readonly onGone: () => void,
  ) {}

  /** Call once the list is drawn; again does nothing. */
  watch(): void {
    if (this.observer !== null) return
    this.observer = this.host.createIntersectionObserver()
    this.observer.relativeTo(this.list).observe(this.end, ({ intersectionRatio }) => {
      if (intersectionRatio <= 0) this.onGone()
    })
  }

  dispose(): void {
    this.observer?.disconnect()
  }
}
