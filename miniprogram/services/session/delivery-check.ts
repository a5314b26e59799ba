import type { ConversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { Clock } from '../../utils/clock'
import type { ImService } from '../im/im-service'

/** While something happens the check comes this often, then half as often each time. */
const FIRST_MS = 8_000
const MAX_MS = 80_000
/** A message just listed may be on its way to us. */
const ON_ITS_WAY_MS = 2_000
const REPAIR_EVERY_MS = 60_000
/** A page weighs as much as its latest messages, thumbnails included: most checks ask for the newest only. */
const PAGE_EVERY_MS = 60_000
const PAGE = 20

export interface DeliveryCheckDependencies {
  im: ImService
  clock: Clock
  /** A check begins: whoever shows messages may compare them with the cloud too. */
  onDue(): void
  /** The cloud lists messages that were never delivered. */
  onLost(messages: readonly Message[]): void
}

/**
 * Finds out that a delivery got lost on a link that stands. The SDK would fetch it with the next
 * one, or after 180 s. One question a time, most often for the newest message of all conversations: it
 * is the last one before a silence that is missed, since every later delivery brings it along. Where
 * one does not, the page asked for now and then shows it.
 *
 * Timers measure its times, since a phone's clock may be set at any moment.
 */
export class DeliveryCheck {
  /** Server times of the newest messages told, Unix ms. */
  private readonly told = new Map<ConversationKey, number>()
  /** From then on the link must tell of messages; server time, Unix ms. */
  private linkUpAt = Number.POSITIVE_INFINITY
  private waitMs = FIRST_MS
  private isWatching = false
  private cancelSoon: (() => void) | null = null
  private cancelLater = noop
  private readonly repair: Seldom
  private readonly page: Seldom

  constructor(private readonly to: DeliveryCheckDependencies) {
    const { im, clock } = to
    this.repair = new Seldom(clock, REPAIR_EVERY_MS)
    this.page = new Seldom(clock, PAGE_EVERY_MS)
    im.on('messages', (messages) => this.tell(messages))
    // Own sends show up here.
    im.on('conversations', (conversations) =>
      this.tell(conversations.flatMap(({ latestMessage }) => latestMessage ?? [])),
    )
    for (const name of ['typing', 'readByPeer', 'readBy', 'readCounts', 'recalled'] as const) {
      im.on(name, () => this.hasten())
    }
  }

  /** Call when a link has come up: what the cloud lists by then comes by other ways. */
  linkUp(): void {
    this.linkUpAt = this.to.im.serverNow()
  }

  /** Call while the link is up and the app in front. Repeats change nothing. */
  watch(): void {
    if (this.isWatching) return
    this.isWatching = true
    this.hasten()
  }

  rest(): void {
    this.isWatching = false
    this.cancelAll()
  }

  private tell(messages: readonly Message[]): void {
    for (const { conversationKey: key, sentAt } of messages) {
      this.told.set(key, Math.max(this.told.get(key) ?? 0, sentAt))
    }
    this.hasten()
  }

  /** Where something happens, more may. */
  private hasten(): void {
    if (!this.isWatching) return
    this.waitMs = FIRST_MS
    this.cancelSoon ??= this.to.clock.after(FIRST_MS, () => void this.check())
  }

  private later(): void {
    this.cancelAll()
    this.waitMs = Math.min(this.waitMs * 2, MAX_MS)
    this.cancelLater = this.to.clock.after(this.waitMs, () => void this.check())
  }

  private cancelAll(): void {
    this.cancelSoon?.()
    this.cancelSoon = null
    this.cancelLater()
    this.cancelLater = noop
  }

  private async check(): Promise<void> {
    this.later()
    this.to.onDue()
    const listed = await this.latestListed()
    if (!this.isWatching || !listed.some((message) => this.isMissing(message))) return
    this.to.clock.after(ON_ITS_WAY_MS, () => {
      const lost = listed.filter((message) => this.isMissing(message))
      if (this.isWatching && lost.length > 0) this.repair.run(() => this.to.onLost(lost))
    })
  }

  /** Notices and instructions are listed too, but not always told as messages. */
  private isMissing({ conversationKey: key, isCounted, sentAt }: Message): boolean {
    return isCounted && sentAt > Math.max(this.linkUpAt, this.told.get(key) ?? 0)
  }

  /** Empty when the cloud does not say. */
  private async latestListed(): Promise<Message[]> {
    let count = 1
    this.page.run(() => (count = PAGE))
    try {
      const { conversations } = await this.to.im.conversationPage({ count })
      return conversations.flatMap(({ latestMessage }) => latestMessage ?? [])
    } catch {
      return []
    }
  }
}

/** Does something at once, but not again before so many ms have passed. */
class Seldom {
  private isResting = false

  constructor(
    private readonly clock: Clock,
    private readonly everyMs: number,
  ) {}

  run(action: () => void): void {
    if (this.isResting) return
    this.isResting = true
    this.clock.after(this.everyMs, () => (this.isResting = false))
    action()
  }
}

function noop(): void {
  // Nothing is planned.
}
