import { t } from '../../i18n/t'

const CONVERSATIONS_TAB = 0
const TAB_WORDS = ['tab.conversations', 'tab.contacts', 'tab.rooms', 'tab.me'] as const

/** Puts the words of the language and the unread badge on the tab bar. Only works while a tab page is on top. */
export function showTabBar(badge: string): void {
  TAB_WORDS.forEach((key, index) => void wx.setTabBarItem({ index, text: t(key), fail: ignore }))
  if (badge === '') void wx.removeTabBarBadge({ index: CONVERSATIONS_TAB, fail: ignore })
  else void wx.setTabBarBadge({ index: CONVERSATIONS_TAB, text: badge, fail: ignore })
}

/** A page pushed in the meantime hides the bar; it is set again when a tab shows. */
function ignore(): void {}
