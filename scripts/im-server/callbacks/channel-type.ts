import { ConversationType } from '../protocol/flags'

/** Conversation types as callbacks write them. Source: the message routing's documentation. */
export const channelTypes: Record<ConversationType, string> = {
  [ConversationType.PRIVATE]: 'PERSON',
  [ConversationType.GROUP]: 'GROUP',
  [ConversationType.CHATROOM]: 'TEMPGROUP',
  [ConversationType.SYSTEM]: 'NOTICE',
}
