import { builtinOf } from '../page/builtin-component'
import { dispatchTap } from '../page/dispatch'
import { propertyOf } from '../query/selector-query'
import type { Caller, Component, DomElement, Element } from '../runtime/glass-easel-types'
import { callerOf, domOf, isComponent } from '../runtime/tree'
import { callMethod, dataAt, setData } from './page-domain'
import { type AutomatorContext, type Handler, list, names, type Params, text } from './protocol'
import { attributeOf, selectAll } from './selector'
import { wxmlOf } from './wxml-document'

/** What the user does; everything else a component fires stays at its element. */
const USER_EVENTS = /^(tap|longpress|longtap|touch\w+|transitionend|animation\w+)$/

/** `Element.*`. */
export function elementDomain(context: AutomatorContext): Record<string, Handler> {
  const { elements } = context
  const element = (params: Params): Element => elements.element(params)
  const caller = (params: Params): Caller => {
    const found = callerOf(element(params))
    if (!found) throw new Error('the element is not a custom component')
    return found
  }
  return {
    'Element.getElement': (params) => {
      const [found] = selectAll(element(params), text(params, 'selector'))
      if (!found) throw new Error(`no such element: "${text(params, 'selector')}"`)
      return elements.handle(found)
    },
    'Element.getElements': (params) => ({
      elements: selectAll(element(params), text(params, 'selector')).map((found) =>
        elements.handle(found),
      ),
    }),
    'Element.getOffset': (params) => {
      const { left, top } = dom(element(params)).getBoundingClientRect()
      const scroller = dom(element(params)).ownerDocument.scrollingElement
      const { scrollLeft = 0, scrollTop = 0 } = scroller ?? {}
      return { left: left + scrollLeft, top: top + scrollTop }
    },
    'Element.getAttributes': (params) => ({
      attributes: names(params).map((name) => attributeOf(element(params), name) ?? null),
    }),
    'Element.getProperties': (params) => ({
      properties: names(params).map((name) => publicProperty(element(params), name)),
    }),
    'Element.getDOMProperties': (params) => ({
      properties: names(params).map((name) => {
        const value: unknown = dom(element(params))[name as keyof HTMLElement]
        return value ?? null
      }),
    }),
    'Element.getStyles': (params) => {
      const target = dom(element(params))
      const style = target.ownerDocument.defaultView?.getComputedStyle(target)
      return { styles: names(params).map((name) => style?.getPropertyValue(dashed(name)) ?? '') }
    },
    'Element.getWXML': (params) => ({
      wxml: wxmlOf(element(params), params.type === 'outer' ? 'outer' : 'inner'),
    }),
    'Element.tap': (params) => {
      const target = element(params)
      dispatchTap(target, centreOf(target))
      return {}
    },
    'Element.triggerEvent': (params) => {
      const type = text(params, 'type')
      const isUsers = USER_EVENTS.test(type)
      element(params).triggerEvent(type, params.detail, { bubbles: isUsers, composed: isUsers })
      return {}
    },
    'Element.dispatchEvent': (params) => {
      const { eventName = params.type, ...init } = params
      if (typeof eventName !== 'string') throw new Error('eventName must be a string')
      element(params).triggerEvent(eventName, init.detail, {
        bubbles: init.bubbles === true,
        composed: init.composed === true,
      })
      return {}
    },
    'Element.touchstart': (params) => touch(context, params, 'start'),
    'Element.touchmove': (params) => touch(context, params, 'move'),
    'Element.touchend': (params) => touch(context, params, 'end'),
    'Element.callFunction': async (params) => ({
      result: await callVerb(element(params), text(params, 'functionName'), list(params, 'args')),
    }),
    'Element.callContextMethod': async (params) => ({
      result: await callVerb(element(params), text(params, 'method'), list(params, 'args')),
    }),
    'Element.getData': (params) => ({ data: dataAt(caller(params), params.path) }),
    'Element.setData': (params) => setData(caller(params), params.data),
    'Element.callMethod': (params) => callMethod(caller(params), params),
  }
}

function dom(element: Element): DomElement {
  const found = domOf(element)
  if (!found) throw new Error('the element has nothing on the page')
  return found
}

function centreOf(element: Element): { clientX: number; clientY: number } {
  const { left, top, width, height } = dom(element).getBoundingClientRect()
  return { clientX: left + width / 2, clientY: top + height / 2 }
}

/** `__propPublic` asks which properties there are; the client refuses others by itself. */
function publicProperty(element: Element, name: string): unknown {
  if (name === '__propPublic')
    return Object.fromEntries(propertiesOf(element).map((p) => [p, true]))
  const methods = builtinOf(element)?.element.methods
  if (name === 'value' && methods?.value) return methods.value()
  return propertyOf(element, name) ?? null
}

function propertiesOf(element: Element): string[] {
  if (!isComponent(element)) return element.attributes.map(({ name }) => name)
  const { _$propertyMap } = (element as Component & WithProperties)._$behavior
  return Object.keys(_$propertyMap)
}

interface WithProperties {
  _$behavior: { _$propertyMap: Record<string, unknown> }
}

/** `input.input`, `scroll-view.scrollTo`, `switch.tap`...: a verb of a built-in component. */
async function callVerb(element: Element, name: string, args: unknown[]): Promise<unknown> {
  const verb = name.slice(name.indexOf('.') + 1)
  const builtin = builtinOf(element)
  const method = builtin?.element.methods?.[verb]
  if (!method && verb === 'tap') {
    dispatchTap(element, centreOf(element))
    return undefined
  }
  if (!method) throw new Error(`${builtin?.tag ?? 'element'} has no function ${verb}`)
  return (method as (...args: unknown[]) => unknown)(...args)
}

/** Identifiers of fingers that automation puts down; a browser numbers real ones from 0. */
const FINGER = 1000
/**
 * Ms that make a press of automation long. The automator's `longpress` stays for 350 ms by a clock of its own, whose
 * timers go off early on a busy machine.
 */
const LONG_AFTER = 300

function touch(context: AutomatorContext, params: Params, phase: 'start' | 'move' | 'end'): object {
  const element = context.elements.element(params)
  const { gestures } = context.elements.page(params).frame
  const [given] = list(params, phase === 'end' ? 'changedTouches' : 'touches')
  const { clientX, clientY, pageX, pageY } = (given ?? {}) as Partial<Record<string, number>>
  const centre = centreOf(element)
  const x = clientX ?? pageX ?? centre.clientX
  const y = clientY ?? pageY ?? centre.clientY
  if (phase === 'start') gestures.press(FINGER, x, y, element, LONG_AFTER)
  else if (phase === 'move') gestures.move(FINGER, x, y)
  else gestures.end(FINGER, x, y)
  return {}
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
