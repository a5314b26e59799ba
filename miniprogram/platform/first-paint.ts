/** A page that never tells must not keep everything waiting, ms. */
const PATIENCE_MS = 3_000

/** What people see at once comes before what they wait for anyway: heavy code is loaded after the first paint. */
export class FirstPaint {
  /** Resolves once the first page shows its data. */
  readonly done: Promise<void>
  private resolve = (): void => undefined

  constructor() {
    this.done = new Promise((resolve) => {
      this.resolve = resolve
    })
    setTimeout(this.resolve, PATIENCE_MS)
  }

  /** A page is drawn. Only the first call counts. */
  tell(): void {
    this.resolve()
  }
}

export const firstPaint = new FirstPaint()
