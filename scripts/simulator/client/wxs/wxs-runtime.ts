import type { WxsRuntime } from '../../compiler/compiled-project'
import { eventElements } from '../adapter-fixes/event-shape'
import type { Caller, Component, Element } from '../runtime/glass-easel-types'
import { elementOf, ownerOf } from '../runtime/tree'
import { descriptorOf } from './component-descriptor'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

/** What compiled templates call while they render. Source: WeChat docs, WXS, "responding to events". */
export function makeWxsRuntime(reportError: (error: unknown) => void): WxsRuntime {
  const wxsFunctions = new WeakSet<object>()

  return {
    mark(moduleExports) {
      if (typeof moduleExports !== 'object' || moduleExports === null) return
      for (const value of Object.values(moduleExports) as unknown[]) {
        if (typeof value === 'function') wxsFunctions.add(value)
      }
    },

    constructorOf,

    getRegExp: (pattern, flags) => new RegExp(pattern, flags),

    getDate: (...parts) =>
      parts.length === 0 ? new Date() : new Date(...(parts as [number, number])),

    changePropFilter(listener) {
      const isWxs = wxsFunctions.has(listener)
      return (newValue: unknown, oldValue: unknown, host: Component, element: Element): void => {
        // At creation the children of the element are not there yet, and WXS looks them up.
        queueMicrotask(() => {
          try {
            const call = listener as unknown as AnyFunction
            if (isWxs) call(newValue, oldValue, descriptorOf(host), descriptorOf(element))
            else call.call(host.getMethodCaller(), newValue, oldValue)
          } catch (error) {
            reportError(error)
          }
        })
      }
    },

    eventListenerWrapper(...args: never[]) {
      const [caller, event, listener] = args as unknown as [Caller, object, AnyFunction]
      if (!wxsFunctions.has(listener)) return listener.call(caller, event)
      const current = eventElements(event)?.currentTarget
      const owner = (current && ownerOf(current)) ?? elementOf(caller)
      const seen = Object.create(event) as object
      const instance = current && descriptorOf(current)
      return listener(Object.assign(seen, { instance }), owner && descriptorOf(owner))
    },
  }
}

const NAMES = ['Array', 'Object', 'String', 'Number', 'Boolean', 'Function', 'Date', 'RegExp']

/** In WXS `constructor` is the type's name. Reading it of nothing gives nothing, as every WXS member access does. */
function constructorOf(value: unknown): unknown {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object' && Object.prototype.hasOwnProperty.call(value, 'constructor')) {
    return (value as { constructor: unknown }).constructor
  }
  const name = Object.prototype.toString.call(value).slice(8, -1)
  return NAMES.includes(name) ? name : 'Object'
}
