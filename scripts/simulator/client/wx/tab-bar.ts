import type { Phone } from '../phone'
import { wxCall } from './wx-call'

interface TabOptions {
  index: number
  text: string
  iconPath: string
  selectedIconPath: string
}

/** Badges, red dots and looks of the tab bar. */
export function tabBar(phone: Phone): Record<string, unknown> {
  const { navigator } = phone
  const tab = (name: string, act: (options: Partial<TabOptions>, index: number) => void) =>
    wxCall<TabOptions>(phone, name, (options) => act(options, options.index ?? 0))
  return {
    setTabBarBadge: tab('setTabBarBadge', ({ text = '' }, index) =>
      // Four characters fit; WeChat cuts the rest to dots.
      navigator.setTabBarBadge(index, [...text].length > 4 ? '…' : text),
    ),
    removeTabBarBadge: tab('removeTabBarBadge', (_, index) =>
      navigator.setTabBarBadge(index, null),
    ),
    showTabBarRedDot: tab('showTabBarRedDot', (_, index) =>
      navigator.showTabBarRedDot(index, true),
    ),
    hideTabBarRedDot: tab('hideTabBarRedDot', (_, index) =>
      navigator.showTabBarRedDot(index, false),
    ),
    setTabBarItem: tab('setTabBarItem', ({ text, iconPath, selectedIconPath }, index) =>
      navigator.setTabBarItem(index, { text, iconPath, selectedIconPath }),
    ),
    setTabBarStyle: wxCall<Record<string, string>>(phone, 'setTabBarStyle', (style) =>
      navigator.setTabBarStyle(style),
    ),
    showTabBar: wxCall(phone, 'showTabBar', () => navigator.setTabBarVisible(true)),
    hideTabBar: wxCall(phone, 'hideTabBar', () => navigator.setTabBarVisible(false)),
  }
}
