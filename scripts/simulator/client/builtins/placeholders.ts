import type { Builtin } from './builtin'
import { any, array, boolean, number, string, text } from './properties'

/** `<map>`: there are no tiles here; it says where it would be, and its events are the mini-program's to mock. */
export const map: Builtin = {
  tag: 'map',
  properties: {
    longitude: number(),
    latitude: number(),
    scale: number(16),
    minScale: number(3),
    maxScale: number(20),
    markers: array(),
    polyline: array(),
    circles: array(),
    controls: array(),
    includePoints: array(),
    polygons: array(),
    showLocation: boolean(),
    showScale: boolean(),
    enableZoom: boolean(true),
    enableScroll: boolean(true),
    setting: any({}),
  },
  create(host) {
    const label = host.document.createElement('span')
    label.className = 'wx-placeholder-label'
    host.element.append(label)
    return {
      update() {
        label.textContent = `⌖ ${text(host, 'latitude')}, ${text(host, 'longitude')}`
      },
    }
  },
}

/** `<web-view>`: fills the page with another one; most sites refuse to be framed. */
export const webView: Builtin = {
  tag: 'web-view',
  properties: { src: string(), progressbarColor: string() },
  create(host) {
    const frame = host.document.createElement('iframe')
    frame.title = 'web-view'
    host.element.append(frame)
    frame.addEventListener('load', () => host.trigger('load', { src: text(host, 'src') }))
    return {
      update(name) {
        if (name === 'src' && text(host, 'src')) frame.src = text(host, 'src')
      },
    }
  },
}
