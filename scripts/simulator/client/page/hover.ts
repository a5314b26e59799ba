import type { Element } from '../runtime/glass-easel-types'
import { composedParent } from '../runtime/tree'

/** `StyleSegmentIndex.TEMP_EXTRA`: a class that comes and goes without touching the template's. */
const SEGMENT = 3
const START_MS = 50
const STAY_MS = 400

interface Hover {
  element: Element
  classNames: string
  stayMs: number
  timer: number
  isOn: boolean
}

/** `hover-class` of plain tags (view). Built-ins with a `hoverClass` property look after their own. */
export class HoverClasses {
  private active: Hover[] = []

  press(target: Element): void {
    for (let at: Element | undefined = target; at; at = composedParent(at)) {
      const classNames = attribute(at, 'hover-class')
      if (!classNames || classNames === 'none') continue
      const hover: Hover = {
        element: at,
        classNames,
        stayMs: milliseconds(at, 'hover-stay-time', STAY_MS),
        timer: 0,
        isOn: false,
      }
      const start = milliseconds(at, 'hover-start-time', START_MS)
      hover.timer = window.setTimeout(() => set(hover, true), start)
      this.active.push(hover)
      if (at.getAttribute('hover-stop-propagation')) return
    }
  }

  release(): void {
    for (const hover of this.active) {
      window.clearTimeout(hover.timer)
      if (hover.isOn) window.setTimeout(() => set(hover, false), hover.stayMs)
    }
    this.active = []
  }
}

function set(hover: Hover, isOn: boolean): void {
  hover.isOn = isOn
  hover.element.setNodeClass(isOn ? hover.classNames : '', SEGMENT)
}

function attribute(element: Element, name: string): string {
  const value = element.getAttribute(name)
  return typeof value === 'string' ? value : ''
}

function milliseconds(element: Element, name: string, standard: number): number {
  const value = element.getAttribute(name)
  return value === null || value === undefined ? standard : Number(value) || 0
}
