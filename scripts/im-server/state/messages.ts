import { ConversationType, UpFlag } from '../protocol/flags'
import type { Clock } from './clock'
import type { DurableMap, DurableStore } from './durable-store'
import { keyOf } from './keys'
import { isVisibleTo, logKeyOf, newMessageUid, targetSeenBy, type StoredMessage } from './message'
import { Timeline } from './timeline'

export type MessageDraft = Omit<StoredMessage, 'uid' | 'time'>

/** A conversation as one person has it. */
export interface ConversationRef {
  type: ConversationType
  target: string
}

/** How long a message waits for a person who is away. Source: the cloud's documented 7 days. */
export const OFFLINE_RETENTION_MS = 7 * 24 * 3600 * 1000

/** Every message, each person's inbox (received and own) and each conversation's history. */
export class Messages {
  private readonly messages: DurableMap<StoredMessage>
  private readonly logs = new Map<string, Timeline<StoredMessage>>()
  private readonly inboxes = new Map<string, Timeline<StoredMessage>>()
  private readonly conversations = new Map<string, Map<string, ConversationRef>>()
  private readonly addedListeners: ((message: StoredMessage) => void)[] = []

  constructor(
    store: DurableStore,
    private readonly clock: Clock,
  ) {
    this.messages = store.map('messages')
  }

  /** Rebuilds what is derived from the records; call once they are loaded. */
  index(): void {
    const horizon = this.clock.now() - OFFLINE_RETENTION_MS
    const sorted = [...this.messages.all()].sort((a, b) => a.time - b.time)
    for (const message of sorted) {
      this.clock.witness(message.time)
      const isPersisted = (message.flags & UpFlag.PERSISTED) !== 0
      if (!isPersisted && message.time < horizon) this.messages.delete(message.uid)
      else this.file(message, message.time >= horizon)
    }
  }

  onAdded(listener: (message: StoredMessage) => void): void {
    this.addedListeners.push(listener)
  }

  all(): IterableIterator<StoredMessage> {
    return this.messages.all()
  }

  get(uid: string): StoredMessage | undefined {
    return this.messages.get(uid)
  }

  /** Gives the message its id and time and files it. Times rise within each inbox and conversation. */
  add(draft: MessageDraft): StoredMessage {
    let floor = this.logFor(draft).lastTime
    for (const owner of this.ownersOf(draft)) floor = Math.max(floor, this.inboxOf(owner).lastTime)
    const message = { ...draft, uid: newMessageUid(), time: this.clock.after(floor) }
    this.messages.set(message.uid, message)
    this.file(message, true)
    for (const listener of this.addedListeners) listener(message)
    return message
  }

  /**
   * Files a message of long ago: history has it, inboxes no longer do.
   * @returns false, and files nothing, when its conversation has something as late or later.
   */
  addPast(draft: MessageDraft, time: number): boolean {
    if (time <= this.logFor(draft).lastTime || time > this.clock.now()) return false
    const message = { ...draft, uid: newMessageUid(), time }
    this.messages.set(message.uid, message)
    this.file(message, false)
    return true
  }

  change(message: StoredMessage, change: Partial<StoredMessage>): void {
    Object.assign(message, change)
    this.messages.set(message.uid, message)
  }

  /** Takes the message out of history and of every inbox. */
  remove(message: StoredMessage): void {
    this.messages.delete(message.uid)
    this.logFor(message).remove(message)
    for (const owner of this.ownersOf(message)) this.inboxOf(owner).remove(message)
  }

  inboxOf(userId: string): Timeline<StoredMessage> {
    return timelineIn(this.inboxes, userId)
  }

  /** History of a conversation, shared by its people; ask `isVisibleTo` before showing a message. */
  log(type: ConversationType, userId: string, target: string): Timeline<StoredMessage> {
    const isSystem = type === ConversationType.SYSTEM
    return timelineIn(
      this.logs,
      isSystem ? logKeyOf(type, target, userId) : logKeyOf(type, userId, target),
    )
  }

  /** Conversations this person has, or had, a persisted message in. */
  conversationsOf(userId: string): ConversationRef[] {
    return [...(this.conversations.get(userId)?.values() ?? [])]
  }

  /** Newest message of a conversation that counts as its last one for this person. */
  lastFor(
    userId: string,
    { type, target }: ConversationRef,
    afterTime: number,
  ): StoredMessage | undefined {
    for (const message of this.log(type, userId, target).before(Infinity)) {
      if (message.time <= afterTime) return undefined
      const keepsLast = ((message.optionBits ?? 0) & 1) !== 0
      if (!keepsLast && isVisibleTo(message, userId)) return message
    }
    return undefined
  }

  /** Drops a room's messages with the room. */
  forgetRoom(roomId: string): void {
    const key = keyOf(ConversationType.CHATROOM, roomId)
    for (const message of this.logs.get(key)?.after(0) ?? []) this.messages.delete(message.uid)
    this.logs.delete(key)
  }

  private file(message: StoredMessage, isInInbox: boolean): void {
    const isPersisted = (message.flags & UpFlag.PERSISTED) !== 0
    if (isPersisted || message.type === ConversationType.CHATROOM) {
      this.logFor(message).append(message)
    }
    for (const owner of this.ownersOf(message)) {
      if (isInInbox) this.inboxOf(owner).append(message)
      if (isPersisted) this.rememberConversation(owner, message)
    }
  }

  private ownersOf(message: MessageDraft): string[] {
    if (message.type === ConversationType.CHATROOM) return []
    const { recipients, from } = message
    if (message.isHiddenFromSender || recipients.includes(from)) return recipients
    return [...recipients, from]
  }

  private logFor(message: MessageDraft): Timeline<StoredMessage> {
    return timelineIn(this.logs, logKeyOf(message.type, message.from, message.target))
  }

  private rememberConversation(userId: string, message: StoredMessage): void {
    const target = targetSeenBy(message, userId)
    const key = keyOf(message.type, target)
    const conversations = this.conversations.get(userId) ?? new Map<string, ConversationRef>()
    this.conversations.set(userId, conversations)
    if (!conversations.has(key)) conversations.set(key, { type: message.type, target })
  }
}

function timelineIn(
  timelines: Map<string, Timeline<StoredMessage>>,
  key: string,
): Timeline<StoredMessage> {
  let timeline = timelines.get(key)
  if (!timeline) timelines.set(key, (timeline = new Timeline()))
  return timeline
}
