import type { Phone } from '../phone'
import { make, showOverlay, themeClass } from '../wx/overlay'

/** CSS pixels: an iPhone 390 wide with its row of suggestions, the room of the home bar included. */
const DEFAULT_HEIGHT = 336
const DURATION_S = 0.25

/** A field that holds the keyboard. */
export interface KeyboardUser {
  element: HTMLElement
  /** Keeps this many CSS pixels between the field and the keyboard (`cursor-spacing`); undefined moves nothing. */
  clearance?: number
  heightChanged(detail: { height: number; duration: number }): void
}

/** The simulated on-screen keyboard of one phone: a panel over the lower part of the screen. */
class Keyboard {
  private height = DEFAULT_HEIGHT
  private user?: KeyboardUser
  private hidePanel?: () => void
  private shown = 0
  private shifted?: HTMLElement

  constructor(private readonly phone: Phone) {}

  /** @param height 0 keeps the panel away: typing on a desktop's own keyboard. */
  setHeight(height: number): void {
    this.height = Math.max(0, height)
    if (this.user) this.show(this.height)
  }

  open(user: KeyboardUser): void {
    this.user = user
    this.show(this.height)
  }

  /** Closes unless another field takes over at once, as the focus moves from one to the next. */
  close(user: KeyboardUser): void {
    setTimeout(() => {
      if (this.user !== user) {
        user.heightChanged({ height: 0, duration: 0 })
        return
      }
      this.show(0)
      this.user = undefined
    })
  }

  private show(height: number): void {
    const hasChanged = height !== this.shown
    this.shown = height
    this.draw()
    this.shift()
    const duration = hasChanged ? DURATION_S : 0
    this.user?.heightChanged({ height, duration })
    if (hasChanged) this.phone.emit('keyboardHeight', { height, duration })
  }

  private draw(): void {
    this.hidePanel?.()
    this.hidePanel = undefined
    if (this.shown === 0) return
    const panel = make(
      this.phone.overlay.ownerDocument,
      'div',
      {
        class: `sim-keyboard ${themeClass(this.phone)}`,
        style: `height: ${this.shown}px`,
        'data-sim': 'keyboard',
        'aria-hidden': 'true',
      },
      '⌨',
    )
    // A press on a key takes the focus from nobody.
    panel.addEventListener('mousedown', (event) => event.preventDefault())
    this.hidePanel = showOverlay(this.phone, panel)
  }

  /** `adjust-position`: the whole page moves up until the field is clear of the keyboard. */
  private shift(): void {
    if (this.shifted) this.shifted.style.transform = ''
    this.shifted = undefined
    const frame = this.phone.topPage()?.window.frameElement as HTMLElement | null | undefined
    if (!frame || !this.user || this.user.clearance === undefined || this.shown === 0) return
    const field = this.user.element.getBoundingClientRect()
    const screenBottom = this.phone.overlay.getBoundingClientRect().bottom
    const bottom = frame.getBoundingClientRect().top + field.bottom + this.user.clearance
    const overlap = Math.min(this.shown, bottom - (screenBottom - this.shown))
    if (overlap <= 0) return
    frame.style.transform = `translateY(${-overlap}px)`
    this.shifted = frame
  }
}

const keyboards = new WeakMap<Phone, Keyboard>()

export function keyboardOf(phone: Phone): Keyboard {
  const keyboard = keyboards.get(phone) ?? new Keyboard(phone)
  keyboards.set(phone, keyboard)
  return keyboard
}
