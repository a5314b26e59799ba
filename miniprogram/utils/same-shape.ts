/** Whether two plain values hold the same; view-models are small and one or two levels deep. */
export function isSameShape(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) =>
    isSameShape((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  )
}
