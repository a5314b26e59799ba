import type { ConversationKey } from '../../models/conversation-ref'
import type { Avatar } from '../../models/profile'
import type { PersonRow } from '../../models/rows'
import type { StatusStrip } from '../../models/session-status'

/** A wish to be contacts that waits for an answer. */
export interface ContactRequestRow {
  requestId: string
  /** The other person. */
  person: PersonRow
  /** What the one who asks has added; empty for nothing. */
  message: string
  time: string
  /** An answer is on its way: no second one is taken. */
  isBusy: boolean
}

export interface ContactRequestsFace {
  /** Others who wait for this person's answer, newest first. */
  readonly received: readonly ContactRequestRow[]
  /** Whom this person has asked, newest first. */
  readonly sent: readonly ContactRequestRow[]
  /** How many wait for an answer: `''`, `'3'` or `'99+'`. */
  readonly badge: string
  readonly isLoading: boolean
  /** Words of a failed load; empty when none. */
  readonly failure: string
  load(): Promise<void>
  accept(requestId: string): Promise<void>
  /** The other person is not told. */
  decline(requestId: string): Promise<void>
  withdraw(requestId: string): Promise<void>
  /**
   * Asks a person by id to be a contact.
   * @returns whether they are contacts now, since the other had asked already.
   */
  ask(userId: string, message: string): Promise<boolean>
}

/** People whose messages do not arrive. */
export interface BlockedFace {
  readonly rows: readonly PersonRow[]
  readonly isLoading: boolean
  /** Words of a failed load; empty when none. */
  readonly failure: string
  /** As far as it is loaded, which it is once the app is online. */
  has(userId: string): boolean
  /** What stands over the one-to-one chat with a blocked person; null for all other chats. */
  stripOf(key: ConversationKey): StatusStrip | null
  load(): Promise<void>
  /** The blocked person is told when they send something, not before. */
  block(userId: string): Promise<void>
  unblock(userId: string): Promise<void>
}

/** One thing the app itself has told. */
export interface NoticeRow {
  id: string
  words: string
  time: string
  /** Whom or what group it is about; null for neither. */
  subject: { avatar: Avatar; shape: 'person' | 'group' } | null
  /** The request it tells of, while it waits for an answer. */
  request: ContactRequestRow | null
  /** What became of a request in words, e.g. `Accepted`; empty for none. */
  outcome: string
  isUnread: boolean
  /** A tap leads to this chat: with the contact it is about, or of the group one is in; empty for none. */
  chatKey: ConversationKey | ''
}

/** What the app itself has told, newest first. */
export interface NoticesFace {
  readonly rows: readonly NoticeRow[]
  readonly isLoading: boolean
  readonly hasMore: boolean
  readonly failure: string
  /** Follows what comes, loads the newest page, marks all as read. */
  open(): Promise<void>
  loadMore(): Promise<void>
  setVisible(isVisible: boolean): void
  close(): void
}
