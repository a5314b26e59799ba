const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/**
 * An id no other phone makes: time, then 12 random letters. Math.random is enough: the id guards
 * against repeats, not against guessing.
 */
export function randomId(nowMs: number): string {
  let letters = ''
  for (let count = 0; count < 12; count += 1) {
    letters += LETTERS[Math.floor(Math.random() * LETTERS.length)]
  }
  return `${nowMs.toString(36)}-${letters}`
}
