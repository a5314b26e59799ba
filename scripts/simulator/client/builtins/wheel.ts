/** Milliseconds without a scroll event after which a wheel has come to rest. */
const REST_MS = 120

/**
 * Makes a scrolling element a picker's wheel: it rests on whole rows.
 * @param rowHeight CSS pixels, asked anew each time.
 */
export class Wheel {
  private timer?: ReturnType<typeof setTimeout>
  private index = 0

  constructor(
    private readonly scroller: HTMLElement,
    private readonly rowHeight: () => number,
    private readonly on: { start?(): void; rest(index: number): void },
  ) {
    let isMoving = false
    scroller.addEventListener('scroll', () => {
      if (!isMoving && this.nearest !== this.index) {
        isMoving = true
        on.start?.()
      }
      clearTimeout(this.timer)
      this.timer = setTimeout(() => {
        isMoving = false
        this.rest()
      }, REST_MS)
    })
  }

  get selected(): number {
    return this.index
  }

  /** Takes the row it is passing as the one it rests on, without waiting. */
  settle(): void {
    clearTimeout(this.timer)
    this.rest()
  }

  /** Turns to a row without telling anyone. */
  turnTo(index: number): void {
    this.index = Math.max(0, index)
    this.scroller.scrollTop = this.index * this.rowHeight()
  }

  private get nearest(): number {
    const height = this.rowHeight()
    return height > 0 ? Math.round(this.scroller.scrollTop / height) : 0
  }

  private rest(): void {
    const index = this.nearest
    if (index === this.index) return
    this.index = index
    this.on.rest(index)
  }
}
