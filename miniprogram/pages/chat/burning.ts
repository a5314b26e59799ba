/** Seconds left of each opened message that burns after reading, by row id. */
export type BurningRows = Readonly<Record<string, number>>

/** Counts down the messages that burn after reading, from the moment they were opened. */
export class Burning {
  private rows: Record<string, number> = {}
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(
    private readonly onTick: (rows: BurningRows) => void,
    /** The message's time is over. */
    private readonly onBurnt: (rowId: string) => void,
  ) {}

  isOpen(rowId: string): boolean {
    return rowId in this.rows
  }

  open(rowId: string, seconds: number): void {
    if (this.isOpen(rowId)) return
    this.rows = { ...this.rows, [rowId]: seconds }
    this.onTick(this.rows)
    this.timer ??= setInterval(() => this.tick(), 1000)
  }

  /** What was opened is gone when its reader leaves. */
  dispose(): void {
    if (this.timer !== undefined) clearInterval(this.timer)
    for (const rowId of Object.keys(this.rows)) this.onBurnt(rowId)
    this.rows = {}
  }

  private tick(): void {
    const left: Record<string, number> = {}
    for (const [rowId, seconds] of Object.entries(this.rows)) {
      if (seconds > 1) left[rowId] = seconds - 1
      else this.onBurnt(rowId)
    }
    this.rows = left
    this.onTick(left)
    if (Object.keys(left).length > 0 || this.timer === undefined) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}
