import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { findRoom, findRoomRole, listHosts } from './rooms'
import { describeEnd, findSanction, requireNotBanned } from './sanctions'
import type { MutedPlace } from './whole-mutes'

/** People who may speak while the whole room is muted: owner, hosts, and those exempted by name. */
async function listExempt(db: Db, roomId: string): Promise<string[]> {
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

export const roomMute: MutedPlace = {
  scope: 'room',
  table: 'rooms',
  family: '/chatroom',
  idField: 'chatroomId',
  listExempt,
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
  if (room.isMuted && !(await listExempt(db, roomId)).includes(userId)) {
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
