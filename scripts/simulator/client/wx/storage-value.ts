/**
 * A stored value with its type, as WeChat keeps it: JSON values, `Date` and `undefined` come back as they went in;
 * members inside an object follow JSON.stringify.
 */
export function serialize(value: unknown): string {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol')
    return JSON.stringify({ type: 'Undefined' })
  if (value instanceof Date) return JSON.stringify({ type: 'Date', data: value.getTime() })
  if (typeof value === 'number' && !Number.isFinite(value))
    return JSON.stringify({ type: 'Number', data: String(value) })
  return JSON.stringify({ type: 'JSON', data: value })
}

/** The value `serialize` was given; a fresh copy every time. */
export function deserialize(text: string): unknown {
  const { type, data } = JSON.parse(text) as { type: string; data?: unknown }
  if (type === 'Undefined') return undefined
  if (type === 'Date') return new Date(data as number)
  if (type === 'Number') return Number(data)
  return data
}
