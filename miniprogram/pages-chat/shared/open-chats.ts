import type { ChatFace } from '../../stores/app-stores'
import { queryValue } from '../../utils/query'

/** Chats whose page is in the stack, for pages opened from them; the newest of a conversation last. */
const chats: ChatFace[] = []

/** @returns a function that takes it off again. */
export function rememberChat(chat: ChatFace): () => void {
  chats.push(chat)
  return () => void chats.splice(chats.indexOf(chat), 1)
}

/**
 * The chat a page was opened from, by `key` of its query.
 * @returns undefined when that chat is closed; the page then gives way to the list.
 */
export function chatOfQuery(query: { key?: string }): ChatFace | undefined {
  const key = queryValue(query.key)
  const found = [...chats].reverse().find((chat) => chat.key === key)
  if (!found) void wx.switchTab({ url: '/pages/conversations/conversations' })
  return found
}
