import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Element } from '../runtime/glass-easel-types'
import { isComponent } from '../runtime/tree'
import { isReal, tagOf } from './selector'

/** An XML document of what a component's template shows, for XPath and as the text of WXML. */
class WxmlDocument {
  readonly root: globalThis.Element
  private readonly document = document.implementation.createDocument(null, 'page')
  private readonly elements = new Map<Node, Element>()

  constructor(scope: Element) {
    this.root = this.document.documentElement
    const shadow = isComponent(scope) ? scope.getShadowRoot() : null
    if (shadow) this.fill(this.root, shadow)
    else this.fill(this.root, scope)
  }

  select(xpath: string): Element[] {
    const kind = XPathResult.ORDERED_NODE_SNAPSHOT_TYPE
    const found = this.document.evaluate(xpath, this.document, null, kind, null)
    const elements: Element[] = []
    for (let index = 0; index < found.snapshotLength; index += 1) {
      const element = this.elements.get(found.snapshotItem(index) as Node)
      if (element) elements.push(element)
    }
    return elements
  }

  private fill(into: globalThis.Element, from: Element): void {
    for (const child of from.childNodes) {
      if (!glassEasel.Element.isElement(child)) into.append(child.textContent)
      else if (isReal(child)) into.append(this.mirror(child))
      else this.fill(into, child)
    }
  }

  /** The element with its own template inside, for a custom component. */
  outer(element: Element): globalThis.Element {
    const node = this.mirror(element)
    const shadow = isComponent(element) ? element.getShadowRoot() : null
    if (shadow) this.fill(node, shadow)
    return node
  }

  private mirror(element: Element): globalThis.Element {
    const node = this.document.createElement(tagOf(element))
    this.elements.set(node, element)
    for (const [name, value] of attributesOf(element)) node.setAttribute(name, value)
    this.fill(node, element)
    return node
  }
}

export function selectByXpath(scope: Element, xpath: string): Element[] {
  return new WxmlDocument(scope).select(xpath)
}

/** @param type `outer` has the element's own tag around. */
export function wxmlOf(element: Element, type: 'inner' | 'outer'): string {
  const serialize = (node: Node): string => new XMLSerializer().serializeToString(node)
  const mirror = new WxmlDocument(element)
  if (type === 'outer') return serialize(mirror.outer(element))
  return [...mirror.root.childNodes].map(serialize).join('')
}

function attributesOf(element: Element): [string, string][] {
  const basic: [string, string][] = [
    ['id', element.id],
    ['class', element.class],
    ['style', element.style],
  ]
  const data = Object.entries(element.dataset).map(([name, value]): [string, string] => [
    `data-${name}`,
    asText(value),
  ])
  const given = element.attributes.map(({ name, value }): [string, string] => [name, asText(value)])
  return [...basic.filter(([, value]) => value !== ''), ...data, ...given]
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
