import type { glassEasel } from 'glass-easel-miniprogram-adapter'

import type { Element } from '../runtime/glass-easel-types'
import { callerOf, domOf, isComponent } from '../runtime/tree'

/** `StyleSegmentIndex.ANIMATION_EXTRA`: the part of style and class that templates leave alone. */
const SEGMENT = 2 as glassEasel.StyleSegmentIndex

/** A component or element as WXS sees it. Source: WeChat docs, WXS "responding to events", `ComponentDescriptor`. */
export interface ComponentDescriptor {
  selectComponent(selector: string): ComponentDescriptor | null
  selectAllComponents(selector: string): ComponentDescriptor[]
  setStyle(style: string | Record<string, string | number>): ComponentDescriptor
  addClass(names: string): ComponentDescriptor
  removeClass(names: string): ComponentDescriptor
  hasClass(name: string): boolean
  getDataset(): Record<string, unknown>
  callMethod(name: string, args?: unknown): void
  triggerEvent(name: string, detail?: unknown, options?: object): ComponentDescriptor
  getState(): Record<string, unknown>
  getComputedStyle(names: string[]): Record<string, string>
  getBoundingClientRect(): { left: number; top: number; width: number; height: number } | null
  requestAnimationFrame(callback: () => void): void
  setTimeout(callback: () => void, delay?: number): number
  clearTimeout(id: number): void
}

const descriptors = new WeakMap<Element, ComponentDescriptor>()

/** The same element always gives the same descriptor, and with it the same `getState()`. */
export function descriptorOf(element: Element): ComponentDescriptor {
  const known = descriptors.get(element)
  if (known) return known
  const made = describe(element)
  descriptors.set(element, made)
  return made
}

function describe(element: Element): ComponentDescriptor {
  const state: Record<string, unknown> = {}
  const style: Record<string, string | number> = {}
  const descriptor: ComponentDescriptor = {
    selectComponent: (selector) => descriptor.selectAllComponents(selector)[0] ?? null,

    selectAllComponents: (selector) => {
      const root = isComponent(element) ? (element.getShadowRoot() ?? element) : element
      return root.querySelectorAll(selector).map(descriptorOf)
    },

    setStyle: (given) => {
      if (typeof given === 'object') Object.assign(style, given)
      const text = typeof given === 'string' ? given : cssText(style)
      if (element.getBackendElement()) element.setNodeStyle(text, SEGMENT)
      else domOf(element)?.setAttribute('style', text)
      return descriptor
    },

    addClass: (names) => toggle(names, true),
    removeClass: (names) => toggle(names, false),
    hasClass: (name) => element.class.split(/\s+/).includes(name) || added.has(name),
    getDataset: () => element.dataset,

    callMethod: (name, args) => {
      const method: unknown = callerOf(element)?.[name]
      if (typeof method !== 'function') throw new Error(`callMethod: "${name}" is not a method`)
      ;(method as (args: unknown) => void).call(callerOf(element), args)
    },

    triggerEvent: (name, detail, options) => {
      element.triggerEvent(name, detail, options)
      return descriptor
    },

    getState: () => state,

    getComputedStyle: (names) => {
      const dom = domOf(element)
      const computed = dom?.ownerDocument.defaultView?.getComputedStyle(dom)
      return Object.fromEntries(names.map((name) => [name, valueOf(computed, name)]))
    },

    getBoundingClientRect: () => {
      const rect = domOf(element)?.getBoundingClientRect()
      return rect
        ? { left: rect.left, top: rect.top, width: rect.width, height: rect.height }
        : null
    },

    requestAnimationFrame: (callback) => void window.requestAnimationFrame(callback),
    setTimeout: (callback, delay) => window.setTimeout(callback, delay),
    clearTimeout: (id) => window.clearTimeout(id),
  }

  const added = new Set<string>()
  const toggle = (names: string, on: boolean): ComponentDescriptor => {
    for (const name of names.split(/\s+/).filter(Boolean)) {
      if (on) added.add(name)
      else added.delete(name)
    }
    element.setNodeClass([...added].join(' '), SEGMENT)
    return descriptor
  }
  return descriptor
}

function cssText(style: Record<string, string | number>): string {
  const dashed = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
  return Object.entries(style)
    .map(([name, value]) => `${dashed(name)}:${value}`)
    .join(';')
}

function valueOf(computed: CSSStyleDeclaration | undefined, name: string): string {
  return String((computed as unknown as Record<string, string> | undefined)?.[name] ?? '')
}
