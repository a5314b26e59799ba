import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Element } from '../runtime/glass-easel-types'
import { composedParent } from '../runtime/tree'
import { builtinOf } from './builtin-component'

/** One finger, as WeChat's events carry it. CSS pixels; `page` counts from the top of the page's content. */
export interface TouchPoint {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  force: number
}

/**
 * Sends an event through the tree the way WeChat sends what the user does: it bubbles, through component boundaries,
 * capture phase first.
 * @returns whether a listener took the default away (`catch:`, or WXS returning false).
 */
export function dispatchUserEvent(
  target: Element,
  type: string,
  detail: unknown,
  extraFields: Record<string, unknown> = {},
): boolean {
  if (type === 'tap' && isSwallowed(target)) return false
  const event = new glassEasel.Event(type, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    extraFields,
  })
  glassEasel.Event.dispatchEvent(target, event)
  return event.defaultPrevented()
}

/** A disabled button keeps its taps from everyone. */
function isSwallowed(target: Element): boolean {
  for (let at: Element | undefined = target; at; at = composedParent(at)) {
    if (builtinOf(at)?.element.swallowsTap?.()) return true
  }
  return false
}

/** Whether an element or anything around it listens to an event. */
export function isHeard(target: Element, type: string): boolean {
  for (let at: Element | undefined = target; at; at = composedParent(at)) {
    const { listeners, captureListeners } = (at as Element & Listened)._$eventTarget
    for (const table of [listeners, captureListeners]) {
      if (table?.[type]?.funcArr.empty === false) return true
    }
  }
  return false
}

/** Where glass-easel 0.12.1 keeps an element's listeners; it has no public way to ask. */
interface Listened {
  _$eventTarget: Record<'listeners' | 'captureListeners', ListenerTable | null>
}

type ListenerTable = Record<string, { funcArr: { empty: boolean } } | undefined>

/** A tap without a finger, as DevTools' automation makes it. */
export function dispatchTap(target: Element, at: { clientX: number; clientY: number }): void {
  const touch = touchPoint(0, at.clientX, at.clientY, target)
  const touches = { touches: [touch], changedTouches: [touch] }
  dispatchUserEvent(target, 'touchstart', {}, touches)
  dispatchUserEvent(target, 'touchend', {}, { touches: [], changedTouches: [touch] })
  dispatchUserEvent(target, 'tap', { x: touch.pageX, y: touch.pageY }, touches)
}

export function touchPoint(
  identifier: number,
  clientX: number,
  clientY: number,
  target: Element,
): TouchPoint {
  const dom = target.getBackendElement() as unknown as HTMLElement | null
  const scroll = dom?.ownerDocument.scrollingElement
  return {
    identifier,
    pageX: clientX + (scroll?.scrollLeft ?? 0),
    pageY: clientY + (scroll?.scrollTop ?? 0),
    clientX,
    clientY,
    force: 1,
  }
}
