import type { CompiledProject } from '../../compiler/compiled-project'
import type { Frame } from '../page/page-frame'
import type { PageFrame, PageNavigator } from '../phone'
import type { Shell } from '../shell/shell'
import { TabBar, type TabBarConfig } from '../shell/tab-bar'
import type { SimulatedPhone } from '../simulated-phone'
import { EventChannel } from './event-channel'
import type { Page } from './page'
import type { PageMaker } from './page-maker'
import { scrollPage, watchScroll } from './page-scroll'
import { type OpenType, PageStack } from './page-stack'
import type { PageTable } from './page-table'
import { sharePage } from './share'
import { resolveTheme, windowConfig, type WindowConfig } from './window-config'

/** The pages of the mini-program and the bars around them; what `wx` navigates with. */
export class Pages implements PageNavigator {
  readonly stack: PageStack
  private readonly tabBar: TabBar | undefined

  constructor(
    private readonly phone: SimulatedPhone,
    private readonly shell: Shell,
    private readonly project: CompiledProject,
    private readonly table: PageTable,
    maker: PageMaker,
  ) {
    const { tabBar } = project.appConfig
    this.tabBar = tabBar && this.makeTabBar(tabBar)
    this.stack = new PageStack(table, {
      prepare: (path) => maker.prepare(table.packageOf(path)),
      open: (url, channel) => {
        const page = maker.make(url, channel)
        watchScroll(page, this.windowOf(page.config).onReachBottomDistance)
        return page
      },
      settle: (page) => maker.settle(page),
      destroy: (page) => maker.destroy(page),
      onTopChange: (page, openType) => this.onTopChange(page, openType),
      onNotFound: ({ path, query }, openType) => {
        const isEntryPage = openType === 'appLaunch'
        this.phone.emit('pageNotFound', { path, query, isEntryPage })
      },
      channel: () => EventChannel.pair((error) => phone.reportError(error)),
    })
    phone.topPage = (): PageFrame | undefined => this.stack.top?.frame
    phone.on('themeChange', () => this.onThemeChange())
  }

  /** Gives a page's iframe its place; called before the page is in the stack. */
  place(frame: Frame, config: Record<string, unknown>): void {
    const window = this.windowOf(config)
    const isTab = this.table.isTab(frame.path) && (this.tabBar?.takesRoom ?? false)
    const hasBar = !isCustom(window)
    this.shell.place(frame.iframe, { navigation: hasBar, tab: isTab })
    const { statusBarHeight, safeBottom } = this.phone.device.screen
    frame.setSafeArea({ top: hasBar ? 0 : statusBarHeight, bottom: isTab ? 0 : safeBottom })
    frame.setBackground(window.backgroundColor)
  }

  /** Puts every frame in its place again, after the phone or the tab bar changed. */
  placeAll(): void {
    for (const page of this.stack.all) this.place(page.frame, page.config)
    this.render()
  }

  /** Makes every page's `@media` follow what the person prefers now. */
  applyPreferences(): void {
    const { theme, reducedMotion } = this.phone.device
    for (const page of this.stack.all) page.frame.setPreferences({ theme, reducedMotion })
  }

  async navigateTo(
    url: string,
    events?: Record<string, (...args: unknown[]) => void>,
  ): Promise<{ eventChannel: unknown }> {
    return { eventChannel: await this.stack.navigateTo(url, events) }
  }

  redirectTo(url: string): Promise<void> {
    return this.stack.redirectTo(url)
  }

  reLaunch(url: string): Promise<void> {
    return this.stack.reLaunch(url)
  }

  switchTab(url: string): Promise<void> {
    return this.stack.switchTab(url)
  }

  navigateBack(delta: number): Promise<void> {
    return this.stack.navigateBack(delta)
  }

  async pageScrollTo(options: Parameters<PageNavigator['pageScrollTo']>[0]): Promise<void> {
    const page = this.stack.top
    if (page) await scrollPage(page, options)
  }

  async startPullDownRefresh(): Promise<void> {
    const page = this.stack.top
    if (!page || !this.windowOf(page.config).enablePullDownRefresh) {
      throw new Error('pulldown refresh is not enabled')
    }
    this.change(page, { isLoading: true })
    page.call('onPullDownRefresh')
  }

  stopPullDownRefresh(): void {
    this.changeTop({ isLoading: false })
  }

  setBackgroundColor({ backgroundColor }: { backgroundColor?: string }): void {
    if (backgroundColor) this.stack.top?.frame.setBackground(backgroundColor)
  }

  setNavigationBarLoading(visible: boolean): void {
    this.changeTop({ isLoading: visible })
  }

  hideHomeButton(): void {
    this.changeTop({ isHomeHidden: true })
  }

