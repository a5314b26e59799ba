import type { BuiltinHost } from './builtin'
import { flag, numeric } from './properties'

/** Milliseconds between two reports of the same edge. */
const EDGE_PAUSE_MS = 200

/** `scroll`, `scrolltoupper`, `scrolltolower` and, when enhanced, `dragstart`, `dragging`, `dragend`. */
export class ScrollEvents {
  private top = 0
  private left = 0
  private readonly reportedAt = { upper: -EDGE_PAUSE_MS, lower: -EDGE_PAUSE_MS }

  constructor(
    private readonly host: BuiltinHost,
    private readonly scroller: HTMLElement,
  ) {
    scroller.addEventListener('scroll', (event) => this.scrolled(event.timeStamp))
    let isDragging = false
    scroller.addEventListener('touchmove', () => {
      this.drag(isDragging ? 'dragging' : 'dragstart')
      isDragging = true
    })
    for (const name of ['touchend', 'touchcancel'])
      scroller.addEventListener(name, () => {
        if (isDragging) this.drag('dragend')
        isDragging = false
      })
  }

  reset(): void {
    this.top = this.scroller.scrollTop
    this.left = this.scroller.scrollLeft
  }

  private scrolled(now: number): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = this.scroller
    const deltaY = this.top - scrollTop
    const deltaX = this.left - scrollLeft
    if (deltaX === 0 && deltaY === 0) return
    this.top = scrollTop
    this.left = scrollLeft
    this.host.trigger('scroll', {
      scrollTop,
      scrollLeft,
      scrollHeight,
      scrollWidth,
      deltaX,
      deltaY,
    })
    if (flag(this.host, 'scrollY')) this.edges('top', 'bottom', deltaY, now)
    if (flag(this.host, 'scrollX')) this.edges('left', 'right', deltaX, now)
  }

  private edges(
    upper: 'top' | 'left',
    lower: 'bottom' | 'right',
    delta: number,
    now: number,
  ): void {
    const { scroller, host } = this
    const isVertical = upper === 'top'
    const offset = isVertical ? scroller.scrollTop : scroller.scrollLeft
    const size = isVertical ? scroller.clientHeight : scroller.clientWidth
    const total = isVertical ? scroller.scrollHeight : scroller.scrollWidth
    if (delta > 0 && offset <= numeric(host, 'upperThreshold', 50))
      this.report('upper', 'scrolltoupper', upper, now)
    if (delta < 0 && offset + size + numeric(host, 'lowerThreshold', 50) >= total)
      this.report('lower', 'scrolltolower', lower, now)
  }

  private report(edge: 'upper' | 'lower', event: string, direction: string, now: number): void {
    if (now - this.reportedAt[edge] < EDGE_PAUSE_MS) return
    this.reportedAt[edge] = now
    this.host.trigger(event, { direction })
  }

  private drag(event: string): void {
    if (!flag(this.host, 'enhanced')) return
    const { scrollTop, scrollLeft } = this.scroller
    this.host.trigger(event, { scrollTop, scrollLeft, velocity: { x: 0, y: 0 } })
  }
}
