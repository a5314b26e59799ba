/** Type number of int8 in PostgreSQL's pg_type catalogue, the same on every server and in PGlite. */
export const INT8 = 20

/**
 * An int8 column as a JavaScript number, on both engines. Our int8 values are Unix milliseconds, counters and
 * sequence numbers, all far below 2^53; ids are text.
 * @throws {RangeError} for a value a number cannot hold exactly, rather than a silently wrong one.
 */
export function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 value ${text} is beyond 2^53`)
  return value
}
