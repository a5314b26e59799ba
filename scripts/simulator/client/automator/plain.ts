/**
 * A value as it goes over the wire: what JSON can carry. Functions and what refers to itself are left out, as in
 * DevTools; an error keeps its message.
 */
export function toPlain(value: unknown, ancestors: object[] = []): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (ancestors.includes(value)) return undefined
  const inner = [...ancestors, value]
  if (value instanceof Error) return { name: value.name, message: value.message }
  if (Array.isArray(value)) return value.map((item) => toPlain(item, inner) ?? null)
  const { toJSON } = value as { toJSON?: unknown }
  if (typeof toJSON === 'function') return (toJSON as () => unknown).call(value)
  const entries = Object.entries(value).map(([key, item]) => [key, toPlain(item, inner)])
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
}

/** Reads `list[0].name` out of data; without a path all of it. */
export function atPath(data: unknown, path: string | undefined): unknown {
  if (!path) return data
  const keys = path.split(/[.[\]]+/).filter(Boolean)
  return keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined | null)?.[key],
    data,
  )
}
