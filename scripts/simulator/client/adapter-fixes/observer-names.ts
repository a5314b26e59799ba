import type { Caller, Definition } from '../runtime/glass-easel-types'

type Method = (this: Caller, ...args: unknown[]) => unknown

/** WeChat takes a method's name where the adapter wants a function: property observers and data observers. */
export function resolveObserverNames(definition: Definition): void {
  const properties = definition.properties as Record<string, unknown> | undefined
  if (properties) definition.properties = mapValues(properties, withObserver)
  const observers = definition.observers as Record<string, unknown> | undefined
  if (observers && !Array.isArray(observers)) {
    definition.observers = mapValues(observers, asFunction)
  }
}

function withObserver(property: unknown): unknown {
  if (typeof property !== 'object' || property === null) return property
  const { observer } = property as { observer?: unknown }
  return typeof observer === 'string' ? { ...property, observer: methodNamed(observer) } : property
}

function asFunction(observer: unknown): unknown {
  return typeof observer === 'string' ? methodNamed(observer) : observer
}

function methodNamed(name: string): Method {
  return function (...args) {
    const method: unknown = this[name]
    if (typeof method !== 'function') throw new Error(`observer "${name}" is not a method`)
    return (method as Method).apply(this, args)
  }
}

function mapValues(
  record: Record<string, unknown>,
  change: (value: unknown) => unknown,
): Record<string, never> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value) as never]),
  )
}
