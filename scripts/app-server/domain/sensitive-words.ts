export interface SensitiveWord {
  word: string
  /** null: refuse the text; otherwise put this in the word's place. */
  replacement: string | null
}

export interface WordOutcome {
  text: string
  /** The word the text is refused for, null when it may go on. */
  refusedFor: string | null
}

/** Applies the list, letter case apart. A refusing word wins over any replacement; longer words go first. */
export function applyWords(text: string, words: readonly SensitiveWord[]): WordOutcome {
  const folded = text.toLowerCase()
  const refusing = words.find(
    ({ word, replacement }) => replacement === null && folded.includes(word.toLowerCase()),
  )
  if (refusing) return { text, refusedFor: refusing.word }
  const replacing = words.filter((word) => word.replacement !== null)
  const byLength = [...replacing].sort((a, b) => b.word.length - a.word.length)
  const replaced = byLength.reduce(
    (current, { word, replacement }) =>
      current.replace(new RegExp(escapeForRegExp(word), 'giu'), () => replacement ?? ''),
    text,
  )
  return { text: replaced, refusedFor: null }
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
