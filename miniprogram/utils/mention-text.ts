/** A mention inside a text: `@name ` from `start`, in UTF-16 units, its closing space included. */
export interface MentionToken {
  userId: string
  start: number
  length: number
}

/** What a composer holds: the text, the cursor, and where people are called in it. */
export interface MentionText {
  text: string
  cursor: number
  mentions: readonly MentionToken[]
}

export const EMPTY_MENTION_TEXT: MentionText = { text: '', cursor: 0, mentions: [] }

/**
 * The text after a person typed, pasted or deleted. Mentions behind the change move with it; one
 * that was cut into goes as a whole, so that no half of a name stays behind.
 */
export function typed(previous: MentionText, text: string, cursor: number): MentionText {
  const { from, removed, added } = difference(previous.text, text, cursor)
  const removedEnd = from + removed
  let next: MentionText = { text, cursor, mentions: [] }
  const broken: MentionToken[] = []
  const kept: MentionToken[] = []
  for (const token of previous.mentions) {
    const end = token.start + token.length
    const moved = { ...token, start: token.start + added - removed }
    if (end <= from) kept.push(token)
    else if (token.start >= removedEnd) kept.push(moved)
    else broken.push(token)
  }
  next = { ...next, mentions: kept }
  // From the last to the first, so that earlier positions stay valid.
  for (const token of broken.reverse()) next = withoutRest(next, token, from, removedEnd, added)
  return next
}

/** Takes away what is left of a mention on either side of the change. */
function withoutRest(
  next: MentionText,
  { start, length }: MentionToken,
  from: number,
  removedEnd: number,
  added: number,
): MentionText {
  const after = Math.max(0, start + length - removedEnd)
  const before = Math.max(0, from - start)
  return cut(cut(next, from + added, after), from - before, before)
}

function cut({ text, cursor, mentions }: MentionText, from: number, count: number): MentionText {
  if (count === 0) return { text, cursor, mentions }
  const shift = (at: number) => (at <= from ? at : Math.max(from, at - count))
  return {
    text: text.slice(0, from) + text.slice(from + count),
    cursor: shift(cursor),
    mentions: mentions.map((token) => ({ ...token, start: shift(token.start) })),
  }
}

/** Calls a person in place of what stands between `from` and the cursor. */
export function withMention(
  { text, cursor, mentions }: MentionText,
  from: number,
  { userId, name }: { userId: string; name: string },
): MentionText {
  const words = `@${name} `
  const removed = cursor - from
  const kept = mentions.filter(({ start, length }) => start + length <= from || start >= cursor)
  const moved = kept.map((token) =>
    token.start >= cursor ? { ...token, start: token.start + words.length - removed } : token,
  )
  const own = { userId, start: from, length: words.length }
  return {
    text: text.slice(0, from) + words + text.slice(cursor),
    cursor: from + words.length,
    mentions: [...moved, own].sort((a, b) => a.start - b.start),
  }
}

/** Mentions longer than any name are none: an address, a handle of another app. */
const MAX_QUERY = 20

/**
 * The `@` before the cursor that still waits for its name.
 * @returns null when there is none.
 */
export function mentionQuery({ text, cursor, mentions }: MentionText): {
  at: number
  query: string
} | null {
  const at = text.lastIndexOf('@', cursor - 1)
  if (at < 0 || cursor - at > MAX_QUERY + 1) return null
  if (mentions.some(({ start, length }) => at >= start && at < start + length)) return null
  // `name@place` is an address, not a call.
  if (/[A-Za-z0-9._-]/.test(text.charAt(at - 1))) return null
  const query = text.slice(at + 1, cursor)
  return /\s/.test(query) ? null : { at, query }
}

/** The one change that makes `after` of `before`, given where the cursor stands now. */
function difference(
  before: string,
  after: string,
  cursor: number,
): { from: number; removed: number; added: number } {
  const grown = after.length - before.length
  const most = Math.min(before.length, after.length)
  let tail = 0
  const maxTail = Math.min(most, after.length - cursor)
  while (
    tail < maxTail &&
    before.charAt(before.length - 1 - tail) === after.charAt(after.length - 1 - tail)
  ) {
    tail += 1
  }
  let from = 0
  while (from < most - tail && before.charAt(from) === after.charAt(from)) from += 1
  const removed = before.length - tail - from
  return { from, removed, added: removed + grown }
}
