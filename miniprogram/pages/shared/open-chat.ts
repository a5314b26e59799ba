import { parseConversationKey, type ConversationKey } from '../../models/conversation-ref'
import { queryValue } from '../../utils/query'
import { attempt } from './dialogs'
import { appStores } from './page-shell'

/** WeChat keeps ten pages; a chat opened from deep inside takes its opener's place instead of failing. */
const DEEP = 8

/**
 * Opens a conversation; what the app itself tells has a page of its own.
 * @param key the conversation's key, e.g. `private:lin`.
 * @param uid a message to go to, by the server's id; empty for none.
 */
export function openChatPage(key: string, uid = ''): void {
  const message = uid === '' ? '' : `&uid=${encodeURIComponent(uid)}`
  const page = key.startsWith('system:') ? '/pages-more/notices/notices' : '/pages-chat/chat/chat'
  const url = `${page}?key=${encodeURIComponent(key)}${message}`
  const isDeep = getCurrentPages().length >= DEEP
  attempt(isDeep ? wx.redirectTo({ url }) : wx.navigateTo({ url }))
}

/** Opens the search in one conversation. */
export async function openHistoryPage(key: ConversationKey): Promise<void> {
  await wx.navigateTo({ url: `/pages-chat/history/history?key=${encodeURIComponent(key)}` })
}

/**
 * The conversation a page was opened for, by `key` of its query, e.g. `private:lin`.
 * @returns null when there is none or nobody is signed in; the list of conversations comes instead.
 */
export function askedConversation(query: { key?: string }): ConversationKey | null {
  const key = queryValue(query.key)
  if (parseConversationKey(key) !== null && appStores().session.isSignedIn) {
    return key as ConversationKey
  }
  attempt(wx.switchTab({ url: '/pages/conversations/conversations' }))
  return null
}
