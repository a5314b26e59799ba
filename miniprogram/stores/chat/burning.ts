import type { Clock } from '../../utils/clock'
import type { MessageListAccess } from './message-list-access'

/** These are read once they are on screen; all others once they were opened. */
const READ_ON_SIGHT = new Set(['text', 'quote', 'custom', 'location', 'card', 'contact'])

/** Others' messages that go for good some seconds after they were read. */
export class Burning {
  private readonly lit = new Set<string>()
  private readonly cancels = new Set<() => void>()

  constructor(
    private readonly list: MessageListAccess,
    private readonly clock: Clock,
    private readonly remove: (rowId: string) => Promise<void>,
  ) {}

  seen(rowIds: readonly string[]): void {
    for (const id of rowIds) {
      if (READ_ON_SIGHT.has(this.list.get(id)?.content.type ?? '')) this.opened(id)
    }
  }

  opened(rowId: string): void {
    const message = this.list.get(rowId)
    if (!message?.burnSeconds || message.isOwn || this.lit.has(rowId)) return
    this.lit.add(rowId)
    const cancel = this.clock.after(message.burnSeconds * 1_000, () => {
      this.cancels.delete(cancel)
      this.burn(rowId)
    })
    this.cancels.add(cancel)
  }

  /** The chat is left: what was read is gone when it is opened again. */
  stop(): void {
    for (const cancel of this.cancels) cancel()
    this.cancels.clear()
    for (const rowId of this.lit) this.burn(rowId)
  }

  /** A refusal leaves it for the next time it is read. */
  private burn(rowId: string): void {
    this.lit.delete(rowId)
    this.remove(rowId).catch(() => undefined)
  }
}
