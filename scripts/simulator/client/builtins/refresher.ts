import type { BuiltinHost, BuiltinProperty } from './builtin'
import { boolean, flag, number, numeric, string, text } from './properties'

export const refresherProperties: Record<string, BuiltinProperty> = {
  refresherEnabled: boolean(),
  refresherThreshold: number(45),
  refresherDefaultStyle: string('black'),
  refresherBackground: string('#FFF'),
  refresherTriggered: boolean(),
}

/** Pull-down refresh of a scroll-view: pulling, letting go beyond the threshold, and the way back. */
export class Refresher {
  private startY?: number
  private pulled = 0
  private isRefreshing = false
  private readonly area: HTMLElement

  constructor(
    private readonly host: BuiltinHost,
    private readonly scroller: HTMLElement,
    private readonly content: HTMLElement,
  ) {
    this.area = host.document.createElement('div')
    this.area.className = 'wx-refresher'
    this.area.append(host.document.createElement('i'))
    scroller.prepend(this.area)
    scroller.addEventListener('pointerdown', (event) => this.start(event))
    // Only a cancellable touchmove keeps the browser from scrolling while the refresher is pulled.
    scroller.addEventListener(
      'touchmove',
      (event) => {
        if (this.pulled > 0 && event.cancelable) event.preventDefault()
      },
      { passive: false },
    )
  }

  update(name: string): void {
    if (name === 'refresherTriggered') {
      if (flag(this.host, 'refresherTriggered')) this.refresh()
      else this.restore()
    }
    const isShown = flag(this.host, 'refresherEnabled')
    this.area.hidden = !isShown
    this.area.style.background = text(this.host, 'refresherBackground')
    this.area.dataset.look = text(this.host, 'refresherDefaultStyle')
  }

  private get threshold(): number {
    return numeric(this.host, 'refresherThreshold', 45)
  }

  private start(event: PointerEvent): void {
    if (!flag(this.host, 'refresherEnabled') || this.isRefreshing) return
    if (this.scroller.scrollTop > 0) return
    this.startY = event.clientY
    const view = this.host.document.defaultView
    const move = ({ clientY }: PointerEvent): void => this.pull(clientY)
    const end = (): void => {
      view?.removeEventListener('pointermove', move)
      view?.removeEventListener('pointerup', end)
      view?.removeEventListener('pointercancel', end)
      this.release()
    }
    view?.addEventListener('pointermove', move)
    view?.addEventListener('pointerup', end)
    view?.addEventListener('pointercancel', end)
  }

  private pull(clientY: number): void {
    if (this.startY === undefined || this.scroller.scrollTop > 0) return
    const before = this.pulled
    // The further it is pulled, the heavier it gets.
    this.pulled = Math.max(0, (clientY - this.startY) * 0.5)
    if (this.pulled === before) return
    this.shift(this.pulled)
    this.host.trigger('refresherpulling', { dy: this.pulled })
    if (before < this.threshold && this.pulled >= this.threshold)
      this.host.trigger('refresherwillrefresh', { dy: this.pulled })
  }

  private release(): void {
    this.startY = undefined
    if (this.pulled === 0) return
    if (this.pulled >= this.threshold) {
      this.host.set('refresherTriggered', true)
      this.refresh()
      return
    }
    this.host.trigger('refresherabort', { dy: this.pulled })
    this.pulled = 0
    this.shift(0)
  }

  private refresh(): void {
    if (this.isRefreshing) return
    this.isRefreshing = true
    this.pulled = 0
    this.shift(this.threshold)
    this.host.trigger('refresherrefresh', { dy: this.threshold })
  }

  private restore(): void {
    if (!this.isRefreshing) return
    this.isRefreshing = false
    this.shift(0)
    this.host.trigger('refresherrestore', { dy: 0 })
  }

  private shift(distance: number): void {
    this.content.style.transform = distance ? `translateY(${distance}px)` : ''
    this.area.style.height = `${distance}px`
    this.area.classList.toggle('wx-refreshing', this.isRefreshing)
  }
}
