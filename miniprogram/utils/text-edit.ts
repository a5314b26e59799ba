/** A text field's content and where its cursor stands, counted in UTF-16 units as text fields do. */
export interface TextAtCursor {
  text: string
  cursor: number
}

/** Puts `piece` in at the cursor and leaves the cursor behind it. */
export function insertAtCursor({ text, cursor }: TextAtCursor, piece: string): TextAtCursor {
  const at = Math.max(0, Math.min(cursor, text.length))
  return { text: text.slice(0, at) + piece + text.slice(at), cursor: at + piece.length }
}

const ZERO_WIDTH_JOINER = 0x200d

/** Erases the one character a person sees before the cursor: an emoji goes whole, however it is put together. */
export function eraseBeforeCursor({ text, cursor }: TextAtCursor): TextAtCursor {
  const at = Math.max(0, Math.min(cursor, text.length))
  const before = [...text.slice(0, at)]
  let removed = before.pop()
  while (removed !== undefined && (isExtender(removed) || endsInJoiner(before))) {
    removed = before.pop()
  }
  if (removed !== undefined && isRegional(removed) && isOdd(trailingRegionals(before))) {
    before.pop()
  }
  const left = before.join('')
  return { text: left + text.slice(at), cursor: left.length }
}

/** Whether a text may be cut at this place: not inside what a person sees as one character. */
export function isBetweenCharacters(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true
  if (isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at))) return false
  if (text.charAt(at - 1) === '\r' && text.charAt(at) === '\n') return false
  if (text.charCodeAt(at - 1) === ZERO_WIDTH_JOINER) return false
  const next = String.fromCodePoint(text.codePointAt(at) ?? 0)
  if (isExtender(next)) return false
  return !isRegional(next) || !isOdd(trailingRegionals([...text.slice(flagsBegin(text, at), at)]))
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}

/** Where the run of flags begins that ends at this place. */
function flagsBegin(text: string, at: number): number {
  let from = at
  while (from >= 2 && isRegional(text.slice(from - 2, from))) from -= 2
  return from
}

/** First and last code points of what belongs to the character before it. */
const EXTENDERS: readonly (readonly [number, number])[] = [
  [0x0300, 0x036f], // accents
  [0x0e31, 0x0e31], // Thai vowels and tones
  [0x0e34, 0x0e3a],
  [0x0e47, 0x0e4e],
  [0x1ab0, 0x1aff], // more accents
  [0x1dc0, 0x1dff],
  [ZERO_WIDTH_JOINER, ZERO_WIDTH_JOINER],
  [0x20d0, 0x20ff], // accents of symbols, key caps
  [0xfe00, 0xfe0f], // variation selectors
  [0xfe20, 0xfe2f],
  [0x1f3fb, 0x1f3ff], // skin tones
  [0xe0020, 0xe007f], // tags: the flags of England, Scotland, Wales
]

function isExtender(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return EXTENDERS.some(([first, last]) => code >= first && code <= last)
}

function endsInJoiner(characters: readonly string[]): boolean {
  return characters[characters.length - 1]?.codePointAt(0) === ZERO_WIDTH_JOINER
}

/** Flags are two of these. */
function isRegional(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code >= 0x1f1e6 && code <= 0x1f1ff
}

function trailingRegionals(characters: readonly string[]): number {
  let count = 0
  while (count < characters.length && isRegional(characters[characters.length - 1 - count] ?? '')) {
    count++
  }
  return count
}

function isOdd(count: number): boolean {
  return count % 2 === 1
}
