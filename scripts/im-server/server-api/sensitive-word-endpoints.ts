import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'

import type { Cloud } from '../cloud'
import { ApiError } from './api-error'
import { endpoint, type Endpoints } from './endpoint'
import { Text, Texts, Whole } from './fields'
import { jsonList } from './json-field'

const LONGEST_WORD = 32
const WORDS_A_CALL = 50

const Word = Text(LONGEST_WORD)
const Entry = Type.Object({
  word: Word,
  replaceWord: Type.Optional(Type.String({ maxLength: LONGEST_WORD })),
})

function add({ state }: Cloud, entries: Static<typeof Entry>[]): void {
  const known = new Set([...state.sensitiveWords.all()].map(({ word }) => word))
  const added = entries.filter(({ word }) => !known.has(word)).length
  if (known.size + added > state.sensitiveWords.limit) throw new ApiError(1019, 'The list is full.')
  for (const { word, replaceWord } of entries) state.sensitiveWords.put(word, replaceWord || null)
}

/** `words` of the batch call: JSON of `[{"word":"...","replaceWord":"..."}]`. */
function wordsIn(text: string): Static<typeof Entry>[] {
  const words = jsonList('words', text)
  if (words.length > WORDS_A_CALL) throw new ApiError(1502, 'words holds too many.')
  return words.map((word) => {
    if (!Value.Check(Entry, word))
      throw new ApiError(1002, 'words holds something else than words.')
    return word
  })
}

/** Words that stop a message, or are replaced in it. Here they work at once; the cloud takes up to two hours. */
export const sensitiveWordEndpoints: Endpoints = {
  '/sensitiveword/add': endpoint({ word: Word, replaceWord: Type.Optional(Word) }, (entry, cloud) =>
    add(cloud, [entry]),
  ),
  '/sensitiveword/batch/add': endpoint({ words: Text(16_384) }, ({ words }, cloud) =>
    add(cloud, wordsIn(words)),
  ),
  '/sensitiveword/delete': endpoint({ word: Word }, ({ word }, { state }) =>
    state.sensitiveWords.remove(word),
  ),
  '/sensitiveword/batch/delete': endpoint(
    { words: Texts(WORDS_A_CALL, LONGEST_WORD) },
    ({ words }, { state }) => {
      for (const word of words) state.sensitiveWords.remove(word)
    },
  ),
  /** Type 0: words that stop, 1: words that are replaced, 2: both. */
  '/sensitiveword/list': endpoint(
    { type: Type.Optional(Whole(0, 2)) },
    ({ type = 1 }, { state }) => ({
      words: [...state.sensitiveWords.all()]
        .map(({ word, replaceWord }) => ({
          type: replaceWord === null ? '0' : '1',
          word,
          ...(replaceWord === null ? {} : { replaceWord }),
        }))
        .filter((entry) => type === 2 || entry.type === String(type)),
    }),
  ),
}
