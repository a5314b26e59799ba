import type { ThemeChoice } from '../../stores/app-stores'

/** Class of a page's root: none lets the system decide. */
export function themeClass(choice: ThemeChoice): '' | 'theme-light' | 'theme-dark' {
  return choice === 'system' ? '' : `theme-${choice}`
}

/** What WeChat draws around the page; the same values as theme.json. */
const bars = {
  light: {
    navigationText: '#000000',
    background: '#F4F2EE',
    tabText: '#646B72',
    tabSelected: '#B23A2B',
    tabBackground: '#FFFFFF',
    tabBorder: 'black',
  },
  dark: {
    navigationText: '#ffffff',
    background: '#16191B',
    tabText: '#9BA3A9',
    tabSelected: '#E0705F',
    tabBackground: '#1F2427',
    tabBorder: 'white',
  },
} as const

const TABS = ['conversations', 'contacts', 'rooms', 'me']

let isOverridden = false

/** Colours the navigation bar and the tab bar, which CSS does not reach. The system's theme needs no help. */
export function showBars(choice: ThemeChoice): void {
  if (choice === 'system' && !isOverridden) return
  isOverridden = choice !== 'system'
  const theme = choice === 'system' ? systemTheme() : choice
  const colours = bars[theme]
  void wx.setNavigationBarColor({
    frontColor: colours.navigationText,
    backgroundColor: colours.background,
    fail: ignore,
  })
  void wx.setBackgroundColor({ backgroundColor: colours.background, fail: ignore })
  void wx.setTabBarStyle({
    color: colours.tabText,
    selectedColor: colours.tabSelected,
    backgroundColor: colours.tabBackground,
    borderStyle: colours.tabBorder,
    fail: ignore,
  })
  TABS.forEach((name, index) => {
    void wx.setTabBarItem({
      index,
      iconPath: `images/tabs/${name}-${theme}-plain.png`,
      selectedIconPath: `images/tabs/${name}-${theme}-selected.png`,
      fail: ignore,
    })
  })
}

function systemTheme(): 'light' | 'dark' {
  return wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light'
}

/** Not a tab page, or one that is closing: the next page to show colours its own bars. */
function ignore(): void {}
