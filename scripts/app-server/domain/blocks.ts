import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { requirePeople, type Profile } from './people'

export function listBlocks(db: Db, userId: string): Promise<Profile[]> {
  return db
    .selectFrom('blocks')
    .innerJoin('users', 'users.id', 'blocks.target_id')
    .select(['users.id', 'users.nickname', 'users.avatar'])
    .where('blocks.user_id', '=', userId)
    .orderBy('blocks.created_at')
    .orderBy('users.id')
    .execute()
}

/** The cloud refuses what a blocked person sends (405 at the sender). */
export async function block(context: AppContext, userId: string, targetId: string): Promise<void> {
  const { db, outbox, now } = context
  if (userId === targetId) throw Problem.conflict('One cannot block oneself.')
  await requirePeople(db, [targetId])
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('blocks')
      .values({ user_id: userId, target_id: targetId, created_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await outbox.add(transaction, {
      subject: `user:${userId}`,
      path: '/user/blacklist/add.json',
      form: { userId, blackUserId: [targetId] },
    })
  })
  await outbox.settle([`user:${userId}`])
}

export async function unblock(
  { db, outbox }: AppContext,
  userId: string,
  targetId: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const result = await transaction
      .deleteFrom('blocks')
      .where('user_id', '=', userId)
      .where('target_id', '=', targetId)
      .executeTakeFirst()
    if (result.numDeletedRows === 0n) return
    await outbox.add(transaction, {
      subject: `user:${userId}`,
      path: '/user/blacklist/remove.json',
      form: { userId, blackUserId: [targetId] },
    })
  })
  await outbox.settle([`user:${userId}`])
}
