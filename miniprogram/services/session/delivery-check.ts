import type { Clock } from '../../utils/clock'
import type { ImService } from '../im/im-service'

/** While something happens the check comes this often, then half as often each time. */
const FIRST_MS = 8_000
const MAX_MS = 80_000
/** A message just listed may be on its way to us. */
const ON_ITS_WAY_MS = 2_000
const REPAIR_EVERY_MS = 60_000

export interface DeliveryCheckDependencies {
  im: ImService
  clock: Clock
  /** A check begins: whoever shows messages may compare them with the cloud too. */
  onDue(): void
  /** The cloud lists a message that was never delivered. */
  onLost(): void
}

/**
 * Finds out that a delivery got lost on a link that stands. The SDK would fetch it with the next
 * one, or after 180 s. One question a time, for the newest message of all conversations: most often
 * it is the last one before a silence that is missed, since every later delivery brings it along.
 */
export class DeliveryCheck {
  /** Server time of the newest message told, or of the moment from which on they must be; Unix ms. */
  private newestTold = 0
  private waitMs = FIRST_MS
  private dueAt = Number.POSITIVE_INFINITY
  private repairedAt = Number.NEGATIVE_INFINITY
  private isWatching = false
  private cancel = (): void => undefined

  constructor(private readonly to: DeliveryCheckDependencies) {
    const { im } = to
    // The list has no rooms, so what they say tells nothing about it.
    im.on('messages', (messages) =>
      messages.forEach(({ kind, sentAt }) => this.told(kind === 'chatroom' ? 0 : sentAt)),
    )
    // Own sends show up here.
    im.on('conversations', (conversations) =>
      conversations.forEach(({ latestMessage }) => this.told(latestMessage?.sentAt ?? 0)),
    )
    for (const name of ['typing', 'readByPeer', 'readBy', 'readCounts', 'recalled'] as const) {
      im.on(name, () => this.hasten())
    }
  }

  /** Call while the link is up and the app in front. Repeats change nothing. */
  watch(): void {
    if (this.isWatching) return
    this.isWatching = true
    this.newestTold = Math.max(this.newestTold, this.to.im.serverNow())
    this.hasten()
  }

  rest(): void {
    this.isWatching = false
    this.plan(Number.POSITIVE_INFINITY, () => undefined)
  }

  private told(sentAt: number): void {
    this.newestTold = Math.max(this.newestTold, sentAt)
    this.hasten()
  }

  /** Where something happens, more may. */
  private hasten(): void {
    if (!this.isWatching) return
    this.waitMs = FIRST_MS
    if (this.dueAt > this.to.clock.now() + FIRST_MS) this.plan(FIRST_MS, () => void this.check())
  }

  private plan(ms: number, run: () => void): void {
    const { clock } = this.to
    this.cancel()
    this.dueAt = clock.now() + ms
    this.cancel = ms === Number.POSITIVE_INFINITY ? () => undefined : clock.after(ms, run)
  }

  private async check(): Promise<void> {
    this.waitMs = Math.min(this.waitMs * 2, MAX_MS)
    this.plan(this.waitMs, () => void this.check())
    this.to.onDue()
    const listed = await this.newestListed()
    if (listed <= this.newestTold || !this.isWatching) return
    this.plan(ON_ITS_WAY_MS, () => {
      this.plan(this.waitMs, () => void this.check())
      if (listed > this.newestTold) this.repair()
    })
  }

  /** Server time, Unix ms; 0 when there is none or the cloud does not say. */
  private async newestListed(): Promise<number> {
    try {
      const { conversations } = await this.to.im.conversationPage({ count: 1 })
      const newest = conversations[0]?.latestMessage
      // Notices and instructions are listed too, but not always told as messages.
      return newest?.isCounted ? newest.sentAt : 0
    } catch {
      return 0
    }
  }

  private repair(): void {
    const now = this.to.clock.now()
    if (now - this.repairedAt < REPAIR_EVERY_MS) return
    this.repairedAt = now
    this.to.onLost()
  }
}
