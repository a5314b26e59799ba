/** Server time in Unix milliseconds. It never runs backwards, also not across a restart. */
export class Clock {
  private latest = 0

  constructor(private readonly wallClock: () => number = Date.now) {}

  now(): number {
    this.latest = Math.max(this.latest, this.wallClock())
    return this.latest
  }

  /** A time later than `floor`, for lists whose members must have distinct, rising times. */
  after(floor: number): number {
    this.latest = Math.max(this.now(), floor + 1)
    return this.latest
  }

  /**
   * A time of its own, later than all given out before and earlier than all given out later: it parts what was from
   * what will be, also within one millisecond.
   */
  mark(): number {
    const time = this.after(this.latest)
    this.latest = time + 1
    return time
  }

  /** Makes every later time come after one that was already given out. */
  witness(time: number): void {
    this.latest = Math.max(this.latest, time)
  }
}
