import { Listeners } from './listeners'
import type { ErrorReporter } from './wx-call'

/** `onX` / `offX` pairs for each name, and a way to fire them. */
export class EventSurface {
  readonly members: Record<string, unknown> = {}
  private readonly listeners = new Map<string, Listeners>()

  constructor(reporter: ErrorReporter, names: string[]) {
    for (const name of names) {
      const listeners = new Listeners(reporter)
      this.listeners.set(name, listeners)
      this.members[`on${name}`] = listeners.on
      this.members[`off${name}`] = listeners.off
    }
  }

  fire(name: string, detail?: unknown): void {
    this.listeners.get(name)?.fire(detail)
  }

  hasListeners(name: string): boolean {
    return this.listeners.get(name)?.isEmpty === false
  }
}