  async share(from: 'button' | 'menu', button?: HTMLElement): Promise<void> {
    const page = this.stack.top
    if (!page) return
    const title = page.chrome.title ?? this.windowOf(page.config).title
    await sharePage(page, from, button, this.phone.overlay, title)
  }

  setNavigationBarTitle(title: string): void {
    this.changeTop({ title })
  }

  setNavigationBarColor(colors: { frontColor?: string; backgroundColor?: string }): void {
    const { frontColor, backgroundColor } = colors
    this.changeTop({
      ...(frontColor !== undefined && { frontColor }),
      ...(backgroundColor !== undefined && { navigationBarBackgroundColor: backgroundColor }),
    })
  }

  setTabBarBadge(index: number, text: string | null): void {
    this.withTabBar((bar) => bar.setBadge(index, text))
  }

  showTabBarRedDot(index: number, visible: boolean): void {
    this.withTabBar((bar) => bar.setRedDot(index, visible))
  }

  setTabBarVisible(visible: boolean): void {
    this.withTabBar((bar) => bar.setVisible(visible))
    this.placeAll()
  }

  setTabBarStyle(style: Parameters<PageNavigator['setTabBarStyle']>[0]): void {
    this.withTabBar((bar) => bar.setStyle(style))
  }

  setTabBarItem(index: number, item: Parameters<PageNavigator['setTabBarItem']>[1]): void {
    this.withTabBar((bar) => bar.setItem(index, item))
  }

  get home(): string {
    return this.table.home
  }

  /** -1 when the page is no tab's. */
  tabIndex(path: string): number {
    return this.table.tabIndex(path)
  }

  /** Changes one page's bar. */
  change(page: Page, chrome: Partial<Page['chrome']>): void {
    Object.assign(page.chrome, chrome)
    if (page === this.stack.top) this.render()
  }

  /** The person pressed the arrow of the bar. */
  goBack(): void {
    this.stack.navigateBack(1).catch((error: unknown) => this.phone.reportError(error))
  }

  goHome(): void {
    this.stack.reLaunch(`/${this.table.home}`).catch((error: unknown) => {
      this.phone.reportError(error)
    })
  }

  /** The person pressed a tab. */
  async pressTab(index: number): Promise<void> {
    const path = this.table.tabPath(index)
    if (path === undefined) return
    await this.stack.switchTab(`/${path}`)
    this.stack.top?.call('onTabItemTap', {
      index,
      pagePath: path,
      text: this.table.tabText(index),
    })
  }

  private withTabBar(change: (bar: TabBar) => void): void {
    if (!this.tabBar) throw new Error('not TabBar page')
    change(this.tabBar)
    this.render()
  }

  private changeTop(chrome: Partial<Page['chrome']>): void {
    if (this.stack.top) this.change(this.stack.top, chrome)
  }

  private onTopChange(top: Page, openType: OpenType): void {
    for (const page of this.stack.all) page.frame.setVisible(page === top)
    this.render()
    if (openType !== 'navigateBack') top.frame.window.focus()
  }

  private onThemeChange(): void {
    this.applyPreferences()
    for (const page of this.stack.all) {
      page.frame.setBackground(this.windowOf(page.config).backgroundColor)
    }
    this.render()
  }

  private render(): void {
    const page = this.stack.top
    if (!page) return
    const window = this.windowOf(page.config)
    const { chrome } = page
    const front = chrome.frontColor ?? window.navigationBarTextStyle
    const isHome = page.path === this.table.home || this.table.isTab(page.path)
    const hasHome = !isHome && !chrome.isHomeHidden
    this.shell.navigationBar.render({
      title: chrome.title ?? window.title,
      backgroundColor: chrome.navigationBarBackgroundColor ?? window.navigationBarBackgroundColor,
      textStyle: front === 'white' || front === '#ffffff' ? 'white' : 'black',
      isCustom: isCustom(window),
      isLoading: chrome.isLoading,
      left: this.stack.pages.length > 1 ? 'back' : hasHome ? 'home' : 'none',
    })
    const tab = this.table.tabIndex(page.path)
    this.tabBar?.render(tab < 0 ? undefined : tab)
    this.shell.setDark(this.phone.device.theme === 'dark')
  }

  private windowOf(config: Record<string, unknown>): WindowConfig {
    const { appConfig, theme } = this.project
    return windowConfig(appConfig, config, this.phone.device.theme, theme)
  }

  private makeTabBar(config: TabBarConfig): TabBar {
    return new TabBar(
      this.shell.phone,
      config,
      this.phone.device.screen.safeBottom,
      (values) => resolveTheme(values, this.phone.device.theme, this.project.theme),
      (path) => this.phone.fileUrl(path),
      (index) => {
        this.pressTab(index).catch((error: unknown) => this.phone.reportError(error))
      },
    )
  }
}

function isCustom(window: WindowConfig): boolean {
  return window.navigationStyle === 'custom'
}
