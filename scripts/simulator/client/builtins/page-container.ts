import type { Builtin } from './builtin'
import { any, boolean, flag, number, numeric, string, text } from './properties'

/** `<page-container>`: a panel that slides over the page; the back gesture and a tap beside it close it. */
export const pageContainer: Builtin = {
  tag: 'page-container',
  properties: {
    show: boolean(),
    duration: number(300),
    zIndex: number(100),
    overlay: boolean(true),
    position: string('bottom'),
    round: boolean(),
    closeOnSlideDown: boolean(),
    overlayStyle: string(),
    customStyle: string(),
    disableScroll: any(true),
  },
  create(host) {
    const { element, document } = host
    const shade = document.createElement('div')
    const panel = document.createElement('div')
    shade.className = 'wx-page-container-shade'
    panel.className = 'wx-page-container-panel'
    element.append(shade, panel)
    host.slot = panel
    let isShown = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const move = (show: boolean): void => {
      if (show === isShown) return
      isShown = show
      const [before, during, after] = show
        ? ['beforeenter', 'enter', 'afterenter']
        : ['beforeleave', 'leave', 'afterleave']
      host.trigger(before, {})
      if (show) {
        element.setAttribute('wx-open', 'placed')
        // Reading a size makes the closed state the start of the transition.
        void panel.offsetHeight
      }
      element.setAttribute('wx-open', show ? 'yes' : 'placed')
      host.trigger(during, {})
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          if (!show) element.removeAttribute('wx-open')
          host.trigger(after, {})
        },
        numeric(host, 'duration', 300),
      )
    }
    shade.addEventListener('click', () => {
      host.trigger('clickoverlay', {})
      host.set('show', false)
      move(false)
    })
    return {
      update(name) {
        if (name === 'overlayStyle') shade.setAttribute('style', text(host, name))
        if (name === 'customStyle') panel.setAttribute('style', text(host, name))
        shade.hidden = !flag(host, 'overlay')
        element.style.zIndex = String(numeric(host, 'zIndex', 100))
        element.style.setProperty('--wx-duration', `${numeric(host, 'duration', 300)}ms`)
        element.setAttribute('wx-position', text(host, 'position'))
        element.toggleAttribute('wx-round', flag(host, 'round'))
        if (name === 'show') move(flag(host, 'show'))
      },
      detached: () => clearTimeout(timer),
    }
  },
}
