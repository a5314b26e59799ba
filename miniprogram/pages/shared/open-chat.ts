import { attempt } from './dialogs'

/** WeChat keeps ten pages; a chat opened from deep inside takes its opener's place instead of failing. */
const DEEP = 8

/** @param key the conversation's key, e.g. `private:lin`. */
export function openChatPage(key: string): void {
  const url = `/pages/chat/chat?key=${encodeURIComponent(key)}`
  const isDeep = getCurrentPages().length >= DEEP
  attempt(isDeep ? wx.redirectTo({ url }) : wx.navigateTo({ url }))
}
