import type { CompileProblem } from '../../compiler/compiled-project'
import type { DeviceState } from '../phone'
import { make } from './dom'
import { NAVIGATION_BAR_HEIGHT, NavigationBar, type NavigationBarActions } from './navigation-bar'
import shellStyle from './shell.css'
import { TAB_BAR_HEIGHT } from './tab-bar'

/** The phone around the pages: everything WeChat and the system draw themselves. */
export class Shell {
  readonly phone = make('div', 'phone')
  readonly pages = make('div', 'phone__pages')
  /** Layer for modals, toasts, action sheets. */
  readonly overlay = make('div', 'phone__overlay')
  readonly navigationBar: NavigationBar
  private readonly away = make('div', 'phone__away')
  private readonly homeIndicator = make('div', 'phone__home-indicator')
  private readonly problems = make('pre', 'problems')

  constructor(
    private readonly device: DeviceState,
    actions: NavigationBarActions & { onReturn(): void },
  ) {
    const style = make('style', '')
    style.textContent = shellStyle
    document.head.append(style)
    document.body.classList.add('phone-body')
    this.phone.append(this.pages)
    this.navigationBar = new NavigationBar(this.phone, device, actions)
    this.phone.append(this.overlay, this.homeIndicator, this.away, this.problems)
    this.away.append(make('strong', '', '小程序已切到后台'), make('span', '', '点按返回'))
    this.away.hidden = true
    this.away.onclick = () => actions.onReturn()
    this.problems.hidden = true
    this.resize()
    document.body.append(this.phone)
  }

  /** Fits the phone to `device.screen`. */
  resize(): void {
    this.phone.style.width = `${this.device.screen.width}px`
    this.phone.style.height = `${this.device.screen.height}px`
  }

  /** Gives a page's iframe its place between the bars. */
  place(iframe: HTMLIFrameElement, bars: { navigation: boolean; tab: boolean }): void {
    const { height, statusBarHeight, safeBottom } = this.device.screen
    const top = bars.navigation ? statusBarHeight + NAVIGATION_BAR_HEIGHT : 0
    const bottom = bars.tab ? TAB_BAR_HEIGHT + safeBottom : 0
    iframe.style.top = `${top}px`
    iframe.style.height = `${height - top - bottom}px`
  }

  setDark(isDark: boolean): void {
    this.homeIndicator.style.color = isDark ? '#ffffff' : '#000000'
  }

  /** Shows that the app is in the background. */
  setAway(isAway: boolean): void {
    this.away.hidden = !isAway
  }

  /** What the compiler found wrong; errors are shown over the phone until they are gone. */
  showProblems(problems: CompileProblem[]): void {
    const errors = problems.filter(({ severity }) => severity === 'error')
    this.problems.hidden = errors.length === 0
    this.problems.textContent = errors
      .map(({ file, line, message }) => `${file}${line ? `:${line}` : ''}\n  ${message}`)
      .join('\n')
  }
}
