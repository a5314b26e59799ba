import type { Conversation } from '../../models/conversation'
import type { ConversationKind, ConversationRef } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { CombinedItem, MessageContent } from '../../models/message-content'

/** What can be done with messages that were sent. All reject with `ImError`. */
export interface ImMessageActions {
  /** For everybody, within the cloud's time limit. @throws `RECALL_NOT_ALLOWED`, `RECALL_FAILED`. */
  recall(message: Message): Promise<void>
  /** For oneself only; at most 100 of one conversation. */
  deleteForMe(conversation: ConversationRef, messages: readonly SentMessage[]): Promise<void>
  /** For oneself only: everything up to this server time, Unix ms. */
  clearHistory(conversation: ConversationRef, until: number): Promise<void>
  /** @throws `EDIT_TOO_LATE`, `NOT_EDITABLE`. */
  edit(message: Message, content: MessageContent): Promise<void>
  /** @param json the file of a forwarded history's `listUrl`. @throws {SyntaxError} when it is none. */
  combinedFromFile(json: string): CombinedItem[]
  /** At most 20 keys a call and 300 a message; keys of 32, values of 4,096 characters. */
  setExpansion(message: Message, entries: Record<string, string>): Promise<void>
  removeExpansion(message: Message, keys: readonly string[]): Promise<void>
  /** Those that still exist. */
  find(conversation: ConversationRef, uids: readonly string[]): Promise<Message[]>
  /** One-to-one: tells the sender that these were opened and burn from now on. */
  tellBurning(conversation: ConversationRef, uids: readonly string[]): Promise<void>
}

/** What the cloud needs to know of a message to find it. */
export type SentMessage = Pick<Message, 'uid' | 'sentAt' | 'isOwn'>

export interface ReadSummary {
  uid: string
  readCount: number
  totalCount: number
}

/** Who has read what. Which of the ways works is the app's setting at the cloud. */
export interface ImReceipts {
  /**
   * How groups tell what was read, as the cloud's navigator selected it. `asked`: senders ask for
   * each message. `counted`: members confirm and the cloud counts. `none`: not at all, or not known
   * before the first connect.
   */
  way(): 'asked' | 'counted' | 'none'
  /** One-to-one: everything up to this message has been read. */
  sendRead(message: Message): Promise<void>
  /**
   * Tells one's other devices how far one has read; server time, Unix ms. Nothing to tell where the
   * cloud counts itself.
   */
  syncRead(conversation: ConversationRef, until: number): Promise<void>
  /** Group, first way: asks the members to confirm a message. */
  request(message: Message): Promise<void>
  /** Group, first way: confirms, by sender. */
  respond(groupId: string, uidsBySender: Record<string, string[]>): Promise<void>
  /** Fifth way, one-to-one and group. */
  confirm(conversation: ConversationRef, uids: readonly string[]): Promise<void>
  summaries(conversation: ConversationRef, uids: readonly string[]): Promise<ReadSummary[]>
  /** `counted` only: ids of those who have read a message, at most 100. */
  readers(conversation: ConversationRef, uid: string): Promise<string[]>
}

/** Conversations one by one and in bulk, beside the paged list. */
export interface ImConversationActions {
  get(conversation: ConversationRef): Promise<Conversation | null>
  totalUnread(kinds: readonly ConversationKind[], includeMuted: boolean): Promise<number>
  unread(conversation: ConversationRef): Promise<number>
  /** Whether the cloud counts unread messages, and not the SDK by what it is handed. */
  isCountedByCloud(): boolean
  clearAllUnread(): Promise<void>
  removeMany(conversations: readonly ConversationRef[]): Promise<void>
}

export interface Tag {
  tagId: string
  name: string
  conversationCount: number
}

/** At most 20 tags; id of 10, name of 15 characters; 1,000 conversations each. */
export interface ImTags {
  list(): Promise<Tag[]>
  create(tagId: string, name: string): Promise<void>
  rename(tagId: string, name: string): Promise<void>
  remove(tagId: string): Promise<void>
  add(tagId: string, conversations: readonly ConversationRef[]): Promise<void>
  take(tagId: string, conversations: readonly ConversationRef[]): Promise<void>
  takeAllFrom(conversation: ConversationRef, tagIds: readonly string[]): Promise<void>
  tagIdsOf(conversation: ConversationRef): Promise<string[]>
  conversationsOf(
    tagId: string,
    options: { before: number; count: number },
  ): Promise<Conversation[]>
  unreadOf(tagId: string, includeMuted: boolean): Promise<number>
  setPinnedIn(tagId: string, conversation: ConversationRef, isPinned: boolean): Promise<void>
}

export interface RoomEntry {
  /** At most 128 characters. */
  key: string
  /** At most 4,096 characters. */
  value: string
  /** Goes when its owner leaves the room. */
  isAutoRemoved?: boolean
  /** Also tell the room by a message carrying this text. */
  notification?: string
}

/** Key/value pairs of a room, at most 100. @throws `ROOM_ENTRY_…`. */
export interface ImRoomEntries {
  /** @param isForced also where the entry is somebody else's. */
  set(roomId: string, entry: RoomEntry, isForced: boolean): Promise<void>
  setMany(roomId: string, entries: readonly RoomEntry[], isForced: boolean): Promise<void>
  remove(roomId: string, key: string, isForced: boolean): Promise<void>
  removeMany(roomId: string, keys: readonly string[]): Promise<void>
  get(roomId: string, key: string): Promise<string>
  all(roomId: string): Promise<Record<string, string>>
}

/** A message type of the app's own; its object name starts with `app:`. */
export interface CustomType {
  objectName: string
  isPersisted: boolean
  isCounted: boolean
  /** Fire and forget: neither kept nor acknowledged. */
  isStatus: boolean
}
