import { scrollerOf } from '../builtins/scroller'
import { builtinOf } from '../page/builtin-component'
import type { Caller, Component, Element } from '../runtime/glass-easel-types'
import { domOf, isComponent } from '../runtime/tree'

interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}

type Result = Record<string, unknown>
type Callback = (result: unknown) => void

interface Request {
  component: Component | undefined
  /** undefined is the viewport. */
  selector: string | undefined
  isSingle: boolean
  fields: Fields
  callback: Callback | undefined
}

const RECT: Fields = { id: true, dataset: true, rect: true, size: true }
const SCROLL: Fields = { id: true, dataset: true, scrollOffset: true }

/** Source: WeChat docs, `SelectorQuery` and `NodesRef`. Results come in a later task, as in WeChat. */
export class SelectorQuery {
  private requests: Request[] = []

  /** @param root the component whose template is searched; the page on top for `wx.createSelectorQuery`. */
  constructor(
    private root: () => Component | undefined,
    private readonly reportError: (error: unknown) => void,
  ) {}

  in(caller: Caller): this {
    this.root = () => caller._$
    return this
  }

  select(selector: string): NodesRef {
    return new NodesRef((request) => this.add({ ...request, selector, isSingle: true }))
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef((request) => this.add({ ...request, selector, isSingle: false }))
  }

  selectViewport(): NodesRef {
    return new NodesRef((request) => this.add({ ...request, selector: undefined, isSingle: true }))
  }

  exec(callback?: (results: unknown[]) => void): this {
    const requests = this.requests
    window.setTimeout(() => {
      const results = requests.map((request) => answer(request))
      this.attempt(() => {
        requests.forEach((request, index) => request.callback?.(results[index]))
        callback?.(results)
      })
    }, 0)
    return this
  }

  private add(request: Omit<Request, 'component'>): this {
    this.requests = [...this.requests, { ...request, component: this.root() }]
    return this
  }

  private attempt(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.reportError(error)
    }
  }
}

type Add = (request: Pick<Request, 'fields' | 'callback'>) => SelectorQuery

export class NodesRef {
  constructor(private readonly add: Add) {}

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.add({ fields, callback })
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.add({ fields: RECT, callback })
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.add({ fields: SCROLL, callback })
  }

  context(callback?: Callback): SelectorQuery {
    return this.add({ fields: { context: true }, callback })
  }

  node(callback?: Callback): SelectorQuery {
    return this.add({ fields: { node: true }, callback })
  }
}

function answer({ component, selector, isSingle, fields }: Request): unknown {
  if (selector === undefined) return viewport(component, fields)
  const root = component?.getShadowRoot()
  if (isSingle) {
    const element = root?.querySelector(selector)
    return element ? describe(element, fields) : null
  }
  return (root?.querySelectorAll(selector) ?? []).map((element) => describe(element, fields))
}

function viewport(component: Component | undefined, fields: Fields): Result | null {
  const dom = component && domOf(component)
  const view = dom?.ownerDocument.defaultView
  const scroller = dom?.ownerDocument.scrollingElement
  if (!view || !scroller) return null
  const result: Result = {}
  if (fields.id) result.id = ''
  if (fields.dataset) result.dataset = {}
  const { innerWidth: width, innerHeight: height } = view
  if (fields.rect) Object.assign(result, { left: 0, top: 0, right: width, bottom: height })
  if (fields.size) Object.assign(result, { width, height })
  if (fields.scrollOffset) Object.assign(result, scrollOf(scroller))
  return result
}

function describe(element: Element, fields: Fields): Result {
  const dom = domOf(element)
  const result: Result = {}
  if (fields.id) result.id = element.id
  if (fields.dataset) result.dataset = { ...element.dataset }
  if (fields.mark) result.mark = element.collectMarks()
  const { left, top, right, bottom, width, height } = dom?.getBoundingClientRect() ?? NO_RECT
  if (fields.rect) Object.assign(result, { left, top, right, bottom })
  if (fields.size) Object.assign(result, { width, height })
  if (fields.scrollOffset) Object.assign(result, scrollOf(dom && scrollerOf(dom)))
  for (const name of fields.properties ?? []) result[name] = propertyOf(element, name)
  if (fields.computedStyle && dom) {
    const style = dom.ownerDocument.defaultView?.getComputedStyle(dom)
    const read = style as unknown as Record<string, string> | undefined
    for (const name of fields.computedStyle) result[name] = read?.[name] ?? ''
  }
  const methods = builtinOf(element)?.element.methods
  if (fields.context) result.context = methods?.context?.() ?? null
  if (fields.node) result.node = methods?.node?.() ?? null
  return result
}

const NO_RECT = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }

function scrollOf(element: globalThis.Element | undefined): Result {
  const { scrollLeft = 0, scrollTop = 0, scrollWidth = 0, scrollHeight = 0 } = element ?? {}
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}

/** Value of a component's property or a plain tag's attribute. */
export function propertyOf(element: Element, name: string): unknown {
  if (!isComponent(element)) return element.getAttribute(dashed(name)) ?? undefined
  return (element.data as Record<string, unknown>)[name]
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
