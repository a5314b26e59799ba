import type { AppContext } from '../context'
import { storePresence } from '../domain/presence'

/** A callback that is lost leaves a person online for ever; after this time the cloud is asked. */
const TRUSTED_MS = 10 * 60_000
const ASKED_AT_ONCE = 100

/** Asks the cloud about people who have been online for long by our books. */
export async function refreshPresence({
  db,
  rongcloud,
  now,
}: Pick<AppContext, 'db' | 'rongcloud' | 'now'>): Promise<void> {
  const doubtful = await db
    .selectFrom('presence')
    .select(['user_id as userId', 'os'])
    .where('is_online', '=', true)
    .where('changed_at', '<', now() - TRUSTED_MS)
    .orderBy('changed_at')
    .limit(ASKED_AT_ONCE)
    .execute()
  for (const { userId, os } of doubtful) {
    const askedAt = now()
    const answer = await rongcloud.call<{ status: string | number }>('/user/checkOnline.json', {
      userId,
    })
    await storePresence(db, userId, String(answer.status) === '1', os, askedAt)
  }
}
