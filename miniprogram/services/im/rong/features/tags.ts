import type { ImTags } from '../../im-features'
import { conversationFromSdk, conversationToSdk } from '../mapping'
import type { SdkCaller } from '../sdk-caller'

export function tags(sdk: SdkCaller): ImTags {
  return {
    async list() {
      const list = await sdk.call('getTags', (api) => api.getTags())
      return list.map(({ tagId, tagName, conversationCount }) => ({
        tagId,
        name: tagName,
        conversationCount,
      }))
    },
    async create(tagId, tagName) {
      await sdk.call('addTag', (api) => api.addTag({ tagId, tagName }))
    },
    async rename(tagId, tagName) {
      await sdk.call('updateTag', (api) => api.updateTag({ tagId, tagName }))
    },
    async remove(tagId) {
      await sdk.call('removeTag', (api) => api.removeTag(tagId))
    },
    async add(tagId, conversations) {
      await sdk.call('addConversationsToTag', (api) =>
        api.addConversationsToTag(tagId, conversations.map(conversationToSdk)),
      )
    },
    async take(tagId, conversations) {
      await sdk.call('removeConversationsFromTag', (api) =>
        api.removeConversationsFromTag(tagId, conversations.map(conversationToSdk)),
      )
    },
    async takeAllFrom(conversation, tagIds) {
      await sdk.call('removeTagsFromConversation', (api) =>
        api.removeTagsFromConversation(conversationToSdk(conversation), [...tagIds]),
      )
    },
    async tagIdsOf(conversation) {
      const list = await sdk.call('getTagsFromConversation', (api) =>
        api.getTagsFromConversation(conversationToSdk(conversation)),
      )
      return list.map(({ tagId }) => tagId)
    },
    async conversationsOf(tagId, { before, count }) {
      const list = await sdk.call('getConversationsFromTagByPage', (api) =>
        api.getConversationsFromTagByPage(tagId, count, before),
      )
      return list.map(conversationFromSdk).filter((conversation) => conversation !== null)
    },
    unreadOf(tagId, includeMuted) {
      return sdk.call('getUnreadCountByTag', (api) => api.getUnreadCountByTag(tagId, includeMuted))
    },
    async setPinnedIn(tagId, conversation, isPinned) {
      await sdk.call('setConversationToTopInTag', (api) =>
        api.setConversationToTopInTag(tagId, conversationToSdk(conversation), isPinned),
      )
    },
  }
}
