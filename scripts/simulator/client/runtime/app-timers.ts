interface Timer {
  callback: () => void
  /** Clock time of the next call, ms. */
  dueAt: number
  /** Milliseconds between calls; undefined for a timeout. */
  everyMs?: number
  handle?: unknown
}

export interface Clock {
  now(): number
  set(callback: () => void, delayMs: number): unknown
  clear(handle: unknown): void
}

export const browserClock: Clock = {
  now: () => Date.now(),
  set: (callback, delayMs) => window.setTimeout(callback, delayMs),
  clear: (handle) => window.clearTimeout(handle as number),
}

/**
 * Timers of mini-program code. WeChat suspends the logic layer 5 s after the app went to the background: nothing
 * fires until it is back, and what fell due meanwhile fires then.
 */
export class AppTimers {
  private readonly timers = new Map<number, Timer>()
  private lastId = 0
  private suspended = false

  constructor(
    private readonly clock: Clock,
    private readonly reportError: (error: unknown) => void,
  ) {}

  readonly setTimeout = (callback: unknown, delay?: unknown, ...args: unknown[]): number =>
    this.add(callback, delay, false, args)

  readonly setInterval = (callback: unknown, delay?: unknown, ...args: unknown[]): number =>
    this.add(callback, delay, true, args)

  readonly clear = (id?: unknown): void => {
    const timer = this.timers.get(Number(id))
    if (!timer) return
    this.clock.clear(timer.handle)
    this.timers.delete(Number(id))
  }

  suspend(): void {
    this.suspended = true
    for (const timer of this.timers.values()) this.clock.clear(timer.handle)
  }

  resume(): void {
    if (!this.suspended) return
    this.suspended = false
    const inOrder = [...this.timers].sort(([, a], [, b]) => a.dueAt - b.dueAt)
    for (const [id] of inOrder) this.arm(id)
  }

  private add(callback: unknown, delay: unknown, repeats: boolean, args: unknown[]): number {
    if (typeof callback !== 'function') {
      throw new TypeError(`setTimeout expects a function, got ${typeof callback}`)
    }
    const delayMs = Math.max(0, Number(delay) || 0)
    const id = ++this.lastId
    this.timers.set(id, {
      callback: () => void (callback as (...args: unknown[]) => unknown)(...args),
      dueAt: this.clock.now() + delayMs,
      everyMs: repeats ? Math.max(delayMs, 4) : undefined,
    })
    if (!this.suspended) this.arm(id)
    return id
  }

  private arm(id: number): void {
    const timer = this.timers.get(id)
    if (!timer) return
    timer.handle = this.clock.set(() => this.fire(id), Math.max(0, timer.dueAt - this.clock.now()))
  }

  private fire(id: number): void {
    const timer = this.timers.get(id)
    if (!timer) return
    if (timer.everyMs === undefined) this.timers.delete(id)
    else {
      timer.dueAt = this.clock.now() + timer.everyMs
      this.arm(id)
    }
    try {
      timer.callback()
    } catch (error) {
      this.reportError(error)
    }
  }
}
