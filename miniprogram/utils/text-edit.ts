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

/** Variation selectors, skin tones, key caps and joiners belong to the character before them. */
function isExtender(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (
    code === ZERO_WIDTH_JOINER ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0x1f3fb && code <= 0x1f3ff) ||
    code === 0x20e3
  )
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
