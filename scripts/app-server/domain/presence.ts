import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { isContact } from './contacts'

export interface Presence {
  userId: string
  isOnline: boolean
}

/** Only contacts see whether a person is online. Known from callbacks where they come, else asked of the cloud. */
export async function findPresence(
  { db, rongcloud }: AppContext,
  askerId: string,
  userId: string,
): Promise<Presence> {
  if (askerId !== userId && !(await isContact(db, askerId, userId))) {
    throw Problem.notFound('contact')
  }
  const row = await db
    .selectFrom('presence')
    .select('is_online')
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (row) return { userId, isOnline: row.is_online }
  const answer = await rongcloud.call<{ status: string | number }>('/user/checkOnline.json', {
    userId,
  })
  return { userId, isOnline: String(answer.status) === '1' }
}

/** Keeps the newest state of a person; an older callback that comes late changes nothing. */
export async function storePresence(
  db: Db,
  userId: string,
  isOnline: boolean,
  os: string,
  changedAt: number,
): Promise<void> {
  const isKnown = await db
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!isKnown) return
  await db
    .insertInto('presence')
    .values({ user_id: userId, is_online: isOnline, os, changed_at: changedAt })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ is_online: isOnline, os, changed_at: changedAt })
        .where('presence.changed_at', '<=', changedAt),
    )
    .execute()
}
