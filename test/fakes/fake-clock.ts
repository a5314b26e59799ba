import type { Clock } from '../../miniprogram/utils/clock'

interface Timer {
  at: number
  run: () => void
}

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  private timers: Timer[] = []

  constructor(private nowMs = Date.UTC(2026, 10, 21, 4)) {}

  now(): number {
    return this.nowMs
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.nowMs + ms, run }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** Is set by so much, as a phone's clock is; timers under way keep their time. */
  jump(ms: number): void {
    this.nowMs += ms
    for (const timer of this.timers) timer.at += ms
  }

  get pending(): number {
    return this.timers.length
  }

  /** Lets time pass: timers run in order, and promises settle after each. */
  async pass(ms: number): Promise<void> {
    const until = this.nowMs + ms
    await settled()
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.timers = this.timers.filter((other) => other !== due)
      this.nowMs = Math.max(this.nowMs, due.at)
      due.run()
      await settled()
    }
    this.nowMs = until
  }
}

/** Resolves when the promises under way have run their course. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
