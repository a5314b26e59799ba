import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { audit } from './audit'
import type { SensitiveWord } from './sensitive-words'

/** The cloud filters what clients send by the same list; its part takes effect there after up to two hours. */
const SUBJECT = 'words:list'

export function listWords(db: Db): Promise<SensitiveWord[]> {
  return db.selectFrom('sensitive_words').select(['word', 'replacement']).orderBy('word').execute()
}

/** Adds a word, or changes what is done about it. */
export async function putWord(
  { db, outbox, now }: AppContext,
  byId: string,
  { word, replacement }: SensitiveWord,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('sensitive_words')
      .values({ word, replacement, by_id: byId, created_at: now() })
      .onConflict((conflict) => conflict.column('word').doUpdateSet({ replacement, by_id: byId }))
      .execute()
    await audit(transaction, now(), byId, 'word.put', `word:${word}`, { replacement })
    await outbox.add(transaction, wordCall('add', word, replacement))
  })
  await outbox.settle([SUBJECT])
}

export async function removeWord(
  { db, outbox, now }: AppContext,
  byId: string,
  word: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const result = await transaction
      .deleteFrom('sensitive_words')
      .where('word', '=', word)
      .executeTakeFirst()
    if (result.numDeletedRows === 0n) return
    await audit(transaction, now(), byId, 'word.remove', `word:${word}`, {})
    await outbox.add(transaction, wordCall('delete', word, null))
  })
  await outbox.settle([SUBJECT])
}

export function wordCall(verb: 'add' | 'delete', word: string, replacement: string | null) {
  return {
    subject: SUBJECT,
    path: `/sensitiveword/${verb}.json`,
    form: { word, ...(replacement === null ? {} : { replaceWord: replacement }) },
  }
}
