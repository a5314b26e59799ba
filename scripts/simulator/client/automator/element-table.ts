import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Page } from '../navigation/page'
import type { Pages } from '../navigation/pages'
import { isBuiltin } from '../page/builtin-component'
import type { Element } from '../runtime/glass-easel-types'
import { isComponent } from '../runtime/tree'
import { tagOf } from './selector'

/** What a client gets to know of an element. A `nodeId` makes it a custom component for the client. */
export interface ElementHandle {
  elementId: string
  tagName: string
  nodeId?: string
  videoId?: string
}

/** Names elements for clients. The same element keeps its name for as long as it lives. */
export class ElementTable {
  private readonly ids = new WeakMap<Element, string>()
  private readonly elements = new Map<string, WeakRef<Element>>()
  private count = 0

  constructor(private readonly pages: Pages) {}

  handle(element: Element): ElementHandle {
    const elementId = this.idOf(element)
    const tagName = tagOf(element)
    return {
      elementId,
      tagName,
      ...(isComponent(element) && !isBuiltin(element) && { nodeId: elementId }),
      ...(tagName === 'video' && { videoId: element.id || elementId }),
    }
  }

  /** @throws when the element is not on a page any more. */
  element(params: Record<string, unknown>): Element {
    const element = this.elements.get(String(params.elementId))?.deref()
    if (!element || !glassEasel.Element.isAttached(element)) {
      throw new Error('no such element: it is not on the page any more')
    }
    return element
  }

  /** @throws when the page was closed. */
  page(params: Record<string, unknown>): Page {
    const page = this.pages.stack.all.find(({ id }) => id === params.pageId)
    if (!page) throw new Error(`no such page: ${String(params.pageId)}`)
    return page
  }

  private idOf(element: Element): string {
    const known = this.ids.get(element)
    if (known) return known
    const id = `e${++this.count}`
    this.ids.set(element, id)
    this.elements.set(id, new WeakRef(element))
    return id
  }
}
