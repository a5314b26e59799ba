import { viewOf } from './aria'
import type { Builtin } from './builtin'
import { boolean, flag, string, text } from './properties'
import { TextField, textFieldProperties } from './text-field'

/** `<textarea>`: 300 x 150 px unless styled; `auto-height` grows with the text. */
export const textarea: Builtin = {
  tag: 'textarea',
  properties: {
    ...textFieldProperties,
    placeholderClass: string('textarea-placeholder'),
    autoHeight: boolean(),
    fixed: boolean(),
    showConfirmBar: boolean(true),
    disableDefaultPadding: boolean(),
    confirmType: string('return'),
    adjustKeyboardTo: string('cursor'),
  },
  create(host) {
    const inner = host.document.createElement('textarea')
    inner.rows = 1
    let lineCount = 0

    const measure = (): void => {
      const isAuto = flag(host, 'autoHeight')
      host.element.toggleAttribute('wx-auto-height', isAuto)
      if (!inner.isConnected) return
      inner.style.height = '0'
      const height = inner.scrollHeight
      // Not laid out yet: one row until it is, not none.
      inner.style.height = isAuto && height > 0 ? `${height}px` : ''
      const lineHeight = lineHeightOf(host.element)
      const lines = Math.max(1, Math.round(height / lineHeight))
      if (height === 0 || lines === lineCount) return
      lineCount = lines
      const heightRpx = (750 / viewOf(inner).innerWidth) * height
      host.trigger('linechange', { height, heightRpx, lineHeight, lineCount })
    }
    const field = new TextField(host, inner, measure)
    inner.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return
      if (text(host, 'confirmType') === 'return') return
      event.preventDefault()
      field.confirm()
    })
    // Wrapping changes with the width and the text size, and text set before the page is laid out has no height yet.
    const gauge = host.document.createElement('div')
    gauge.className = 'wx-gauge'
    let size = ''
    const watched = new (viewOf(inner).ResizeObserver)(() => {
      const now = `${inner.clientWidth} ${gauge.offsetHeight}`
      if (now === size) return
      size = now
      measure()
    })
    return {
      update(name) {
        if (name === 'autoHeight') measure()
        else if (name === 'confirmType') {
          const hint = text(host, 'confirmType')
          inner.enterKeyHint = hint === 'return' ? 'enter' : hint
        } else field.update(name)
      },
      tap: () => field.tapped(),
      attached() {
        host.element.append(gauge)
        watched.observe(inner)
        watched.observe(gauge)
        host.document.fonts.addEventListener('loadingdone', measure)
        measure()
        field.attached()
      },
      detached() {
        watched.disconnect()
        host.document.fonts.removeEventListener('loadingdone', measure)
        field.detached()
      },
      methods: field.methods,
    }
  },
}

/** CSS pixels of one line in the host's font. */
function lineHeightOf(host: HTMLElement): number {
  const line = host.ownerDocument.createElement('span')
  line.textContent = 'x'
  line.style.cssText = 'position: absolute; visibility: hidden; padding: 0; margin: 0'
  host.append(line)
  const height = line.getBoundingClientRect().height
  line.remove()
  return height || 1
}
