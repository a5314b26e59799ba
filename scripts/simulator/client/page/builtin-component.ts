import type { glassEasel } from 'glass-easel-miniprogram-adapter'

import { setCommonAttribute } from '../adapter-fixes/common-attributes'
import type { Builtin, BuiltinElement, BuiltinHost } from '../builtins/builtin'
import type { Phone } from '../phone'
import type { Component, DomElement, Element } from '../runtime/glass-easel-types'
import { composedParent, isComponent, ownerOf } from '../runtime/tree'
import { scopeOf } from './page-styles'

type TemplateInstance = glassEasel.templateEngine.TemplateInstance
type Template = glassEasel.templateEngine.Template
type ExternalShadowRoot = glassEasel.ExternalShadowRoot
type BackendElement = glassEasel.GeneralBackendElement

const builtinElements = new WeakMap<Element, { tag: string; element: BuiltinElement }>()

/** The built-in behind an element, for automation, labels and selector queries. */
export function builtinOf(element: Element): { tag: string; element: BuiltinElement } | undefined {
  return builtinElements.get(element)
}

/** What every built-in takes: accessibility attributes and `hidden`. */
const COMMON = {
  ...{ hidden: 'hidden', role: 'role', ariaRole: 'role', ariaLabel: 'aria-label' },
  ...{ ariaHidden: 'aria-hidden', ariaDisabled: 'aria-disabled', ariaChecked: 'aria-checked' },
  ...{ ariaSelected: 'aria-selected', ariaExpanded: 'aria-expanded', ariaLive: 'aria-live' },
  ...{ ariaModal: 'aria-modal', ariaDescribedby: 'aria-describedby' },
  ...{ ariaLabelledby: 'aria-labelledby', ariaBusy: 'aria-busy' },
}
const COMMON_PROPERTIES = Object.fromEntries(Object.keys(COMMON).map((name) => [name, null]))

/** Registers a built-in under its tag, for every template of the space. */
export function registerBuiltin(
  space: glassEasel.ComponentSpace,
  builtin: Builtin,
  phone: Phone,
): void {
  const definition = space.defineComponent({
    is: `builtin:${builtin.tag}`,
    options: {
      // An external component's children go where its `slot` points, which is what built-ins need.
      externalComponent: true,
      propertyEarlyInit: true,
      writeFieldsToNode: false,
      templateEngine: { create: () => templateOf(builtin, phone) },
    },
    properties: { ...COMMON_PROPERTIES, ...builtin.properties } as Record<string, never>,
    lifetimes: {
      attached(this: Component) {
        builtinElements.get(this)?.element.attached?.()
      },
      detached(this: Component) {
        builtinElements.get(this)?.element.detached?.()
      },
    },
  })
  space.setGlobalUsingComponent(builtin.tag, definition as never)
}

function templateOf(builtin: Builtin, phone: Phone): Template {
  return { createInstance: (component) => instanceOf(component, builtin, phone) }
}

function instanceOf(component: Component, builtin: Builtin, phone: Phone): TemplateInstance {
  const dom = component.getBackendElement() as unknown as DomElement
  const shadowRoot: ExternalShadowRoot = {
    root: dom as unknown as BackendElement,
    slot: dom as unknown as BackendElement,
    getIdMap: () => ({}),
    setListener: () => undefined,
    handleEvent: () => undefined,
  }
  let element: BuiltinElement | undefined
  let silent = false
  const update = (name: string, data: unknown): void => {
    const value = (data as Record<string, unknown>)[name]
    if (name in builtin.properties) element?.update(name, value)
    else if (name in COMMON) setCommonAttribute(dom, COMMON[name as keyof typeof COMMON], value)
  }
  return {
    // The template engine's contract names both kinds of roots; an external component's is the one it was given.
    shadowRoot,
    initValues(data) {
      const host = hostOf(component, dom, builtin.tag, phone, (write) => {
        silent = true
        try {
          write()
        } finally {
          silent = false
        }
      })
      element = builtin.create(host)
      shadowRoot.slot = host.slot as unknown as BackendElement
      builtinElements.set(component, { tag: builtin.tag, element })
      component.addListener('tap', () => element?.tap?.())
      for (const name of Object.keys({ ...COMMON, ...builtin.properties })) update(name, data)
    },
    updateValues(data, changes) {
      if (silent) return
      const names = new Set(changes.map(([path]) => String(path[0])))
      for (const name of names) update(name, data)
    },
  }
}

function hostOf(
  component: Component,
  dom: DomElement,
  tag: string,
  phone: Phone,
  silently: (write: () => void) => void,
): BuiltinHost {
  const owner = (): Component | undefined => ownerOf(component)
  return {
    tag,
    element: dom,
    slot: dom,
    document: dom.ownerDocument,
    phone,
    get: (name) => (component.data as Record<string, unknown>)[name],
    set: (name, value) => silently(() => component.setData({ [name]: value })),
    trigger: (event, detail, options) => component.triggerEvent(event, detail, options),
    closest(wanted) {
      for (let at = composedParent(component); at; at = composedParent(at)) {
        const builtin = builtinElements.get(at)
        if (builtin?.tag === wanted) return builtin.element
      }
      return undefined
    },
    scopedClass(names) {
      const around = owner()
      const scope = around ? scopeOf(around) : ''
      return names
        .split(/\s+/)
        .filter(Boolean)
        .map((name) => (scope ? `${scope}--${name}` : name))
        .join(' ')
    },
    fileUrl: (src) => phone.fileUrl(absolutePath(src, owner()?.is ?? '')),
  }
}

/** A `src` in a template may be relative to the component it stands in. */
export function absolutePath(src: string, componentPath: string): string {
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(src) || src === '') return src
  const parts = componentPath.split('/').slice(0, -1)
  for (const part of src.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return `/${parts.join('/')}`
}

export function isBuiltin(element: Element): boolean {
  return isComponent(element) && element.isExternal()
}
