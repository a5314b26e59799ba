import type { LaunchOptions, Phone } from '../phone'

type AppInstance = Record<string, unknown>
type AppMethod = (this: AppInstance, detail: unknown) => unknown

/** `App()`, `getApp()` and the app's own lifecycle. */
export class App {
  private instance: AppInstance | undefined

  constructor(private readonly phone: Phone) {
    phone.on('appShow', (options) => this.call('onShow', options))
    phone.on('appHide', () => this.call('onHide', undefined))
    phone.on('appError', ({ message }) => this.call('onError', message))
    phone.on('pageNotFound', (detail) => this.call('onPageNotFound', detail))
    phone.on('unhandledRejection', (detail) => this.call('onUnhandledRejection', detail))
    phone.on('themeChange', (detail) => this.call('onThemeChange', detail))
  }

  /** The global `App`. A second call takes the place of the first, as in WeChat. */
  readonly register = (definition: unknown): void => {
    if (typeof definition !== 'object' || definition === null) {
      throw new TypeError('App() expects an object')
    }
    this.instance = definition as AppInstance
  }

  /** The global `getApp`. */
  readonly get = (options?: { allowDefault?: boolean }): AppInstance | undefined => {
    if (!this.instance && options?.allowDefault) this.instance = {}
    return this.instance
  }

  launch(options: LaunchOptions): void {
    this.call('onLaunch', options)
    this.phone.emit('appShow', options)
  }

  private call(name: string, detail: unknown): void {
    const method = this.instance?.[name]
    if (!this.instance || typeof method !== 'function') return
    try {
      ;(method as AppMethod).call(this.instance, detail)
    } catch (error) {
      // An error of onError itself must not come back to it.
      if (name === 'onError') console.error(error)
      else this.phone.reportError(error)
    }
  }
}
