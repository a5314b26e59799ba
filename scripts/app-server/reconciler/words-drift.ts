import type { AppContext } from '../context'
import { listWords, wordCall } from '../domain/word-list'
import type { CloudCall } from '../outbox/outbox'
import { differences } from './differences'

interface CloudWord {
  /** '1' replaces, '0' refuses; the wire has a string. */
  type: string | number
  word: string
  replaceWord?: string
}

/** The word list. A word whose replacement differs counts as missing: adding it again changes it. */
export async function driftOfWords({
  db,
  rongcloud,
}: Pick<AppContext, 'db' | 'rongcloud'>): Promise<CloudCall[]> {
  const wanted = await listWords(db)
  // type 2 asks for words of both kinds.
  const answer = await rongcloud.call<{ words?: CloudWord[] }>('/sensitiveword/list.json', {
    type: 2,
  })
  const actual = answer.words ?? []
  const key = (word: string, replacement: string | null): string =>
    JSON.stringify([word, replacement])
  const { missing } = differences(
    wanted.map(({ word, replacement }) => key(word, replacement)),
    actual.map(({ word, replaceWord }) => key(word, replaceWord || null)),
  )
  const { surplus } = differences(
    wanted.map(({ word }) => word),
    actual.map(({ word }) => word),
  )
  return [
    ...surplus.map((word) => wordCall('delete', word, null)),
    ...missing.map((item) => wordCall('add', ...(JSON.parse(item) as [string, string | null]))),
  ]
}
