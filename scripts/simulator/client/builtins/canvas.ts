import type { Builtin } from './builtin'
import { asCanvasNode, canvases } from './canvas-node'
import { boolean, flag, string } from './properties'

/** `<canvas type="2d">`: 300 x 150 px unless styled; `width` and `height` of the node are its own pixels. */
export const canvas: Builtin = {
  tag: 'canvas',
  properties: { type: string(), canvasId: string(), disableScroll: boolean() },
  create(host) {
    const surface = asCanvasNode(host.document.createElement('canvas'), (path) =>
      host.fileUrl(path),
    )
    host.element.append(surface)
    canvases.set(host.element, surface)
    return {
      update() {
        host.element.style.touchAction = flag(host, 'disableScroll') ? 'none' : ''
      },
      methods: { node: () => surface },
    }
  },
}
