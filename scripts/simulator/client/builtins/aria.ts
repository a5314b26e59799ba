import type { Builtin } from './builtin'

/**
 * Repeats the host's aria-* attributes on the inner element that gets the focus, where assistive technology looks
 * for them.
 */
export function mirrorAria(host: HTMLElement, inner: HTMLElement): void {
  const copy = (name: string): void => {
    const value = host.getAttribute(name)
    if (value === null) inner.removeAttribute(name)
    else inner.setAttribute(name, value)
  }
  const Observer = viewOf(host).MutationObserver
  new Observer((changes) => {
    for (const { attributeName } of changes)
      if (attributeName?.startsWith('aria-') && attributeName !== 'aria-role') copy(attributeName)
  }).observe(host, { attributes: true })
}

/** Gives a built-in the role it has by nature; `aria-role` or `role` of the mini-program wins. */
export function withRole(builtin: Builtin, role: string): Builtin {
  return {
    ...builtin,
    create(host) {
      const created = builtin.create(host)
      return {
        ...created,
        attached() {
          if (!host.element.hasAttribute('role')) host.element.setAttribute('role', role)
          created.attached?.()
        },
      }
    },
  }
}

/** The page's own window, whose observers see its elements. */
export function viewOf(element: Element): Window & typeof globalThis {
  return element.ownerDocument.defaultView ?? window
}
