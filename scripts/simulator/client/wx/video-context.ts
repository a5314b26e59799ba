import { videoContexts } from '../builtins/video'
import type { Phone } from '../phone'

/** `wx.createVideoContext(id)`: the `<video>` with the id on the page on top. */
export function videoContext(phone: Phone): Record<string, unknown> {
  return {
    createVideoContext: (id: string) => {
      const find = (): Record<string, unknown> | undefined => {
        const element = phone.topPage()?.document.getElementById(id)
        return element ? videoContexts.get(element) : undefined
      }
      // The context may be made before the video is; each call looks it up.
      return new Proxy(
        {},
        {
          get: (_, name) => {
            const member = find()?.[String(name)]
            return member ?? (() => undefined)
          },
        },
      )
    },
  }
}
