import { sql } from 'kysely'

import type { AppContext } from '../context'
import { Problem } from '../http/problem'
import { audit } from './audit'
import { leaveGroup } from './group-membership'
import { listGroupsOf } from './groups'
import { selectRooms } from './rooms'

/** What others see in place of a name; what the person said stays where it was said. */
const DELETED_NAME = '已注销'

/**
 * Ends an account: the person leaves every group, loses contacts and sessions, and what ties the account to WeChat is
 * forgotten. Signing in by WeChat again makes a new account.
 * @throws {Problem} conflict while the person owns a group or an open room, which others may need.
 */
export async function deleteAccount(context: AppContext, userId: string): Promise<void> {
  const { db, outbox, now } = context
  const groups = await listGroupsOf(db, userId)
  const rooms = await selectRooms(db).where('owner_id', '=', userId).execute()
  if (rooms.length > 0 || groups.some((group) => group.ownerId === userId)) {
    throw Problem.conflict('Hand over or dismiss your groups and close your rooms first.')
  }
  for (const group of groups) await leaveGroup(context, userId, 'member', group.id)
  await db.transaction().execute(async (transaction) => {
    const eitherSide = (one: string, other: string) =>
      sql<boolean>`${userId} in (${sql.ref(one)}, ${sql.ref(other)})`
    await transaction.deleteFrom('contacts').where(eitherSide('user_id', 'contact_id')).execute()
    await transaction.deleteFrom('contact_requests').where(eitherSide('from_id', 'to_id')).execute()
    await transaction.deleteFrom('blocks').where(eitherSide('user_id', 'target_id')).execute()
    await transaction.deleteFrom('room_hosts').where('user_id', '=', userId).execute()
    await transaction.deleteFrom('exemptions').where('user_id', '=', userId).execute()
    await transaction.deleteFrom('presence').where('user_id', '=', userId).execute()
    await transaction.deleteFrom('sessions').where('user_id', '=', userId).execute()
    await transaction
      .updateTable('users')
      .set({
        openid: null,
        unionid: null,
        nickname: DELETED_NAME,
        avatar: '',
        role: 'user',
        updated_at: now(),
        deleted_at: now(),
      })
      .where('id', '=', userId)
      .execute()
    await audit(transaction, now(), userId, 'user.delete', `user:${userId}`, {})
    await outbox.add(transaction, {
      subject: `user:${userId}`,
      path: '/user/deactivate.json',
      form: { userId },
    })
  })
  await outbox.settle([`user:${userId}`])
}
