import type { Phone } from '../phone'
import { make, showOverlay, themeClass } from './overlay'
import { wxCall } from './wx-call'
import { parameterError } from './wx-error'

interface Source {
  url: string
  type?: 'image' | 'video'
}

/** `wx.previewImage` and `wx.previewMedia`: one after the other, a tap closes. */
export function preview(phone: Phone): Record<string, unknown> {
  return {
    previewImage: wxCall<{ urls: string[]; current: string | number }>(
      phone,
      'previewImage',
      ({ urls, current = 0 }) => {
        if (!Array.isArray(urls)) throw parameterError('urls', 'Array', urls)
        const start = typeof current === 'number' ? current : urls.indexOf(current)
        show(
          phone,
          urls.map((url) => ({ url, type: 'image' })),
          Math.max(0, start),
        )
      },
    ),
    previewMedia: wxCall<{ sources: Source[]; current: number }>(
      phone,
      'previewMedia',
      ({ sources, current = 0 }) => {
        if (!Array.isArray(sources)) throw parameterError('sources', 'Array', sources)
        show(phone, sources, current)
      },
    ),
  }
}

function show(phone: Phone, sources: Source[], start: number): void {
  const { ownerDocument: document } = phone.overlay
  const count = make(document, 'div', { class: 'sim-preview__count' })
  const layer = make(document, 'div', {
    class: `sim-layer sim-preview ${themeClass(phone)}`,
    role: 'dialog',
    'data-sim': 'preview',
  })
  let index = Math.min(start, sources.length - 1)
  const draw = (): void => {
    const { url, type } = sources[index]
    const src = phone.fileUrl(url)
    const media =
      type === 'video'
        ? make(document, 'video', { src, controls: '', autoplay: '' })
        : make(document, 'img', { src, alt: '' })
    count.textContent = `${index + 1} / ${sources.length}`
    layer.replaceChildren(media, count)
  }
  const turn = (by: number): void => {
    index = Math.min(sources.length - 1, Math.max(0, index + by))
    draw()
  }
  let downX = 0
  layer.onpointerdown = (event) => {
    downX = event.clientX
  }
  layer.onpointerup = (event) => {
    const moved = event.clientX - downX
    if (Math.abs(moved) > 40) turn(moved < 0 ? 1 : -1)
    else if (!(event.target as Element).matches('video')) hide()
  }
  layer.ondragstart = () => false
  layer.tabIndex = -1
  layer.onkeydown = ({ key }) => {
    if (key === 'ArrowRight') turn(1)
    if (key === 'ArrowLeft') turn(-1)
    if (key === 'Escape') hide()
  }
  draw()
  const hide = showOverlay(phone, layer)
  layer.focus()
}
