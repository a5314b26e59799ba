import type { Phone } from '../phone'
import { make, showOverlay, themeClass } from './overlay'
import { wxCall } from './wx-call'

const DEFAULT_DURATION_MS = 1500
const MARKS: Record<string, string> = { success: '✓', error: '✕' }

interface ToastOptions {
  title: string
  icon: 'success' | 'error' | 'loading' | 'none'
  image: string
  duration: number
  mask: boolean
}

/** `wx.showToast` and `wx.showLoading`. There is one toast at a time, whichever call showed it. */
export function toast(phone: Phone): Record<string, unknown> {
  let hide: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const close = (): void => {
    clearTimeout(timer)
    hide?.()
    hide = undefined
  }
  const open = (options: Partial<ToastOptions>): void => {
    close()
    hide = showOverlay(phone, draw(phone, options))
  }
  return {
    showToast: wxCall<ToastOptions>(phone, 'showToast', (options) => {
      open({ ...options, icon: options.icon ?? 'success' })
      timer = setTimeout(close, options.duration ?? DEFAULT_DURATION_MS)
    }),
    hideToast: wxCall(phone, 'hideToast', close),
    showLoading: wxCall<ToastOptions>(phone, 'showLoading', (options) =>
      open({ title: options.title, mask: options.mask, icon: 'loading' }),
    ),
    hideLoading: wxCall(phone, 'hideLoading', close),
  }
}

function draw(phone: Phone, options: Partial<ToastOptions>): HTMLElement {
  const { ownerDocument: document } = phone.overlay
  const { title = '', icon = 'none', image, mask } = options
  const mark = image
    ? make(document, 'img', { src: phone.fileUrl(image), alt: '' })
    : icon === 'loading'
      ? make(document, 'span', { class: 'sim-spinner' })
      : icon === 'none'
        ? undefined
        : make(document, 'span', { class: 'sim-mark', 'aria-hidden': 'true' }, MARKS[icon])
  const box = make(
    document,
    'div',
    { class: `sim-toast${mark ? ' sim-toast--icon' : ''}`, role: 'status', 'data-sim': 'toast' },
    mark,
    String(title),
  )
  const pass = mask ? '' : ' sim-through'
  return make(
    document,
    'div',
    { class: `sim-layer sim-toast-layer ${themeClass(phone)}${pass}` },
    box,
  )
}
