import { component, glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Caller, Component, DomElement, Element } from './glass-easel-types'

export function isComponent(node: unknown): node is Component {
  return glassEasel.Component.isComponent(node)
}

/** `this` of the mini-program's code for a component; undefined for built-ins. */
export function callerOf(element: Element): Caller | undefined {
  if (!isComponent(element)) return undefined
  const caller: unknown = element.getMethodCaller()
  return caller instanceof component.ComponentCaller ? (caller as Caller) : undefined
}

/** The element behind what listeners call `this` or an event calls its target. */
export function elementOf(callerOrElement: unknown): Element | undefined {
  if (callerOrElement instanceof component.ComponentCaller) return callerOrElement._$ as Element
  return glassEasel.Element.isElement(callerOrElement) ? callerOrElement : undefined
}

/**
 * The DOM element of a node. A component with `virtualHost` has none of its own; the first one inside it stands in,
 * so that geometry and automation still find it.
 */
export function domOf(element: Element): DomElement | undefined {
  const own = element.getBackendElement() as unknown as DomElement | null
  if (own) return own
  let found: DomElement | undefined
  const root = isComponent(element) ? element.getShadowRoot() : element
  root?.forEachNonVirtualComposedChild((child) => {
    const dom = (child as Element).getBackendElement?.() as unknown as DomElement | null
    if (!dom || dom.nodeType !== Node.ELEMENT_NODE) return true
    found = dom
    return false
  })
  return found
}

/** The glass-easel element a DOM node belongs to, itself or the nearest one above. */
export function elementAt(node: Node | null): Element | undefined {
  for (let at = node as DomElement | null; at; at = at.parentNode as DomElement | null) {
    if (at.__wxElement) return at.__wxElement
  }
  return undefined
}

/** The parent as laid out: through slots, and from a shadow root to its host. */
export function composedParent(element: Element): Element | undefined {
  let parent = element.getComposedParent()
  while (parent && glassEasel.ShadowRoot.isShadowRoot(parent)) parent = parent.getHostNode()
  return parent ?? undefined
}

/** The component whose template an element stands in. */
export function ownerOf(element: Element): Component | undefined {
  return element.ownerShadowRoot?.getHostNode()
}

/** The component an element's tree ends at: the page. */
export function rootOf(element: Element): Component | undefined {
  let at = isComponent(element) ? element : ownerOf(element)
  for (let next = at && ownerOf(at); next; next = ownerOf(next)) at = next
  return at
}
