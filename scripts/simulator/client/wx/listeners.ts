import type { ErrorReporter } from './wx-call'

type Listener = (...details: unknown[]) => void

/** Listeners of one `wx.onX` / `wx.offX` pair; `off` without a listener removes all, as in WeChat. */
export class Listeners {
  private readonly all: Listener[] = []

  constructor(private readonly reporter: ErrorReporter) {}

  readonly on = (listener: unknown): void => {
    if (typeof listener === 'function') this.all.push(listener as Listener)
  }

  readonly off = (listener?: unknown): void => {
    if (listener === undefined) this.all.length = 0
    const index = this.all.indexOf(listener as Listener)
    if (index >= 0) this.all.splice(index, 1)
  }

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  fire(...details: unknown[]): void {
    for (const listener of [...this.all]) {
      try {
        listener(...details)
      } catch (error) {
        this.reporter.reportError(error)
      }
    }
  }
}
