/** Bytes of a text in UTF-8; mini-programs have no TextEncoder on all phones. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Bytes of a text inside JSON, where some characters are written as several; without the marks around it. */
export function jsonLength(text: string): number {
  return utf8Length(JSON.stringify(text)) - 2
}
