import {
  conversationKey,
  parseConversationKey,
  type ConversationKey,
  type ConversationRef,
} from '../../models/conversation-ref'
import type { Clock } from '../../utils/clock'
import { readJson, type Storage } from '../../utils/storage'
import { ImError } from '../im/im-error'
import type { ImConversationActions, ImReceipts } from '../im/im-features'

const KEY = 'readsToTell'
/** Notices count among the five messages a second; a burst of arrivals is told once. */
const EVERY_MS = 1_000

export interface ReadSyncDependencies {
  receipts: Pick<ImReceipts, 'syncRead'>
  conversations: Pick<ImConversationActions, 'unread'>
  storage: Storage
  clock: Clock
  isOnline: () => boolean
}

/**
 * Tells a person's other devices what was read on this one: at once, or when the cloud can be
 * reached again, also after the app was closed. A device that is new, or was away, counts as unread
 * what it was not told of.
 */
export class ReadSync {
  /** Server times up to which conversations were read, Unix ms; the longest waiting first. */
  private readonly waiting: Map<ConversationKey, number>
  private isPausing = false
  private isStopped = false

  constructor(private readonly to: ReadSyncDependencies) {
    this.waiting = new Map(this.read())
  }

  /** @param until server time of the newest message read, Unix ms. */
  tell(conversation: ConversationRef, until: number): void {
    // The cloud takes no notice about the system conversation.
    if (conversation.kind === 'system') return
    this.waiting.set(conversationKey(conversation), until)
    this.keep()
    this.pump()
  }

  /**
   * Tells of this conversation without waiting for its turn. Call when a chat is left: a notice makes every
   * device, also this one, take as read whatever came before the notice itself.
   * Source: `RC:SRSMsg` in @rongcloud/engine 5.38.0.
   */
  hurry(conversation: ConversationRef): void {
    const key = conversationKey(conversation)
    const until = this.waiting.get(key)
    if (!this.isStopped && until !== undefined && this.to.isOnline()) void this.tellOne(key, until)
  }

  /** Call when the link is up. */
  resume(): void {
    this.pump()
  }

  /** Nothing is told or written afterwards. */
  stop(): void {
    this.isStopped = true
  }

  private pump(): void {
    const [next] = this.waiting
    if (this.isStopped || this.isPausing || next === undefined || !this.to.isOnline()) return
    this.isPausing = true
    this.to.clock.after(EVERY_MS, () => {
      this.isPausing = false
      this.pump()
    })
    void this.tellOne(...next)
  }

  private async tellOne(key: ConversationKey, until: number): Promise<void> {
    const conversation = parseConversationKey(key)
    try {
      if (conversation !== null) await this.tellIfAllIsRead(conversation, until)
    } catch (error) {
      if (error instanceof ImError && error.retryable) return
    }
    // What was read meanwhile is told by another notice.
    if (this.isStopped || this.waiting.get(key) !== until) return
    this.waiting.delete(key)
    this.keep()
  }

  /** What came since would be taken as read as well; it is told of when it is read. */
  private async tellIfAllIsRead(conversation: ConversationRef, until: number): Promise<void> {
    const { conversations, receipts } = this.to
    if ((await conversations.unread(conversation)) === 0)
      await receipts.syncRead(conversation, until)
  }

  private keep(): void {
    const { storage } = this.to
    try {
      if (this.waiting.size === 0) storage.remove(KEY)
      else storage.write(KEY, JSON.stringify([...this.waiting]))
    } catch {
      // A full device: it is told as long as the app runs.
    }
  }

  private read(): [ConversationKey, number][] {
    const kept = readJson(this.to.storage, KEY)
    return Array.isArray(kept) ? kept.filter(isEntry) : []
  }
}

function isEntry(entry: unknown): entry is [ConversationKey, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number'
}
