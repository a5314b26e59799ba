import type { ChatFace } from '../../stores/app-stores'

/** Chats whose page is in the stack, for pages opened from them; the newest of a conversation last. */
const chats: ChatFace[] = []

/** @returns a function that takes it off again. */
export function rememberChat(chat: ChatFace): () => void {
  chats.push(chat)
  return () => void chats.splice(chats.indexOf(chat), 1)
}

/** @returns undefined when its page was closed meanwhile. */
export function rememberedChat(key: string): ChatFace | undefined {
  return [...chats].reverse().find((chat) => chat.key === key)
}
