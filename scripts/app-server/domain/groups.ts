import type { AppContext } from '../context'
import type { Db, GroupRole, JoinPolicy } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import type { CloudCall } from '../outbox/outbox'
import { audit } from './audit'
import { groupSubject, groupTold, membershipTold } from './group-notices'
import { listContacts, type Contact } from './contacts'
import type { Profile } from './people'

/** A cloud group holds 3,000 people; every change of a larger one would cost more than a chat among friends needs. */
export const LARGEST_GROUP = 500

export interface Group {
  id: string
  name: string
  notice: string
  ownerId: string
  joinPolicy: JoinPolicy
  isMuted: boolean
  memberCount: number
}

export interface GroupMember extends Profile {
  role: GroupRole
  joinedAt: number
}

function selectGroups(db: Db) {
  return db
    .selectFrom('groups')
    .select([
      'groups.id',
      'groups.name',
      'groups.notice',
      'groups.owner_id as ownerId',
      'groups.join_policy as joinPolicy',
      'groups.is_muted as isMuted',
    ])
    .select((from) =>
      from
        .selectFrom('group_members')
        .whereRef('group_members.group_id', '=', 'groups.id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('memberCount'),
    )
    .where('groups.status', '=', 'active')
}

export async function findGroup(db: Db, groupId: string): Promise<Group> {
  const group = await selectGroups(db).where('groups.id', '=', groupId).executeTakeFirst()
  if (!group) throw Problem.notFound('group')
  return withCount(group)
}

export async function listGroupsOf(db: Db, userId: string): Promise<Group[]> {
  const groups = await selectGroups(db)
    .innerJoin('group_members as own', 'own.group_id', 'groups.id')
    .where('own.user_id', '=', userId)
    .orderBy('groups.name')
    .orderBy('groups.id')
    .execute()
  return groups.map(withCount)
}

function withCount(row: Omit<Group, 'memberCount'> & { memberCount: number | null }): Group {
  return { ...row, memberCount: row.memberCount ?? 0 }
}

/** The owner first, then admins, then in order of joining. */
export function listMembers(db: Db, groupId: string): Promise<GroupMember[]> {
  return db
    .selectFrom('group_members')
    .innerJoin('users', 'users.id', 'group_members.user_id')
    .select([
      'users.id',
      'users.nickname',
      'users.avatar',
      'group_members.role',
      'group_members.joined_at as joinedAt',
    ])
    .where('group_members.group_id', '=', groupId)
    .orderBy((order) =>
      order.case('group_members.role').when('owner').then(0).when('admin').then(1).else(2).end(),
    )
    .orderBy('group_members.joined_at')
    .orderBy('users.id')
    .execute()
}

export async function findGroupRole(
  db: Db,
  groupId: string,
  userId: string,
): Promise<GroupRole | null> {
  const row = await db
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .select('group_members.role')
    .where('groups.status', '=', 'active')
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.role ?? null
}

export interface NewGroup {
  name: string
  memberIds: string[]
  joinPolicy: JoinPolicy
}

/** Makes a group of oneself and some of one's contacts. */
export async function createGroup(
  context: AppContext,
  ownerId: string,
  wanted: NewGroup,
): Promise<Group> {
  const { db, textGuard } = context
  const name = await textGuard.check(ownerId, 'social', wanted.name.trim())
  const memberIds = [...new Set(wanted.memberIds)].filter((id) => id !== ownerId)
  await requireContacts(db, ownerId, memberIds)
  const id = newId('g')
  const group = { id, name, ownerId, memberIds, joinPolicy: wanted.joinPolicy }
  await insertGroup(context, group, membershipTold(memberIds, group, ownerId, 'added'))
  await context.outbox.settle([groupSubject(id)])
  return findGroup(db, id)
}

export interface GroupToInsert {
  id: string
  name: string
  ownerId: string
  memberIds: string[]
  joinPolicy: JoinPolicy
}

/**
 * Writes the group, its members and the cloud's part in one transaction.
 * @param notices of the group to people by themselves.
 */
export async function insertGroup(
  context: AppContext,
  group: GroupToInsert,
  notices: readonly CloudCall[] = [],
): Promise<void> {
  const { db, outbox, now } = context
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('groups')
      .values({
        id: group.id,
        name: group.name,
        owner_id: group.ownerId,
        join_policy: group.joinPolicy,
        created_at: now(),
        updated_at: now(),
      })
      .execute()
    const people = [group.ownerId, ...group.memberIds]
    await transaction
      .insertInto('group_members')
      .values(
        people.map((userId) => ({
          group_id: group.id,
          user_id: userId,
          role: userId === group.ownerId ? ('owner' as const) : ('member' as const),
          joined_at: now(),
        })),
      )
      .execute()
    await outbox.add(
      transaction,
      {
        subject: groupSubject(group.id),
        path: '/group/create.json',
        form: { userId: people, groupId: group.id, groupName: group.name },
      },
      groupTold(group.id, group.ownerId, 'Create', { targetGroupName: group.name }),
      ...notices,
    )
  })
}

