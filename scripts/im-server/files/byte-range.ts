/** First and last byte, both included. */
export interface ByteRange {
  first: number
  last: number
}

/**
 * Reads a `Range` header of one range (RFC 9110, 14.1.2).
 * @returns null for the whole file, 'unsatisfiable' for a range outside it.
 */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [, from, to] = match
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 }
  }
  const first = Number(from)
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1)
  if (first >= sizeBytes) return 'unsatisfiable'
  return last < first ? null : { first, last }
}
