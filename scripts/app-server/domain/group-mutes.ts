import type { Db } from '../data/tables'
import type { MutedPlace } from './whole-mutes'

/** Members who may speak while the whole group is muted: owner, admins, and those exempted by name. */
async function listExempt(db: Db, groupId: string): Promise<string[]> {
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

export const groupMute: MutedPlace = {
  scope: 'group',
  table: 'groups',
  family: '/group',
  idField: 'groupId',
  listExempt,
}

export async function mayAlwaysSpeak(db: Db, groupId: string, userId: string): Promise<boolean> {
  return (await listExempt(db, groupId)).includes(userId)
}
