import { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { DomElement, Element } from '../runtime/glass-easel-types'
import { domOf, elementOf } from '../runtime/tree'

export interface EventElements {
  target: Element | undefined
  currentTarget: Element | undefined
}

const elementsOf = new WeakMap<object, EventElements>()

/** The elements behind an event as listeners get it, where `target` is only plain data. */
export function eventElements(event: object): EventElements | undefined {
  return elementsOf.get(event)
}

/**
 * glass-easel hands listeners live elements; WeChat hands plain data. Source: WeChat docs, event system, "event object":
 * type, timeStamp, target, currentTarget, mark, detail, touches, changedTouches.
 */
export function installEventShape(): void {
  glassEasel.Event.prototype.wrapShadowedEvent = function (target, mark, currentTarget) {
    const elements = { target: elementOf(target), currentTarget: elementOf(currentTarget) }
    const shaped = Object.create(this) as ReturnType<typeof this.wrapShadowedEvent> & object
    const { type, timeStamp, detail } = this as glassEasel.Event<unknown>
    Object.assign(shaped, {
      type,
      timeStamp,
      target: plainTarget(elements.target),
      currentTarget: plainTarget(elements.currentTarget),
      mark: mark ?? {},
      detail,
      ...this.extraFields,
    })
    elementsOf.set(shaped, elements)
    return shaped
  }
}

function plainTarget(element: Element | undefined): object {
  if (!element) return { id: '', dataset: {}, offsetLeft: 0, offsetTop: 0 }
  const dom: DomElement | undefined = domOf(element)
  return {
    id: element.id,
    dataset: { ...element.dataset },
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
  }
}
