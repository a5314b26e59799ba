import type { MentionToken } from './mention-text'
import { isBetweenCharacters } from './text-edit'
import { jsonLength } from './utf8-length'

/** One of several messages that a text makes. */
export interface TextPart {
  text: string
  /** Where it begins in the whole text, in UTF-16 units. */
  start: number
  /** Counted from the beginning of the part; the last one's closing space may be gone. */
  mentions: readonly MentionToken[]
}

/** Text is measured in pieces of so many UTF-16 units, then one by one. */
const STRIDE = 1_024
/** What ends a paragraph, a sentence, a word: the better the end, the earlier in the list. */
const ENDS: readonly RegExp[] = [
  /\n$/,
  /(?:[。！？…][”’」』）"']?|[.!?][”’)"']?\s)$/,
  /[\s，、；：]$/,
]
/** What never begins a message: it belongs to the sentence before it. */
const CLOSES = /[”’」』）。！？…，、；：]/
/** Empty lines at the beginning of a part, which only kept it apart from the one before. */
const EMPTY_LINES = /^(?:[^\S\n]*\n)+/

/**
 * Cuts a text into messages, as few as there may be: at the end of a paragraph, else of a sentence, else of a word,
 * each looked for in the second half of what fits. Never inside a character that is put together, nor inside a mention.
 * Space at the cuts is left out, and parts of nothing but space.
 * @param roomOf how many bytes of JSON the part with this index takes.
 */
export function splitText(
  { text, mentions }: { text: string; mentions: readonly MentionToken[] },
  roomOf: (index: number) => number,
): TextPart[] {
  const parts: TextPart[] = []
  let start = 0
  while (start < text.length) {
    const most = reach(text, start, roomOf(parts.length))
    const isLast = most === text.length
    const end = isLast ? most : cutBefore(text, mentions, start, withSpace(text, most))
    const words = isLast ? text.slice(start) : text.slice(start, end).trimEnd()
    const own = mentions.filter((token) => token.start >= start && token.start < end)
    const from = start
    const placed = own.map((token) => ({ ...token, start: token.start - from }))
    if (words.trim() !== '') parts.push({ text: words, start, mentions: placed })
    start = end + (EMPTY_LINES.exec(text.slice(end))?.[0].length ?? 0)
  }
  return parts
}

/** The furthest place up to which the text takes no more than `room` bytes. */
function reach(text: string, start: number, room: number): number {
  let [at, left] = [start, room]
  for (let stride = STRIDE; stride >= 1 && at < text.length; stride = stride > 1 ? 1 : 0) {
    for (;;) {
      const next = wholeUnits(text, Math.min(at + stride, text.length))
      const bytes = jsonLength(text.slice(at, next))
      if (bytes > left || next === at) break
      ;[at, left] = [next, left - bytes]
    }
  }
  return at
}

/** Space behind what fits takes no room: it is left out. */
function withSpace(text: string, at: number): number {
  let end = at
  while (end < text.length && /\s/.test(text.charAt(end))) end += 1
  return end
}

/** Not between the two halves of a surrogate pair. */
function wholeUnits(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1)
  return at < text.length && unit >= 0xd800 && unit <= 0xdbff ? at + 1 : at
}

function cutBefore(
  text: string,
  mentions: readonly MentionToken[],
  start: number,
  most: number,
): number {
  const isWhole = (at: number) =>
    isBetweenCharacters(text, at) &&
    !mentions.some((token) => token.start < at && at < token.start + token.length)
  const earliest = start + Math.ceil((most - start) / 2)
  for (const end of ENDS) {
    for (let at = most; at > earliest; at -= 1) {
      const isEnd = end.test(text.slice(Math.max(start, at - 3), at))
      if (isEnd && !CLOSES.test(text.charAt(at)) && isWhole(at)) return at
    }
  }
  for (let at = most; at > start; at -= 1) if (isWhole(at)) return at
  // One character, or one name, of more than a whole message.
  return Math.max(most, wholeUnits(text, start + 1))
}
