import type { LaunchOptions, Phone } from '../phone'
import type { AppTimers, Clock } from './app-timers'

/** Source: WeChat docs, "how mini-programs run": suspended 5 s after the app went to the background. */
const SUSPEND_AFTER_MS = 5000

/** What the page on top hears of the app coming and going. */
export interface ForegroundPages {
  hideTop(): void
  showTop(): void
}

/** The app in the background and back. */
export class Foreground {
  private suspendTimer: unknown
  private isSuspended = false

  constructor(
    private readonly phone: Pick<Phone, 'app' | 'emit'>,
    private readonly timers: Pick<AppTimers, 'suspend' | 'resume'>,
    private readonly pages: ForegroundPages,
    private readonly clock: Clock,
  ) {}

  leave(): void {
    const { app } = this.phone
    if (!app.isForeground) return
    app.isForeground = false
    this.pages.hideTop()
    this.phone.emit('appHide', {})
    this.suspendTimer = this.clock.set(() => this.suspend(), SUSPEND_AFTER_MS)
  }

  /** @param options how the person came back; the way the app was last entered unless given. */
  enter(options?: LaunchOptions): void {
    const { app } = this.phone
    if (app.isForeground) return
    this.clock.clear(this.suspendTimer)
    app.isForeground = true
    if (options) app.enterOptions = options
    if (this.isSuspended) {
      this.isSuspended = false
      this.phone.emit('appResume', {})
    }
    this.phone.emit('appShow', app.enterOptions)
    this.pages.showTop()
    this.timers.resume()
  }

  private suspend(): void {
    this.isSuspended = true
    this.timers.suspend()
    this.phone.emit('appSuspend', {})
  }
}
