import type { ConversationKey } from '../../models/conversation-ref'
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
    this.end(key)
    const over = () => {
      this.cancels.delete(key)
      this.onEnd()
    }
    this.cancels.set(key, this.clock.after(ms, over))
  }

  /** Ends one before its time, without `onEnd`. */
  end(key: ConversationKey): void {
    this.cancels.get(key)?.()
    this.cancels.delete(key)
  }

  endAll(): void {
    for (const key of [...this.cancels.keys()]) this.end(key)
  }
}
