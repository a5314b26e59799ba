import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import type { CloudCall } from '../outbox/outbox'
import { audit } from './audit'
import { inCalls } from './cloud-limits'
import { groupSubject } from './group-notices'

/** Calls that exempt people from the mute of the whole group, or end that. */
export function exemptionCalls(
  groupId: string,
  userIds: readonly string[],
  verb: 'add' | 'rollback',
): CloudCall[] {
  return inCalls(userIds).map((userId) => ({
    subject: groupSubject(groupId),
    path: `/group/user/ban/whitelist/${verb}.json`,
    form: { groupId, userId },
  }))
}

/** Members who may speak while the whole group is muted: owner, admins, and those exempted by name. */
export async function listExempt(db: Db, groupId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('group_members')
    .leftJoin('exemptions', (join) =>
      join
        .on('exemptions.scope', '=', 'group')
        .onRef('exemptions.scope_id', '=', 'group_members.group_id')
        .onRef('exemptions.user_id', '=', 'group_members.user_id'),
    )
    .select('group_members.user_id as id')
    .where('group_members.group_id', '=', groupId)
    .where((where) =>
      where.or([
        where('group_members.role', 'in', ['owner', 'admin']),
        where('exemptions.user_id', 'is not', null),
      ]),
    )
    .orderBy('group_members.user_id')
    .execute()
  return rows.map((row) => row.id)
}

export async function mayAlwaysSpeak(db: Db, groupId: string, userId: string): Promise<boolean> {
  return (await listExempt(db, groupId)).includes(userId)
}

export function muteCall(groupId: string, isMuted: boolean): CloudCall {
  return {
    subject: groupSubject(groupId),
    path: isMuted ? '/group/ban/add.json' : '/group/ban/rollback.json',
    form: { groupId: [groupId] },
  }
}

/** Mutes or opens the whole group. Exemptions reach the cloud first, so that nobody exempt is cut off. */
export async function setGroupMuted(
  { db, outbox, now }: AppContext,
  byId: string,
  groupId: string,
  isMuted: boolean,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('groups')
      .set({ is_muted: isMuted, updated_at: now() })
      .where('id', '=', groupId)
      .execute()
    await audit(transaction, now(), byId, 'group.mute-all', `group:${groupId}`, { isMuted })
    const exempt = await listExempt(transaction, groupId)
    await outbox.add(
      transaction,
      ...(isMuted ? exemptionCalls(groupId, exempt, 'add') : []),
      muteCall(groupId, isMuted),
    )
  })
  await outbox.settle([groupSubject(groupId)])
}

export async function setGroupExemption(
  { db, outbox }: AppContext,
  groupId: string,
  userId: string,
  isExempt: boolean,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (isExempt) {
      await transaction
        .insertInto('exemptions')
        .values({ scope: 'group', scope_id: groupId, user_id: userId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else {
      await transaction
        .deleteFrom('exemptions')
        .where('scope', '=', 'group')
        .where('scope_id', '=', groupId)
        .where('user_id', '=', userId)
        .execute()
    }
    const isStillExempt = await mayAlwaysSpeak(transaction, groupId, userId)
    await outbox.add(
      transaction,
      ...exemptionCalls(groupId, [userId], isStillExempt ? 'add' : 'rollback'),
    )
  })
  await outbox.settle([groupSubject(groupId)])
}
