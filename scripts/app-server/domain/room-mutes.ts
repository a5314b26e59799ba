import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import type { CloudCall } from '../outbox/outbox'
import { audit } from './audit'
import { inCalls } from './cloud-limits'
import { findRoom, findRoomRole, listHosts, roomSubject } from './rooms'
import { describeEnd, findSanction, requireNotBanned } from './sanctions'

export function roomMuteCall(roomId: string, isMuted: boolean): CloudCall {
  return {
    subject: roomSubject(roomId),
    path: isMuted ? '/chatroom/ban/add.json' : '/chatroom/ban/rollback.json',
    form: { chatroomId: [roomId] },
  }
}

/** Calls that exempt people from the mute of the whole room, or end that. */
export function roomExemptionCalls(
  roomId: string,
  userIds: readonly string[],
  verb: 'add' | 'rollback',
): CloudCall[] {
  return inCalls(userIds).map((userId) => ({
    subject: roomSubject(roomId),
    path: `/chatroom/user/ban/whitelist/${verb}.json`,
    form: { chatroomId: roomId, userId },
  }))
}

/** People who may speak while the whole room is muted: owner, hosts, and those exempted by name. */
export async function listRoomExempt(db: Db, roomId: string): Promise<string[]> {
  const [{ ownerId }, hosts, named] = [
    await findRoom(db, roomId),
    await listHosts(db, roomId),
    await db
      .selectFrom('exemptions')
      .select('user_id')
      .where('scope', '=', 'room')
      .where('scope_id', '=', roomId)
      .execute(),
  ]
  return [...new Set([ownerId, ...hosts, ...named.map((row) => row.user_id)])].sort()
}

export async function setRoomMuted(
  { db, outbox, now }: AppContext,
  byId: string,
  roomId: string,
  isMuted: boolean,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('rooms')
      .set({ is_muted: isMuted, updated_at: now() })
      .where('id', '=', roomId)
      .execute()
    await audit(transaction, now(), byId, 'room.mute-all', roomSubject(roomId), { isMuted })
    const exempt = await listRoomExempt(transaction, roomId)
    await outbox.add(
      transaction,
      ...(isMuted ? roomExemptionCalls(roomId, exempt, 'add') : []),
      roomMuteCall(roomId, isMuted),
    )
  })
  await outbox.settle([roomSubject(roomId)])
}

export async function setRoomExemption(
  { db, outbox }: AppContext,
  roomId: string,
  userId: string,
  isExempt: boolean,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (isExempt) {
      await transaction
        .insertInto('exemptions')
        .values({ scope: 'room', scope_id: roomId, user_id: userId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else {
      await transaction
        .deleteFrom('exemptions')
        .where('scope', '=', 'room')
        .where('scope_id', '=', roomId)
        .where('user_id', '=', userId)
        .execute()
    }
    const isStillExempt = (await listRoomExempt(transaction, roomId)).includes(userId)
    await outbox.add(
      transaction,
      ...roomExemptionCalls(roomId, [userId], isStillExempt ? 'add' : 'rollback'),
    )
  })
  await outbox.settle([roomSubject(roomId)])
}

/**
 * The cloud lets everything pass that a server publishes, so a person's right to speak is checked here first.
 * @throws {Problem} muted or banned.
 */
export async function requireMaySpeak(
  { db, now }: AppContext,
  roomId: string,
  userId: string,
): Promise<void> {
  await requireNotBanned({ db, now }, 'room.ban', roomId, userId)
  const mute = await findSanction(db, now(), { kind: 'room.mute', scopeId: roomId, userId })
  if (mute) throw new Problem('muted', `Muted in this room ${describeEnd(mute)}.`)
  const room = await findRoom(db, roomId)
  if (room.isMuted && !(await listRoomExempt(db, roomId)).includes(userId)) {
    throw new Problem('muted', 'The whole room is muted.')
  }
}

/** @throws {Problem} forbidden against the owner, or by a host against a host. */
export async function requireMaySanction(
  db: Db,
  roomId: string,
  byId: string,
  isStaff: boolean,
  userId: string,
): Promise<void> {
  if (byId === userId) throw Problem.conflict('Not against oneself.')
  const target = await findRoomRole(db, roomId, userId)
  const own = await findRoomRole(db, roomId, byId)
  if (isStaff || (own === 'owner' && target !== 'owner')) return
  if (target !== 'visitor') throw Problem.forbidden(`Not allowed against the room's ${target}.`)
}
