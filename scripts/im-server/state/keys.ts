const SEPARATOR = '\u001f'

/** Joins ids into one record key. Ids hold no control characters (see `isId`), so keys never collide. */
export function keyOf(...parts: (string | number)[]): string {
  return parts.join(SEPARATOR)
}

// eslint-disable-next-line no-control-regex -- control characters are what the pattern rejects
const forbidden = /[\u0000-\u001f\u007f\ud800-\udfff]/

/** Whether the text may name a user, group or room: 1 to 64 characters, none of them control characters. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && text.length > 0 && text.length <= 64 && !forbidden.test(text)
}
