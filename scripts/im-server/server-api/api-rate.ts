/** Calls of each endpoint in one second. */
export class ApiRate {
  private second = 0
  private counts = new Map<string, number>()

  /** @param limit calls a second of one endpoint; 0 for no limit. */
  constructor(private readonly limit: number) {}

  /** Counts a call. @returns false when it is one too many. */
  take(path: string, nowMs: number): boolean {
    if (this.limit === 0) return true
    const second = Math.floor(nowMs / 1000)
    if (second !== this.second) {
      this.second = second
      this.counts = new Map()
    }
    const count = (this.counts.get(path) ?? 0) + 1
    this.counts.set(path, count)
    return count <= this.limit
  }
}
