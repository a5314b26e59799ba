import { observable, runInAction } from 'mobx-miniprogram'

import { conversationKey, type ConversationKey } from '../models/conversation-ref'
import type { Message } from '../models/message'
import type { ImService, TypingEvent } from '../services/im/im-service'
import type { Clock } from '../utils/clock'

/**
 * Who goes on typing tells it every three seconds, and the SDK forgets it after two (`_typingExpireTime`,
 * @rongcloud/engine 5.38.0): shown for so long after the SDK forgot it.
 */
const LINGERS_MS = 2_000
/** The SDK looks for news every 500 ms: what it tells this soon after a message was typed before it. */
const LATE_MS = 1_000

/** Who is typing in each conversation. */
export class TypingPeople {
  private readonly ids = observable.map<ConversationKey, string>()
  private readonly ends = new Map<ConversationKey, () => void>()
  /** When somebody last said something, by `<conversation> <person>`, the server's time, Unix ms. */
  private readonly saidAt = new Map<string, number>()

  constructor(
    private readonly im: ImService,
    private readonly clock: Clock,
  ) {
    im.on('typing', (event) => this.onTyping(event))
    im.on('messages', (messages) => messages.forEach((message) => this.onSaid(message)))
    im.on('link', ({ state }) => state !== 'connected' && this.clear())
  }

  /** @returns a user's id; empty when nobody is typing. */
  of(key: ConversationKey): string {
    return this.ids.get(key) ?? ''
  }

  clear(): void {
    for (const cancel of this.ends.values()) cancel()
    this.ends.clear()
    this.saidAt.clear()
    runInAction(() => this.ids.clear())
  }

  private onTyping({ conversation, userIds: [userId] }: TypingEvent): void {
    const key = conversationKey(conversation)
    if (userId === undefined) {
      this.stay(key)
      this.ends.set(
        key,
        this.clock.after(LINGERS_MS, () => this.end(key)),
      )
      return
    }
    const saidAt = this.saidAt.get(`${key} ${userId}`)
    if (saidAt !== undefined && this.im.serverNow() - saidAt < LATE_MS) return
    this.stay(key)
    runInAction(() => this.ids.set(key, userId))
  }

  /** Only in one-to-one chats does the cloud tell who is typing. */
  private onSaid({ kind, conversationKey: key, senderId, isOwn, sentAt }: Message): void {
    if (isOwn || kind !== 'private') return
    this.saidAt.set(`${key} ${senderId}`, sentAt)
    if (this.of(key) === senderId) this.end(key)
  }

  private stay(key: ConversationKey): void {
    this.ends.get(key)?.()
    this.ends.delete(key)
  }

  private end(key: ConversationKey): void {
    this.stay(key)
    if (this.ids.has(key)) runInAction(() => this.ids.delete(key))
  }
}
