import type { ConversationRef } from '../../models/conversation-ref'
import type { Message } from '../../models/message'

/** What the parts of a chat may do to its list; each change renders its own rows only. */
export interface MessageListAccess {
  readonly ref: ConversationRef
  get(rowId: string): Message | undefined
  findByUid(uid: string): Message | undefined
  /** Those loaded, oldest first. */
  all(): Message[]
  change(rowId: string, change: Partial<Message>): void
  remove(rowIds: readonly string[]): void
  /** Something beside their messages changed: selection, receipts. */
  refresh(rowIds: readonly string[]): void
}
