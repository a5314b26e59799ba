import { keyboardOf } from './builtins/keyboard'
import { fitToWindow } from './device'
import { parsePageUrl } from './navigation/page-url'
import type { Pages } from './navigation/pages'
import type { Foreground } from './runtime/foreground'
import type { Shell } from './shell/shell'
import type { SimulatedPhone } from './simulated-phone'
import type { PhoneCommand } from '../wire'

/** What a person does to the phone from outside: the control panel, the keyboard of the machine, the window. */
export class PhoneCommands {
  constructor(
    private readonly phone: SimulatedPhone,
    private readonly shell: Shell,
    private readonly pages: Pages,
    private readonly foreground: Foreground,
    private readonly darkModeAllowed: boolean,
  ) {}

  run(command: PhoneCommand): void {
    switch (command.name) {
      case 'network':
        return this.setNetwork(command.isConnected, command.type)
      case 'background':
        this.foreground.leave()
        return this.shell.setAway(true)
      case 'foreground':
        this.shell.setAway(false)
        return this.foreground.enter()
      case 'theme':
        return this.setTheme(command.theme)
      case 'language':
        this.phone.device.language = command.language
        return
      case 'fontScale':
        return this.setFontScale(command.scale)
      case 'reducedMotion':
        this.phone.device.reducedMotion = command.isReduced
        return this.pages.applyPreferences()
      case 'keyboard':
        return keyboardOf(this.phone).setHeight(command.height)
      case 'open':
        return this.open(command.url)
      case 'restart':
        // Whoever asked is answered first.
        setTimeout(() => window.location.reload())
    }
  }

  /** The browser's window changed its size. */
  resize(view: Window): void {
    fitToWindow(this.phone.device, view)
    this.shell.resize()
    this.pages.placeAll()
    const top = this.pages.stack.top
    if (!top) return
    const { innerWidth: windowWidth, innerHeight: windowHeight } = top.frame.window
    const size = { windowWidth, windowHeight }
    this.phone.emit('windowResize', { size })
    top.resize(size)
  }

  private setNetwork(isConnected: boolean, type?: string): void {
    const { network } = this.phone
    network.isConnected = isConnected
    network.type = isConnected ? ((type ?? 'wifi') as typeof network.type) : 'none'
    this.shell.navigationBar.showNetwork(isConnected, network.type)
    this.phone.emit('networkChange', { ...network })
  }

  private setTheme(theme: 'light' | 'dark'): void {
    // Without `darkmode` in app.json WeChat keeps the mini-program light.
    if (!this.darkModeAllowed || this.phone.device.theme === theme) return
    this.phone.device.theme = theme
    this.phone.emit('themeChange', { theme })
  }

  private setFontScale(scale: number): void {
    this.phone.device.fontScale = scale
    for (const page of this.pages.stack.all) page.frame.setFontScale(scale)
  }

  /** As if the person opened a link or scanned a code that leads to a page. */
  private open(url: string): void {
    const { path, query } = parsePageUrl(url.startsWith('/') ? url : `/${url}`, '')
    this.phone.app.enterOptions = { ...this.phone.app.enterOptions, path, query }
    this.pages.reLaunch(`/${url.replace(/^\//, '')}`).catch((error: unknown) => {
      this.phone.reportError(error)
    })
  }
}
