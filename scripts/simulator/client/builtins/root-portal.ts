import type { Builtin } from './builtin'
import { boolean, flag } from './properties'

/** `<root-portal>`: its children live directly under the page, above everything in it. */
export const rootPortal: Builtin = {
  tag: 'root-portal',
  properties: { enable: boolean(true) },
  create(host) {
    const content = host.document.createElement('div')
    content.className = 'wx-root-portal'
    host.slot = content
    let isAttached = false
    const place = (): void => {
      if (!isAttached) content.remove()
      else (flag(host, 'enable') ? host.document.body : host.element).append(content)
    }
    return {
      update: place,
      attached() {
        isAttached = true
        place()
      },
      detached() {
        isAttached = false
        place()
      },
    }
  },
}
