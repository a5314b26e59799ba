import { conversationStateHandlers } from './conversation-states'
import { conversationHandlers } from './conversations'
import { convertHandlers } from './convert'
import { eventHandlers } from './events'
import { fileHandlers } from './files'
import type { PublishHandlers, QueryHandlers } from './handler'
import { historyHandlers } from './history'
import { modifyHandlers } from './modify'
import { pullHandlers } from './pull'
import { receiptHandlers, receiptPublishHandlers } from './receipts'
import { receiptV5Handlers } from './receipts-v5'
import { recallHandlers } from './recall'
import { roomEntryHandlers } from './room-entries'
import { roomHandlers } from './rooms'
import { messageHandlers } from './send-message'
import { startUpHandlers } from './start-up'
import { unreadHandlers, unreadPublishHandlers } from './unread'
import { userSettingHandlers } from './user-settings'

/** Every query of the protocol; a topic without a handler does not compile. */
export const queryHandlers: QueryHandlers = {
  ...startUpHandlers,
  ...eventHandlers,
  ...pullHandlers,
  ...modifyHandlers,
  ...historyHandlers,
  ...conversationHandlers,
  ...conversationStateHandlers,
  ...userSettingHandlers,
  ...fileHandlers,
  ...convertHandlers,
  ...receiptHandlers,
  ...receiptV5Handlers,
  ...unreadHandlers,
  ...roomHandlers,
  ...roomEntryHandlers,
}

/** Every publication of the protocol; a topic without a handler does not compile. */
export const publishHandlers: PublishHandlers = {
  ...messageHandlers,
  ...recallHandlers,
  ...receiptPublishHandlers,
  ...unreadPublishHandlers,
}
