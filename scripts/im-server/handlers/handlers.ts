import { conversationStateHandlers } from './conversation-states'
import { conversationHandlers } from './conversations'
import { eventHandlers } from './events'
import type { PublishHandlers, QueryHandlers } from './handler'
import { historyHandlers } from './history'
import { modifyHandlers } from './modify'
import { pullHandlers } from './pull'
import { recallHandlers } from './recall'
import { roomEntryHandlers } from './room-entries'
import { roomHandlers } from './rooms'
import { messageHandlers } from './send-message'
import { startUpHandlers } from './start-up'
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
  ...roomHandlers,
  ...roomEntryHandlers,
}

/** Every publication of the protocol; a topic without a handler does not compile. */
export const publishHandlers: PublishHandlers = { ...messageHandlers, ...recallHandlers }
