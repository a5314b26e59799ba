import type { ImConversationActions } from '../../im-features'
import { conversationFromSdk, conversationToSdk, kindToSdk } from '../mapping'
import type { SdkCaller } from '../sdk-caller'
import { countsInCloud } from '../unread-counting'

/** @param navigated figures of the navigator's answer. */
export function conversationActions(
  sdk: SdkCaller,
  navigated: (name: string) => number | undefined,
): ImConversationActions {
  return {
    async get(conversation) {
      const found = await sdk.call('getConversation', (api) =>
        api.getConversation(conversationToSdk(conversation)),
      )
      return found ? conversationFromSdk(found) : null
    },
    totalUnread(kinds, includeMuted) {
      return sdk.call('getTotalUnreadCount', (api) =>
        api.getTotalUnreadCount(includeMuted, kinds.map(kindToSdk)),
      )
    },
    unread(conversation) {
      return sdk.call('getUnreadCount', (api) =>
        api.getUnreadCount(conversationToSdk(conversation)),
      )
    },
    isCountedByCloud: () => countsInCloud(navigated),
    async clearAllUnread() {
      await sdk.call('clearAllMessagesUnreadStatus', (api) => api.clearAllMessagesUnreadStatus())
    },
    async removeMany(conversations) {
      const identifiers = conversations.map(conversationToSdk)
      await sdk.call('batchDeleteConversations', (api) =>
        api.batchDeleteConversations({ identifiers, deleteRemotely: true, deleteMessages: false }),
      )
    },
  }
}
