import type { AppContext } from '../context'
import type { Db, GroupRole } from '../data/tables'
import { Problem } from '../http/problem'
import { audit } from './audit'
import { groupMute, mayAlwaysSpeak } from './group-mutes'
import { exemptionCalls } from './whole-mutes'
import { groupSubject, groupTold, membershipTold } from './group-notices'
import { findGroup, findGroupRole, LARGEST_GROUP, requireContacts } from './groups'
import { findProfiles } from './people'

const RANK: Record<GroupRole, number> = { member: 0, admin: 1, owner: 2 }

export function hasAtLeast(role: GroupRole, wanted: GroupRole): boolean {
  return RANK[role] >= RANK[wanted]
}

/** @throws {Problem} forbidden unless `role` stands above the other person's; not_found for no member. */
export async function requireAbove(
  db: Db,
  groupId: string,
  role: GroupRole,
  targetId: string,
): Promise<GroupRole> {
  const targetRole = await findGroupRole(db, groupId, targetId)
  if (!targetRole) throw Problem.notFound('group member')
  if (RANK[role] <= RANK[targetRole]) {
    throw Problem.forbidden(`Not allowed against the group's ${targetRole}.`)
  }
  return targetRole
}

/** One's own joining of an open group. */
export async function joinGroup(
  context: AppContext,
  userId: string,
  groupId: string,
): Promise<void> {
  const group = await findGroup(context.db, groupId)
  if (await findGroupRole(context.db, groupId, userId)) return
  if (group.joinPolicy !== 'open') {
    throw Problem.forbidden('This group is joined by invitation of its admins.')
  }
  await addMembers(context, userId, groupId, [userId])
}

/** Adds some of the inviter's contacts; in a group joined by invitation only its admins may. */
export async function inviteToGroup(
  context: AppContext,
  inviterId: string,
  inviterRole: GroupRole,
  groupId: string,
  userIds: string[],
): Promise<void> {
  const group = await findGroup(context.db, groupId)
  if (group.joinPolicy === 'invitation' && !hasAtLeast(inviterRole, 'admin')) {
    throw Problem.forbidden("Only the group's admins invite people here.")
  }
  await requireContacts(context.db, inviterId, userIds)
  await addMembers(context, inviterId, groupId, userIds)
}

