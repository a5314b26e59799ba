import type { ConversationKey } from '../../models/conversation'
import type { Clock } from '../../utils/clock'

/** Conversations that wait after a failure. Timers measure it: a phone's clock may be set meanwhile. */
export class Pauses {
  private readonly cancels = new Map<ConversationKey, () => void>()

  constructor(
    private readonly clock: Clock,
    private readonly onEnd: () => void,
  ) {}

  has(key: ConversationKey): boolean {
    return this.cancels.has(key)
  }

  begin(key: ConversationKey, ms: number): void {
    this.cancels.get(key)?.()
    const end = () => {
      this.cancels.delete(key)
      this.onEnd()
    }
    this.cancels.set(key, this.clock.after(ms, end))
  }

  /** Ends them without `onEnd`. */
  endAll(): void {
    for (const cancel of this.cancels.values()) cancel()
    this.cancels.clear()
  }
}
