/** Seconds left of each message that burns, by row id. */
export type BurningRows = Readonly<Record<string, number>>

/** Shows how long the messages that burn after reading stay; the store is who takes them away. */
export class Burning {
  private rows: Record<string, number> = {}
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(private readonly onTick: (rows: BurningRows) => void) {}

  isLit(rowId: string): boolean {
    return rowId in this.rows
  }

  light(rowId: string, seconds: number): void {
    if (this.isLit(rowId)) return
    this.rows = { ...this.rows, [rowId]: seconds }
    this.onTick(this.rows)
    this.timer ??= setInterval(() => this.tick(), 1000)
  }

  dispose(): void {
    if (this.timer !== undefined) clearInterval(this.timer)
  }

  private tick(): void {
    const left = Object.entries(this.rows).map(([id, seconds]) => [id, seconds - 1] as const)
    this.rows = Object.fromEntries(left.filter(([, seconds]) => seconds > 0))
    this.onTick(this.rows)
    if (Object.keys(this.rows).length > 0 || this.timer === undefined) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}
