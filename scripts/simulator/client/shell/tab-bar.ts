import type { AppConfig } from '../../compiler/compiled-project'
import { make } from './dom'

/** CSS pixels, without the safe area below. */
export const TAB_BAR_HEIGHT = 50

export type TabBarConfig = NonNullable<AppConfig['tabBar']>
type TabItem = TabBarConfig['list'][number]

interface TabMark {
  badge?: string
  hasDot: boolean
}

/** The tab bar from app.json with what `wx.setTabBar...` changed about it. */
export class TabBar {
  private readonly bar = make('div', 'tab-bar')
  private readonly marks: TabMark[]
  private readonly items: Partial<TabItem>[]
  private styleOverride: Partial<TabBarConfig> = {}
  private isHidden = false

  /**
   * @param resolve replaces `@name` values from theme.json; called at each drawing.
   * @param fileUrl address of a project file.
   */
  constructor(
    phone: HTMLElement,
    private readonly config: TabBarConfig,
    safeBottom: number,
    private readonly resolve: <T extends object>(values: T) => T,
    private readonly fileUrl: (path: string) => string,
    private readonly onTap: (index: number) => void,
  ) {
    this.marks = config.list.map(() => ({ hasDot: false }))
    this.items = config.list.map(() => ({}))
    this.bar.style.height = `${TAB_BAR_HEIGHT + safeBottom}px`
    phone.append(this.bar)
  }

  /** Whether pages of tabs leave room for it. */
  get takesRoom(): boolean {
    return !this.isHidden && this.config.custom !== true
  }

  /** @param selected index of the tab whose page is on top; undefined hides the bar. */
  render(selected: number | undefined): void {
    this.bar.hidden = selected === undefined || !this.takesRoom
    const style = this.resolve({ ...this.config, ...this.styleOverride })
    this.bar.style.backgroundColor = style.backgroundColor ?? '#ffffff'
    this.bar.classList.toggle('tab-bar--white-border', style.borderStyle === 'white')
    const items = this.config.list.map((item, index) => {
      const isSelected = index === selected
      const color = isSelected ? style.selectedColor : style.color
      return this.makeItem({ ...item, ...this.items[index] }, index, isSelected, color)
    })
    this.bar.replaceChildren(...items)
  }

  setBadge(index: number, text: string | null): void {
    const mark = this.mark(index)
    mark.hasDot = false
    // WeChat shows no more than four characters.
    mark.badge = text === null ? undefined : text.length > 4 ? '…' : text
  }

  setRedDot(index: number, visible: boolean): void {
    const mark = this.mark(index)
    mark.hasDot = visible
    mark.badge = undefined
  }

  setItem(index: number, item: Partial<TabItem>): void {
    this.mark(index)
    const given = Object.entries(item).filter(([, value]) => value !== undefined)
    this.items[index] = { ...this.items[index], ...(Object.fromEntries(given) as Partial<TabItem>) }
  }

  setStyle(style: Partial<TabBarConfig>): void {
    this.styleOverride = { ...this.styleOverride, ...style }
  }

  setVisible(visible: boolean): void {
    this.isHidden = !visible
  }

  private mark(index: number): TabMark {
    const mark = this.marks[index]
    if (!mark) throw new Error(`tabbar item not found`)
    return mark
  }

  private makeItem(item: TabItem, index: number, isSelected: boolean, color = ''): HTMLElement {
    const resolved = this.resolve(item)
    const icon = isSelected ? (resolved.selectedIconPath ?? resolved.iconPath) : resolved.iconPath
    const button = make('button', icon ? 'tab-bar__item' : 'tab-bar__item tab-bar__item--text-only')
    button.style.color = color
    button.ariaSelected = String(isSelected)
    if (icon) {
      const image = make('img', 'tab-bar__icon')
      image.alt = ''
      image.src = this.fileUrl(icon)
      button.append(image)
    }
    button.append(resolved.text)
    const { badge, hasDot } = this.marks[index] ?? { hasDot: false }
    if (hasDot) button.append(make('span', 'tab-bar__badge tab-bar__badge--dot'))
    else if (badge !== undefined) button.append(make('span', 'tab-bar__badge', badge))
    button.onclick = () => this.onTap(index)
    return button
  }
}
