import type { DeviceState } from '../phone'
import { make } from './dom'

/** CSS pixels, without the status bar above. */
export const NAVIGATION_BAR_HEIGHT = 44

export interface NavigationBarState {
  title: string
  backgroundColor: string
  /** 'black' or 'white'; also colours the status bar and the capsule. */
  textStyle: string
  isCustom: boolean
  isLoading: boolean
  left: 'back' | 'home' | 'none'
}

export interface NavigationBarActions {
  onBack(): void
  onHome(): void
  onMore(): void
  onClose(): void
}

/** Status bar, navigation bar and capsule. */
export class NavigationBar {
  private readonly statusBar = make('div', 'status-bar')
  private readonly signs = make('span', 'status-bar__signs', '')
  private readonly bar = make('div', 'navigation-bar')
  private readonly capsule: HTMLElement

  constructor(
    phone: HTMLElement,
    device: DeviceState,
    private readonly actions: NavigationBarActions,
  ) {
    const { statusBarHeight } = device.screen
    this.statusBar.style.height = `${statusBarHeight}px`
    this.statusBar.append(make('span', '', '9:41'), this.signs)
    this.bar.style.height = `${statusBarHeight + NAVIGATION_BAR_HEIGHT}px`
    this.bar.style.paddingTop = `${statusBarHeight}px`
    this.capsule = this.makeCapsule(device)
    phone.append(this.bar, this.statusBar, this.capsule)
  }

  render(state: NavigationBarState): void {
    const color = state.textStyle === 'white' ? '#ffffff' : '#000000'
    for (const element of [this.bar, this.statusBar, this.capsule]) element.style.color = color
    this.capsule.classList.toggle('capsule--on-dark', state.textStyle === 'white')
    this.bar.classList.toggle('navigation-bar--custom', state.isCustom)
    this.bar.style.backgroundColor = state.backgroundColor
    this.bar.replaceChildren()
    if (state.isCustom) return
    if (state.left !== 'none') this.bar.append(this.makeLeft(state.left))
    if (state.isLoading) this.bar.append(make('span', 'navigation-bar__loading'))
    this.bar.append(make('span', 'navigation-bar__title', state.title))
  }

  showNetwork(isConnected: boolean, type: string): void {
    this.signs.textContent = isConnected ? `${type.toUpperCase()} ▮` : '✕ ▮'
  }

  private makeLeft(kind: 'back' | 'home'): HTMLElement {
    const button = make('button', `navigation-bar__left navigation-bar__${kind}`)
    button.ariaLabel = kind === 'back' ? '返回' : '首页'
    button.onclick = () => (kind === 'back' ? this.actions.onBack() : this.actions.onHome())
    return button
  }

  private makeCapsule({ menuButton }: DeviceState): HTMLElement {
    const more = make('button', 'capsule__button capsule__more')
    more.ariaLabel = '更多'
    more.onclick = () => this.actions.onMore()
    const close = make('button', 'capsule__button capsule__close')
    close.ariaLabel = '关闭'
    close.onclick = () => this.actions.onClose()
    const capsule = make('div', 'capsule', more, close)
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      capsule.style[side] = `${menuButton[side]}px`
    }
    return capsule
  }
}