export interface GroupChange {
  name?: string
  notice?: string
  joinPolicy?: JoinPolicy
}

export async function changeGroup(
  context: AppContext,
  byId: string,
  groupId: string,
  change: GroupChange,
): Promise<Group> {
  const { db, outbox, textGuard, now } = context
  const checked: GroupChange = { ...change }
  if (change.name !== undefined) {
    checked.name = await textGuard.check(byId, 'social', change.name.trim())
  }
  if (change.notice) checked.notice = await textGuard.check(byId, 'social', change.notice)
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('groups')
      .set({
        ...(checked.name === undefined ? {} : { name: checked.name }),
        ...(checked.notice === undefined ? {} : { notice: checked.notice }),
        ...(checked.joinPolicy === undefined ? {} : { join_policy: checked.joinPolicy }),
        updated_at: now(),
      })
      .where('id', '=', groupId)
      .execute()
    if (checked.name !== undefined) {
      await outbox.add(
        transaction,
        {
          subject: groupSubject(groupId),
          path: '/group/refresh.json',
          form: { groupId, groupName: checked.name },
        },
        groupTold(groupId, byId, 'Rename', { targetGroupName: checked.name }),
      )
    }
    if (checked.notice !== undefined) {
      await outbox.add(
        transaction,
        groupTold(groupId, byId, 'Bulletin', { bulletin: checked.notice }),
      )
    }
  })
  await outbox.settle([groupSubject(groupId)])
  return findGroup(db, groupId)
}

/** Ends a group for everybody; the cloud keeps what was said, nobody can send any more. */
export async function dismissGroup(
  { db, outbox, now }: AppContext,
  byId: string,
  groupId: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const group = await findGroup(transaction, groupId)
    const members = await listMembers(transaction, groupId)
    const others = members.map(({ id }) => id).filter((id) => id !== byId)
    await transaction
      .updateTable('groups')
      .set({ status: 'dismissed', updated_at: now() })
      .where('id', '=', groupId)
      .execute()
    await transaction.deleteFrom('group_members').where('group_id', '=', groupId).execute()
    await audit(transaction, now(), byId, 'group.dismiss', `group:${groupId}`, {})
    await outbox.add(
      transaction,
      groupTold(groupId, byId, 'Dismiss', {}),
      {
        subject: groupSubject(groupId),
        path: '/group/dismiss.json',
        form: { userId: byId, groupId },
      },
      ...membershipTold(others, group, byId, 'dissolved'),
    )
  })
  await outbox.settle([groupSubject(groupId)])
}

/** Strangers cannot be pulled into a group. */
export async function requireContacts(db: Db, userId: string, ids: string[]): Promise<Contact[]> {
  const contacts = await listContacts(db, userId)
  const known = new Map(contacts.map((contact) => [contact.id, contact]))
  if (ids.some((id) => !known.has(id))) {
    throw Problem.forbidden('Only your contacts can be invited to a group.')
  }
  return ids.map((id) => known.get(id)!)
}
