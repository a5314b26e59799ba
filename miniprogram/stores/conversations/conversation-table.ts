import { action, computed, makeObservable, observable, type ObservableMap } from 'mobx-miniprogram'

import type { Conversation } from '../../models/conversation'
import type { ConversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { Person, PersonScope } from '../../services/person/person-scope'

/** What is known of every conversation of the person signed in: from the cache, the cloud and the outbox. */
export class ConversationTable {
  private readonly byKey: ObservableMap<ConversationKey, Conversation> = observable.map(
    {},
    { deep: false },
  )
  /** The newest own message of a conversation that is still on its way or failed. */
  private readonly pending: ObservableMap<ConversationKey, Message> = observable.map(
    {},
    { deep: false },
  )
  /** The newest message heard of a conversation since the cloud last told of the conversation itself. */
  private readonly heard = new Map<ConversationKey, Message>()

  constructor(private readonly scope: PersonScope) {
    makeObservable(this, {
      sorted: computed,
      put: action,
      raise: action,
      change: action,
      remove: action,
      restore: action,
      dropMissing: action,
      changeLatest: action,
      noteOwn: action,
      refreshPending: action,
      adopt: action,
      clear: action,
    })
  }

  /** Pinned first, then the newest. */
  get sorted(): Conversation[] {
    return [...this.byKey.values()].sort(
      (a, b) => Number(b.isPinned) - Number(a.isPinned) || this.timeOf(b) - this.timeOf(a),
    )
  }

  get size(): number {
    return this.byKey.size
  }

  get(key: ConversationKey): Conversation | undefined {
    return this.byKey.get(key)
  }

  all(): Iterable<Conversation> {
    return this.byKey.values()
  }

  pendingOf(key: ConversationKey): Message | null {
    return this.pending.get(key) ?? null
  }

  /**
   * The SDK takes the last message it was handed for the latest, also of a batch out of order; so each
   * batch is heard before what it says of conversations is put.
   */
  hear(messages: readonly Message[]): void {
    for (const message of messages) {
      const { conversationKey: key, sentAt, isCounted } = message
      if (isCounted && sentAt > (this.heard.get(key)?.sentAt ?? 0)) this.heard.set(key, message)
    }
  }

  /** Takes what the cloud says; a latest message older than the known one is a late answer. */
  put(conversations: readonly Conversation[]): void {
    for (const told of conversations) {
      const conversation = this.withHeard(told)
      const known = this.byKey.get(conversation.key)
      const isStale = known !== undefined && known.updatedAt > conversation.updatedAt
      const { latestMessage, updatedAt } = isStale ? known : conversation
      this.byKey.set(conversation.key, { ...conversation, latestMessage, updatedAt })
    }
    this.keep()
  }

  private withHeard(conversation: Conversation): Conversation {
    const heard = this.heard.get(conversation.key)
    this.heard.delete(conversation.key)
    if (heard === undefined || heard.sentAt <= conversation.updatedAt) return conversation
    return { ...conversation, latestMessage: heard, updatedAt: heard.sentAt }
  }

  /** History has a newer message than the one the SDK told of. */
  raise(message: Message): void {
    const { conversationKey: key, sentAt, isCounted } = message
    const known = this.byKey.get(key)
    if (known === undefined || !isCounted || sentAt <= known.updatedAt) return
    this.change(key, { latestMessage: message, updatedAt: sentAt })
  }

  change(key: ConversationKey, change: Partial<Conversation>): void {
    const known = this.byKey.get(key)
    if (known !== undefined) this.byKey.set(key, { ...known, ...change })
    this.keep()
  }

  remove(key: ConversationKey): void {
    this.byKey.delete(key)
    this.keep()
  }

  /** Puts a removed conversation back, unless a newer one has taken its place. */
  restore(conversation: Conversation): void {
    if (!this.byKey.has(conversation.key)) this.byKey.set(conversation.key, conversation)
    this.keep()
  }

  /**
   * Removes what the cloud does not list any more: it was removed on another device.
   * @param listed the cloud's newest conversations.
   * @param hasMore whether it has older ones than those.
   * @param askedAt server time of the question, Unix ms: what came later is not in the answer.
   */
  dropMissing(listed: readonly Conversation[], hasMore: boolean, askedAt: number): void {
    const keys = new Set(listed.map(({ key }) => key))
    const from = hasMore ? oldestOf(listed) : 0
    for (const { key, updatedAt } of [...this.byKey.values()]) {
      const isCovered = updatedAt >= from && updatedAt <= askedAt
      if (isCovered && !keys.has(key) && !this.pending.has(key)) this.byKey.delete(key)
    }
  }

  /** Changes the latest message of a conversation, if it still is this one. */
  changeLatest(
    key: ConversationKey,
    uid: string,
    change: (message: Message) => Partial<Message>,
  ): void {
    const latestMessage = this.byKey.get(key)?.latestMessage
    if (!latestMessage || latestMessage.uid !== uid) return
    this.change(key, { latestMessage: { ...latestMessage, ...change(latestMessage) } })
  }

  /** An own message moves its conversation up, and makes one where there was none. */
  noteOwn(message: Message): void {
    const { conversationKey: key, kind, targetId, sentAt } = message
    if (kind === 'chatroom') return
    if (!this.byKey.has(key)) {
      const empty = { unreadCount: 0, mentionCount: 0, isPinned: false, isMuted: false }
      // The phone's time of a message on its way may be ahead of the server's: what the cloud tells is no late answer.
      const ref = { key, kind, targetId, latestMessage: null, updatedAt: 0 }
      this.byKey.set(key, { ...ref, ...empty })
    }
    const isNewest = sentAt >= (this.byKey.get(key)?.updatedAt ?? 0)
    if (message.sendState === 'sent' && isNewest) {
      this.change(key, { latestMessage: message, updatedAt: sentAt })
    }
    this.refreshPending(key)
  }

  refreshPending(key: ConversationKey): void {
    const waiting = this.scope.current?.outbox.messagesOf(key) ?? []
    const newest = waiting[waiting.length - 1]
    if (newest === undefined) this.pending.delete(key)
    else this.pending.set(key, newest)
  }

  /** Begins with what this phone has kept of a person's conversations. */
  adopt({ cache, outbox }: Person): void {
    for (const conversation of cache.conversations()) this.byKey.set(conversation.key, conversation)
    for (const key of this.byKey.keys()) this.refreshPending(key)
    outbox.events.on('message', (message) => this.noteOwn(message))
    outbox.events.on('discarded', ({ conversationKey: key }) => this.refreshPending(key))
  }

  clear(): void {
    this.byKey.clear()
    this.pending.clear()
    this.heard.clear()
  }

  private timeOf({ key, updatedAt }: Conversation): number {
    return Math.max(updatedAt, this.pending.get(key)?.sentAt ?? 0)
  }

  private keep(): void {
    this.scope.current?.cache.keepConversations(this.sorted)
  }
}

/**
 * Where a page of the cloud's list ends, Unix ms. Pinned conversations may stand in it out of turn, so they tell only
 * where there are no others.
 */
export function oldestOf(page: readonly Conversation[]): number {
  const inTurn = page.filter(({ isPinned }) => !isPinned)
  return Math.min(...(inTurn.length > 0 ? inTurn : page).map(({ updatedAt }) => updatedAt))
}
