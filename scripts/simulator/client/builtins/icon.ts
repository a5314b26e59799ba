import type { Builtin } from './builtin'
import { any, numeric, string, text } from './properties'

interface Shape {
  color: string
  /** SVG path on a 24 x 24 grid. */
  path: string
}

const CIRCLE = 'M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20z'
const SHAPES: Record<string, Shape> = {
  success: { color: '#09BB07', path: `${CIRCLE}M7 12.2l3.6 3.6 6.6-7-1.4-1.3-5.2 5.6-2.2-2.3z` },
  success_no_circle: { color: '#09BB07', path: 'M4 12.6l6 6L20.5 7.4 19 6 10 15.6l-4.6-4.5z' },
  info: { color: '#10AEFF', path: `${CIRCLE}M11 10.5h2V17h-2zM11 7h2v2h-2z` },
  warn: { color: '#F76260', path: `${CIRCLE}M11 6.5h2V14h-2zM11 15.5h2v2h-2z` },
  waiting: { color: '#10AEFF', path: `${CIRCLE}M11 6.5h2v5.2l3.6 2.2-1 1.6-4.6-2.8z` },
  cancel: {
    color: '#F43530',
    path: `${CIRCLE}M8.4 7L7 8.4l3.6 3.6L7 15.6 8.4 17l3.6-3.6 3.6 3.6 1.4-1.4-3.6-3.6L17 8.4 15.6 7 12 10.6z`,
  },
  download: { color: '#09BB07', path: `${CIRCLE}M11 6.5h2v6h2.6L12 17l-3.6-4.5H11z` },
  search: {
    color: '#B2B2B2',
    path: 'M10.5 3a7.5 7.5 0 1 0 4.7 13.3l4.2 4.2 1.4-1.4-4.2-4.2A7.5 7.5 0 0 0 10.5 3zm0 2a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11z',
  },
  clear: {
    color: '#B2B2B2',
    path: `${CIRCLE}M8.4 7L7 8.4l3.6 3.6L7 15.6 8.4 17l3.6-3.6 3.6 3.6 1.4-1.4-3.6-3.6L17 8.4 15.6 7 12 10.6z`,
  },
}
SHAPES.circle = {
  color: '#C9C9C9',
  path: `${CIRCLE}M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 0 1 0-17z`,
}

const SVG = 'http://www.w3.org/2000/svg'

/** `<icon>`. */
export const icon: Builtin = {
  tag: 'icon',
  properties: { type: string(), size: any(23), color: string() },
  create(host) {
    const svg = host.document.createElementNS(SVG, 'svg')
    const path = host.document.createElementNS(SVG, 'path')
    svg.setAttribute('viewBox', '0 0 24 24')
    svg.setAttribute('aria-hidden', 'true')
    path.setAttribute('fill-rule', 'evenodd')
    svg.append(path)
    host.element.append(svg)
    return {
      update() {
        const shape = SHAPES[text(host, 'type')]
        const size = String(numeric(host, 'size', 23))
        svg.setAttribute('width', size)
        svg.setAttribute('height', size)
        path.setAttribute('d', shape?.path ?? '')
        path.setAttribute('fill', text(host, 'color') || shape?.color || 'none')
      },
    }
  },
}
