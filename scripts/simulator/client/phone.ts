import type { FileStore } from './wx/file-store'
import type { PersistentMap } from './wx/persistent-map'

/**
 * The simulated phone as the built-in components and the `wx.*` modules see it. Made by the shell; everything a
 * module needs from outside comes through here, so that no module reaches for another.
 */
export interface Phone {
  /** Names the phone; storage, files and device id are kept apart by it. */
  readonly id: string
  /**
   * What outlives a reload: `wx.setStorage` and the phone's own files. The shell opens them before the mini-program
   * starts (`openPhoneData(id)` in wx/phone-data.ts), because their Sync calls cannot wait.
   */
  readonly storage: PersistentMap<string>
  readonly files: FileStore
  readonly device: DeviceState
  readonly network: NetworkState
  /** The document and element of the page on top, for geometry, toasts inside a page, keyboard insets. */
  topPage(): PageFrame | undefined
  /** Layer above all pages in the shell's own document: modals, toasts, action sheets, previews. */
  readonly overlay: HTMLElement
  /** Address that reaches `url` without CORS, through the simulator's server when the origin differs. */
  proxied(url: string): string
  /** Address of a project file or of a file of the phone's own file system (`wxfile://...`), usable in src. */
  fileUrl(path: string): string
  /** Ticks of the phone: one listener set for each name. */
  on<K extends keyof PhoneEvents>(event: K, listener: (detail: PhoneEvents[K]) => void): () => void
  emit<K extends keyof PhoneEvents>(event: K, detail: PhoneEvents[K]): void
  readonly navigator: PageNavigator
  /** How the app was started and last entered, for `getLaunchOptionsSync` / `getEnterOptionsSync`. */
  readonly app: AppState
  /** Reports an error of mini-program code the way WeChat does (console, App.onError, automator's exception event). */
  reportError(error: unknown): void
}

export interface DeviceState {
  platform: 'devtools'
  brand: string
  model: string
  /** WeChat version and base library version the simulator stands for. */
  version: string
  SDKVersion: string
  language: string
  theme: 'light' | 'dark'
  /** System text size; 1 is standard. */
  fontScale: number
  reducedMotion: boolean
  /** CSS pixels of the whole phone, status bar included. */
  screen: {
    width: number
    height: number
    pixelRatio: number
    statusBarHeight: number
    safeBottom: number
  }
  /** The capsule at the right of the navigation bar, in CSS pixels of the screen. */
  menuButton: {
    left: number
    top: number
    right: number
    bottom: number
    width: number
    height: number
  }
  envVersion: 'develop' | 'trial' | 'release'
}

export interface NetworkState {
  isConnected: boolean
  type: 'wifi' | '5g' | '4g' | '3g' | '2g' | 'none' | 'unknown'
}

export interface AppState {
  appId: string
  launchOptions: LaunchOptions
  enterOptions: LaunchOptions
  isForeground: boolean
}

export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
  shareTicket?: string
  referrerInfo: Record<string, unknown>
  apiCategory: 'default'
}

export interface PhoneEvents {
  networkChange: NetworkState
  themeChange: { theme: 'light' | 'dark' }
  appShow: LaunchOptions
  appHide: Record<string, never>
  /** The app was in the background for 5 s: its timers stop, sockets are cut, requests fail with `interrupted`. */
  appSuspend: Record<string, never>
  /** The app is back after a suspension; comes before `appShow`. */
  appResume: Record<string, never>
  /** For `wx.onError`: message and stack in one string. */
  appError: { message: string }
  unhandledRejection: { reason: unknown; promise: Promise<unknown> }
  pageNotFound: { path: string; query: Record<string, string>; isEntryPage: boolean }
  lazyLoadError: { type: 'subpackage'; subpackage: string[]; errMsg: string }
  /** Height of the (simulated) on-screen keyboard in CSS pixels; 0 is closed. */
  keyboardHeight: { height: number; duration: number }
  windowResize: { size: { windowWidth: number; windowHeight: number } }
}

export interface PageFrame {
  readonly path: string
  readonly document: Document
  readonly window: Window
  /** Root element of the page component. */
  readonly root: HTMLElement
}

/** Calls that fail reject with an `Error` whose message is what follows `name:fail ` in WeChat's errMsg. */
export interface PageNavigator {
  /** @param events listeners the opener puts on the event channel before the page is made. */
  navigateTo(
    url: string,
    events?: Record<string, (...args: unknown[]) => void>,
  ): Promise<{ eventChannel: unknown }>
  redirectTo(url: string): Promise<void>
  reLaunch(url: string): Promise<void>
  switchTab(url: string): Promise<void>
  navigateBack(delta: number): Promise<void>
  /** Scrolls the page on top; `selector` wins over `scrollTop`. Milliseconds. */
  pageScrollTo(options: {
    scrollTop?: number
    selector?: string
    offsetTop?: number
    duration?: number
  }): Promise<void>
  startPullDownRefresh(): Promise<void>
  stopPullDownRefresh(): void
  setBackgroundColor(options: { backgroundColor?: string }): void
  setNavigationBarLoading(visible: boolean): void
  hideHomeButton(): void
  /**
   * Asks the page on top for its `onShareAppMessage` and shows what would be shared.
   * @param button the pressed `<button open-type="share">`, whose id and dataset the handler gets as `target`.
   */
  share(from: 'button' | 'menu', button?: HTMLElement): Promise<void>
  setNavigationBarTitle(title: string): void
  setNavigationBarColor(options: { frontColor?: string; backgroundColor?: string }): void
  setTabBarBadge(index: number, text: string | null): void
  showTabBarRedDot(index: number, visible: boolean): void
  setTabBarVisible(visible: boolean): void
  setTabBarStyle(style: {
    color?: string
    selectedColor?: string
    backgroundColor?: string
    borderStyle?: string
  }): void
  setTabBarItem(
    index: number,
    item: { text?: string; iconPath?: string; selectedIconPath?: string },
  ): void
}

/**
 * Adds members to `wx`. Each module is one family of APIs (storage, network, media...). Members follow WeChat's
 * conventions; `wx-call.ts` turns `(options) => Promise` functions into the success / fail / complete form.
 */
export type WxModule = (phone: Phone) => Record<string, unknown>
