import type { ConversationKey, ConversationRef } from './conversation-ref'
import type { Message } from './message'

/** One entry of the conversation list. */
export interface Conversation extends ConversationRef {
  key: ConversationKey
  latestMessage: Message | null
  unreadCount: number
  /** Unread messages that mention the person signed in. */
  mentionCount: number
  isPinned: boolean
  isMuted: boolean
  /** Time of the newest activity, Unix ms. */
  updatedAt: number
}
