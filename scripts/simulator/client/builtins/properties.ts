import type { BuiltinElement, BuiltinHost, BuiltinProperty } from './builtin'

/** Shorthands for property tables: type and default. */
export const string = (value = ''): BuiltinProperty => ({ type: String, value })
export const number = (value = 0): BuiltinProperty => ({ type: Number, value })
export const boolean = (value = false): BuiltinProperty => ({ type: Boolean, value })
export const array = (): BuiltinProperty => ({ type: Array, value: [] })
export const any = (value: unknown = null): BuiltinProperty => ({ type: null, value })

/** A property as text; null and undefined read as ''. */
export function text(host: BuiltinHost, name: string): string {
  const value = host.get(name)
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

export function flag(host: BuiltinHost, name: string): boolean {
  return Boolean(host.get(name))
}

/** A property as a finite number, `fallback` when it is none. `'12px'` and `'24rpx'` count as CSS pixels. */
export function numeric(host: BuiltinHost, name: string, fallback = 0): number {
  const value = host.get(name)
  if (typeof value === 'string' && value.endsWith('rpx'))
    return (parseFloat(value) * viewportWidth(host.document)) / 750
  const parsed = typeof value === 'number' ? value : parseFloat(String(value))
  return Number.isFinite(parsed) ? parsed : fallback
}

/** Calls a method of another built-in by name, if it has it. */
export function call(
  element: BuiltinElement | undefined,
  method: string,
  ...args: unknown[]
): unknown {
  const found = element?.methods?.[method] as ((...args: unknown[]) => unknown) | undefined
  return found?.(...args)
}

/** Classes of an inner element in the DOM: own ones, and those a property names. */
export function setClasses(element: Element, own: string, scoped = ''): void {
  element.setAttribute('class', `${own} ${scoped}`.trim())
}

function viewportWidth(document: Document): number {
  return document.defaultView?.innerWidth ?? 375
}