async function addMembers(
  { db, outbox, now }: AppContext,
  byId: string,
  groupId: string,
  userIds: string[],
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    // The lock makes people who join at once count one after the other.
    await transaction
      .selectFrom('groups')
      .select('id')
      .where('id', '=', groupId)
      .forUpdate()
      .execute()
    const group = await findGroup(transaction, groupId)
    const added = await transaction
      .insertInto('group_members')
      .values(
        [...new Set(userIds)].map((userId) => ({
          group_id: groupId,
          user_id: userId,
          role: 'member' as const,
          joined_at: now(),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .execute()
    if (group.memberCount + added.length > LARGEST_GROUP) {
      throw Problem.conflict(`A group holds ${LARGEST_GROUP} people at most.`)
    }
    if (added.length === 0) return
    const ids = added.map((row) => row.user_id)
    const invited = ids.filter((id) => id !== byId)
    const names = await findProfiles(transaction, ids)
    await outbox.add(
      transaction,
      {
        subject: groupSubject(groupId),
        path: '/group/join.json',
        form: { userId: ids, groupId, groupName: group.name },
      },
      groupTold(groupId, byId, 'Add', {
        targetUserIds: ids,
        targetUserDisplayNames: names.map((profile) => profile.nickname),
      }),
      ...membershipTold(invited, group, byId, 'added'),
    )
  })
  await outbox.settle([groupSubject(groupId)])
}

/** One's own leaving. An owner hands the group over first, or dismisses it. */
export async function leaveGroup(
  context: AppContext,
  userId: string,
  role: GroupRole,
  groupId: string,
): Promise<void> {
  if (role === 'owner') {
    throw Problem.conflict('The owner hands the group over before leaving, or dismisses it.')
  }
  await removeMember(context, userId, groupId, userId)
}

export async function kickFromGroup(
  context: AppContext,
  byId: string,
  role: GroupRole,
  groupId: string,
  userId: string,
): Promise<void> {
  await requireAbove(context.db, groupId, role, userId)
  await removeMember(context, byId, groupId, userId)
}

async function removeMember(
  { db, outbox, now }: AppContext,
  byId: string,
  groupId: string,
  userId: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom('group_members')
      .where('group_id', '=', groupId)
      .where('user_id', '=', userId)
      .execute()
    await transaction
      .deleteFrom('exemptions')
      .where('scope', '=', 'group')
      .where('scope_id', '=', groupId)
      .where('user_id', '=', userId)
      .execute()
    const group = await findGroup(transaction, groupId)
    const names = await findProfiles(transaction, [userId])
    const isOwnWish = byId === userId
    if (!isOwnWish) {
      await audit(transaction, now(), byId, 'group.kick', `group:${groupId}`, { userId })
    }
    // Told first, while the person who goes is still in the group and sees it too.
    await outbox.add(
      transaction,
      groupTold(groupId, byId, isOwnWish ? 'Quit' : 'Kicked', {
        targetUserIds: [userId],
        targetUserDisplayNames: names.map((profile) => profile.nickname),
      }),
      {
        subject: groupSubject(groupId),
        path: '/group/quit.json',
        form: { userId: [userId], groupId },
      },
      ...membershipTold(isOwnWish ? [] : [userId], group, byId, 'removed'),
    )
  })
  await outbox.settle([groupSubject(groupId)])
}

export async function transferGroup(
  { db, outbox, now }: AppContext,
  ownerId: string,
  groupId: string,
  heirId: string,
): Promise<void> {
  if (ownerId === heirId) return
  if (!(await findGroupRole(db, groupId, heirId))) throw Problem.notFound('group member')
  await db.transaction().execute(async (transaction) => {
    await setRole(transaction, groupId, ownerId, 'admin')
    await setRole(transaction, groupId, heirId, 'owner')
    await transaction
      .updateTable('groups')
      .set({ owner_id: heirId, updated_at: now() })
      .where('id', '=', groupId)
      .execute()
    const { isMuted } = await findGroup(transaction, groupId)
    const names = await findProfiles(transaction, [heirId])
    await outbox.add(
      transaction,
      ...(isMuted ? exemptionCalls(groupMute, groupId, [heirId], 'add') : []),
      groupTold(groupId, ownerId, 'Transfer', {
        oldCreatorId: ownerId,
        newCreatorId: heirId,
        newCreatorName: names[0]?.nickname,
      }),
    )
  })
  await outbox.settle([groupSubject(groupId)])
}

/** Makes a member an admin, or an admin a member again. Admins may speak while the group is muted. */
export async function setGroupAdmin(
  { db, outbox, now }: AppContext,
  ownerId: string,
  groupId: string,
  userId: string,
  role: 'admin' | 'member',
): Promise<void> {
  await requireAbove(db, groupId, 'owner', userId)
  await db.transaction().execute(async (transaction) => {
    await setRole(transaction, groupId, userId, role)
    await audit(transaction, now(), ownerId, `group.${role}`, `group:${groupId}`, { userId })
    const { isMuted } = await findGroup(transaction, groupId)
    if (!isMuted) return
    const isExempt = await mayAlwaysSpeak(transaction, groupId, userId)
    await outbox.add(
      transaction,
      ...exemptionCalls(groupMute, groupId, [userId], isExempt ? 'add' : 'rollback'),
    )
  })
  await outbox.settle([groupSubject(groupId)])
}

async function setRole(db: Db, groupId: string, userId: string, role: GroupRole): Promise<void> {
  await db
    .updateTable('group_members')
    .set({ role })
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute()
}
