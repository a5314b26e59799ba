import type { Cloud } from '../cloud'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

const LONGEST_WORD = 32
const WORDS_A_CALL = 50

/** @throws {ApiError} for a word that is empty or too long. */
function checked(word: string): string {
  if (word.trim() === '') throw new ApiError(1002, 'word is empty.')
  if (word.length > LONGEST_WORD) throw new ApiError(1005, 'word is too long.')
  return word
}

function add({ state }: Cloud, entries: { word: string; replaceWord: string | null }[]): void {
  const total = state.sensitiveWords.size + entries.length
  if (total > state.sensitiveWords.limit) throw new ApiError(1019, 'The list is full.')
  for (const { word, replaceWord } of entries) state.sensitiveWords.put(word, replaceWord)
}

/** `words` of the batch call: JSON of `[{"word":"...","replaceWord":"..."}]`. */
function wordsIn(parameters: Parameters): { word: string; replaceWord: string | null }[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(parameters.text('words'))
  } catch {
    throw new ApiError(1002, 'words is not JSON.')
  }
  if (!Array.isArray(parsed)) throw new ApiError(1002, 'words is not a list.')
  if (parsed.length > WORDS_A_CALL) throw new ApiError(1502, 'words holds too many.')
  return parsed.map((item: unknown) => {
    const { word, replaceWord } = (item ?? {}) as { word?: unknown; replaceWord?: unknown }
    if (typeof word !== 'string') throw new ApiError(1002, 'words holds something else than words.')
    const replacement = typeof replaceWord === 'string' && replaceWord ? replaceWord : null
    return { word: checked(word), replaceWord: replacement }
  })
}

/** Words that stop a message, or are replaced in it. Here they work at once; the cloud takes up to two hours. */
export const sensitiveWordEndpoints: Endpoints = {
  '/sensitiveword/add': (parameters, cloud) => {
    const word = checked(parameters.text('word'))
    const replaceWord = parameters.optional('replaceWord') || null
    return () => add(cloud, [{ word, replaceWord }])
  },
  '/sensitiveword/batch/add': (parameters, cloud) => {
    const words = wordsIn(parameters)
    return () => add(cloud, words)
  },
  '/sensitiveword/delete': (parameters, { state }) => {
    const word = parameters.text('word')
    return () => state.sensitiveWords.remove(word)
  },
  '/sensitiveword/batch/delete': (parameters, { state }) => {
    const words = parameters.all('words')
    if (words.length === 0) throw new ApiError(1002, 'words is required.')
    if (words.length > WORDS_A_CALL) throw new ApiError(1502, 'words holds too many.')
    return () => {
      for (const word of words) state.sensitiveWords.remove(word)
    }
  },
  /** Type 0: words that stop, 1: words that are replaced, 2: both. */
  '/sensitiveword/list': (parameters, { state }) => {
    const type = parameters.integer('type', { min: 0, max: 2, standard: 1 })
    return () => ({
      words: [...state.sensitiveWords.all()]
        .map(({ word, replaceWord }) => ({
          type: replaceWord === null ? '0' : '1',
          word,
          ...(replaceWord === null ? {} : { replaceWord }),
        }))
        .filter((entry) => type === 2 || entry.type === String(type)),
    })
  },
}
