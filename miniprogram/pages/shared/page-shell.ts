import { autorun } from 'mobx-miniprogram'

import { firstPaint } from '../../platform/first-paint'
import { bindStore, type DataHost, type StoreBinding } from '../../platform/store-binding'
import type { AppStores, HutongApp } from '../../stores/app-stores'
import { signInFromLaunch, takeLaunchDemo } from './launch-demo'
import { showTabBar } from './tab-bar'
import { showBars, themeClass } from './theme'

export interface PageShellOptions {
  /** What the template binds to; every observable read in it keeps the page up to date. */
  view: () => object
  /** The navigation bar's words. */
  title: () => string
  /** A page that is always of one theme names its class. */
  theme?: 'theme-dark'
  isTab?: boolean
  /** Only the sign-in page is for people without a session. */
  isForSignedOut?: boolean
}

/** What every page has in common: its data follows the stores, its title the language, and it needs a session. */
export class PageShell implements StoreBinding {
  private readonly binding: StoreBinding
  private stopShowing: (() => void) | null = null
  /** On the way to another page: what changes meanwhile sends nobody anywhere. */
  private isLeaving = false

  constructor(
    host: DataHost,
    private readonly options: PageShellOptions,
    private readonly stores: AppStores = appStores(),
  ) {
    let onDrawn: (() => void) | undefined = () => firstPaint.tell()
    const shown: DataHost = {
      setData: (patch) => {
        host.setData(patch, onDrawn)
        onDrawn = undefined
      },
    }
    this.binding = bindStore(shown, () => ({
      theme: options.theme ?? themeClass(stores.settings.themeChoice),
      ...options.view(),
    }))
  }

  show(): void {
    this.binding.show()
    this.stopShowing?.()
    const stops = [
      autorun(() => void wx.setNavigationBarTitle({ title: this.options.title(), fail: ignore })),
      autorun(() => this.leaveWhenNotWelcome()),
    ]
    if (this.options.theme === undefined) {
      stops.push(autorun(() => showBars(this.stores.settings.themeChoice)))
    }
    if (this.options.isTab) stops.push(autorun(() => showTabBar(this.stores.conversations.badge)))
    this.stopShowing = () => stops.forEach((stop) => stop())
  }

  hide(): void {
    this.stopShowing?.()
    this.stopShowing = null
    this.binding.hide()
  }

  flush(): void {
    this.binding.flush()
  }

  dispose(): void {
    this.stopShowing?.()
    this.binding.dispose()
  }

  private leaveWhenNotWelcome(): void {
    const { session } = this.stores
    const { isReady, isSignedIn } = session
    if (!isReady || this.isLeaving) return
    const demo = takeLaunchDemo()
    if (demo !== '' && !(isSignedIn && demo === session.userId)) {
      this.isLeaving = true
      void signInFromLaunch(session, demo)
      return
    }
    if (this.options.isForSignedOut && isSignedIn) {
      void wx.switchTab({ url: '/pages/conversations/conversations' })
    } else if (!this.options.isForSignedOut && !isSignedIn) {
      void wx.reLaunch({ url: '/pages/sign-in/sign-in' })
    }
  }
}

export function appStores(): AppStores {
  return getApp<HutongApp & Record<string, unknown>>().stores
}

/** The title of a page that is closing cannot be set; nothing is lost by it. */
function ignore(): void {}
