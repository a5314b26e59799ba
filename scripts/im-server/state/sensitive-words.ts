import type { DurableMap, DurableStore } from './durable-store'

export interface SensitiveWord {
  word: string
  /** null: a message with the word is stopped; otherwise this takes the word's place. */
  replaceWord: string | null
}

/** What the list does to a text: stops it, or lets it pass as `text`. */
export type WordVerdict = { isStopped: true } | { isStopped: false; text: string }

/** Words the app does not let pass. */
export class SensitiveWords {
  /** Source: the cloud's documented number of words an app may have. */
  readonly limit = 50
  private readonly words: DurableMap<SensitiveWord>

  constructor(store: DurableStore) {
    this.words = store.map('sensitive-words')
  }

  get size(): number {
    return [...this.words.all()].length
  }

  all(): IterableIterator<SensitiveWord> {
    return this.words.all()
  }

  put(word: string, replaceWord: string | null): void {
    this.words.set(word, { word, replaceWord })
  }

  remove(word: string): void {
    this.words.delete(word)
  }

  /** Applies the list, letter case apart; a stopping word wins over any replacement. */
  judge(text: string): WordVerdict {
    const folded = text.toLowerCase()
    const found = [...this.words.all()].filter(({ word }) => folded.includes(word.toLowerCase()))
    if (found.some(({ replaceWord }) => replaceWord === null)) return { isStopped: true }
    const replaced = found
      .sort((a, b) => b.word.length - a.word.length)
      .reduce((current, { word, replaceWord }) => {
        const pattern = new RegExp(word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')
        return current.replace(pattern, () => replaceWord ?? '')
      }, text)
    return { isStopped: false, text: replaced }
  }
}
