import type { Caller } from '../runtime/glass-easel-types'
import { atPath } from './plain'
import { type AutomatorContext, type Handler, list, names, text } from './protocol'
import { selectAll } from './selector'
import { selectByXpath } from './wxml-document'

/** `Page.*`. */
export function pageDomain({ elements }: AutomatorContext): Record<string, Handler> {
  return {
    'Page.getElement': (params) => {
      const [found] = selectAll(elements.page(params).component, text(params, 'selector'))
      if (!found) throw new Error(`no such element: "${text(params, 'selector')}"`)
      return elements.handle(found)
    },
    'Page.getElements': (params) => ({
      elements: selectAll(elements.page(params).component, text(params, 'selector')).map(
        (element) => elements.handle(element),
      ),
    }),
    'Page.getElementByXpath': (params) => {
      const [found] = selectByXpath(elements.page(params).component, text(params, 'selector'))
      if (!found) throw new Error(`no such element: "${text(params, 'selector')}"`)
      return elements.handle(found)
    },
    'Page.getElementsByXpath': (params) => ({
      elements: selectByXpath(elements.page(params).component, text(params, 'selector')).map(
        (element) => elements.handle(element),
      ),
    }),
    'Page.getData': (params) => ({ data: dataAt(elements.page(params).caller, params.path) }),
    'Page.setData': (params) => setData(elements.page(params).caller, params.data),
    'Page.callMethod': (params) => callMethod(elements.page(params).caller, params),
    'Page.getWindowProperties': (params) => {
      const { window: view } = elements.page(params).frame
      return { properties: names(params).map((name) => atPath(view, name)) }
    },
  }
}

export function dataAt(caller: Caller, path: unknown): unknown {
  return atPath(caller.data, typeof path === 'string' ? path : undefined) ?? null
}

export function setData(caller: Caller, data: unknown): object {
  if (typeof data !== 'object' || data === null) throw new Error('data must be an object')
  caller.setData(data as Record<string, unknown>)
  return {}
}

export async function callMethod(
  caller: Caller,
  params: Record<string, unknown>,
): Promise<{ result: unknown }> {
  const name = text(params, 'method')
  const method: unknown = caller[name]
  if (typeof method !== 'function') throw new Error(`method ${name} not exists`)
  const run = method as (this: Caller, ...args: unknown[]) => unknown
  return { result: await run.apply(caller, list(params, 'args')) }
}
