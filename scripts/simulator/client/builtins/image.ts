import type { Builtin } from './builtin'
import { boolean, flag, string, text } from './properties'

/** `mode` to how the picture lies in its box. */
const FITS: Record<string, { fit: string; position?: string }> = {
  scaleToFill: { fit: 'fill' },
  aspectFit: { fit: 'contain' },
  aspectFill: { fit: 'cover' },
  widthFix: { fit: 'fill' },
  heightFix: { fit: 'fill' },
  top: { fit: 'none', position: 'center top' },
  bottom: { fit: 'none', position: 'center bottom' },
  center: { fit: 'none', position: 'center' },
  left: { fit: 'none', position: 'left center' },
  right: { fit: 'none', position: 'right center' },
  'top left': { fit: 'none', position: 'left top' },
  'top right': { fit: 'none', position: 'right top' },
  'bottom left': { fit: 'none', position: 'left bottom' },
  'bottom right': { fit: 'none', position: 'right bottom' },
}

/** `<image>`: 320 x 240 px unless styled; `widthFix` and `heightFix` follow the picture's proportions. */
export const image: Builtin = {
  tag: 'image',
  properties: {
    src: string(),
    mode: string('scaleToFill'),
    webp: boolean(),
    lazyLoad: boolean(),
    showMenuByLongpress: boolean(),
    fadeIn: boolean(),
  },
  create(host) {
    const { element } = host
    const picture = host.document.createElement('img')
    picture.draggable = false
    picture.alt = ''
    element.append(picture)
    picture.onload = () => {
      element.removeAttribute('wx-broken')
      host.trigger('load', { width: picture.naturalWidth, height: picture.naturalHeight })
    }
    picture.onerror = () => {
      element.setAttribute('wx-broken', '')
      const errMsg = `GET ${text(host, 'src')} 404 (Not Found)`
      host.trigger('error', { errMsg })
    }
    const load = (): void => {
      const src = text(host, 'src')
      picture.loading = flag(host, 'lazyLoad') ? 'lazy' : 'eager'
      picture.hidden = src === ''
      if (src === '') picture.removeAttribute('src')
      else picture.src = host.fileUrl(src)
    }
    return {
      update(name) {
        if (name === 'src' || name === 'lazyLoad') load()
        if (name !== 'mode') return
        const { fit, position } = FITS[text(host, 'mode')] ?? FITS.scaleToFill
        picture.style.objectFit = fit
        picture.style.objectPosition = position ?? ''
        element.setAttribute('wx-mode', text(host, 'mode'))
      },
    }
  },
}
