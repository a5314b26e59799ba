import type { Builtin } from './builtin'
import { string, text } from './properties'

/** `<cover-image>`: a picture of its own proportions. */
export const coverImage: Builtin = {
  tag: 'cover-image',
  properties: { src: string(), referrerPolicy: string('no-referrer') },
  create(host) {
    const picture = host.document.createElement('img')
    picture.draggable = false
    picture.alt = ''
    host.element.append(picture)
    picture.onload = () =>
      host.trigger('load', { width: picture.naturalWidth, height: picture.naturalHeight })
    picture.onerror = () => host.trigger('error', { errMsg: `GET ${text(host, 'src')} failed` })
    return {
      update() {
        const src = text(host, 'src')
        picture.hidden = src === ''
        if (src) picture.src = host.fileUrl(src)
      },
    }
  },
}
