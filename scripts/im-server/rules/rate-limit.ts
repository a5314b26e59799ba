/** At most `limit` events within any second, for each key. */
export class RateLimit<Key extends object> {
  private readonly times = new WeakMap<Key, number[]>()

  constructor(
    private readonly limit: number,
    private readonly now: () => number,
  ) {}

  /** Counts an event. @returns false, counting nothing, when it would be one too many. */
  take(key: Key): boolean {
    if (this.limit === 0) return true
    const horizon = this.now() - 1000
    const recent = (this.times.get(key) ?? []).filter((time) => time > horizon)
    if (recent.length >= this.limit) {
      this.times.set(key, recent)
      return false
    }
    recent.push(this.now())
    this.times.set(key, recent)
    return true
  }
}
