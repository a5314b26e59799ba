import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import type { CloudCall } from '../outbox/outbox'
import { audit } from './audit'

/** Open rooms one person may own; rooms cost the cloud something even while empty. */
const ROOMS_PER_OWNER = 5
/** A week: the longest time the cloud keeps an idle room. After that the reconciler makes it again. */
const IDLE_MINUTES = 10_080

export interface Room {
  id: string
  name: string
  ownerId: string
  isMuted: boolean
  createdAt: number
}

export type RoomRole = 'visitor' | 'host' | 'owner'

export function roomSubject(roomId: string): string {
  return `room:${roomId}`
}

export function selectRooms(db: Db) {
  return db
    .selectFrom('rooms')
    .select(['id', 'name', 'owner_id as ownerId', 'is_muted as isMuted', 'created_at as createdAt'])
    .where('status', '=', 'open')
}

/** Open rooms by id, from after `cursor`. */
export function listRooms(db: Db, limit: number, cursor?: string): Promise<Room[]> {
  const rooms = selectRooms(db).orderBy('id').limit(limit)
  return (cursor ? rooms.where('id', '>', cursor) : rooms).execute()
}

export async function findRoom(db: Db, roomId: string): Promise<Room> {
  const room = await selectRooms(db).where('id', '=', roomId).executeTakeFirst()
  if (!room) throw Problem.notFound('room')
  return room
}

/** A room is open to everybody: who is neither its owner nor a host is a visitor. null: no such open room. */
export async function findRoomRole(
  db: Db,
  roomId: string,
  userId: string,
): Promise<RoomRole | null> {
  const row = await db
    .selectFrom('rooms')
    .leftJoin('room_hosts', (join) =>
      join.onRef('room_hosts.room_id', '=', 'rooms.id').on('room_hosts.user_id', '=', userId),
    )
    .select(['rooms.owner_id', 'room_hosts.user_id as host_id'])
    .where('rooms.id', '=', roomId)
    .where('rooms.status', '=', 'open')
    .executeTakeFirst()
  if (!row) return null
  if (row.owner_id === userId) return 'owner'
  return row.host_id === null ? 'visitor' : 'host'
}

export async function createRoom(
  context: AppContext,
  ownerId: string,
  wantedName: string,
): Promise<Room> {
  const { db, outbox, textGuard } = context
  const name = await textGuard.check(ownerId, 'social', wantedName.trim())
  const owned = await selectRooms(db).where('owner_id', '=', ownerId).execute()
  if (owned.length >= ROOMS_PER_OWNER) {
    throw Problem.conflict(`One person has ${ROOMS_PER_OWNER} open rooms at most.`)
  }
  const id = newId('r')
  await insertRoom(context, { id, name, ownerId })
  await outbox.settle([roomSubject(id)])
  return findRoom(db, id)
}

export async function insertRoom(
  { db, outbox, now }: AppContext,
  room: { id: string; name: string; ownerId: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('rooms')
      .values({
        id: room.id,
        name: room.name,
        owner_id: room.ownerId,
        created_at: now(),
        updated_at: now(),
      })
      .execute()
    await outbox.add(transaction, createRoomCall(room.id))
  })
}

/** destroyType 0: the cloud ends the room when nobody has used it for `destroyTime` minutes. */
export function createRoomCall(roomId: string): CloudCall {
  return {
    subject: roomSubject(roomId),
    path: '/chatroom/create_new.json',
    form: { chatroomId: roomId, destroyType: 0, destroyTime: IDLE_MINUTES },
  }
}

export async function renameRoom(
  { db, textGuard, now }: AppContext,
  byId: string,
  roomId: string,
  name: string,
): Promise<Room> {
  const checked = await textGuard.check(byId, 'social', name.trim())
  await db
    .updateTable('rooms')
    .set({ name: checked, updated_at: now() })
    .where('id', '=', roomId)
    .execute()
  return findRoom(db, roomId)
}

/** Closes a room for good; everybody in it is sent out. */
export async function closeRoom(
  { db, outbox, now }: AppContext,
  byId: string,
  roomId: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('rooms')
      .set({ status: 'closed', updated_at: now() })
      .where('id', '=', roomId)
      .execute()
    await audit(transaction, now(), byId, 'room.close', roomSubject(roomId), {})
    await outbox.add(transaction, {
      subject: roomSubject(roomId),
      path: '/chatroom/destroy.json',
      form: { chatroomId: [roomId] },
    })
  })
  await outbox.settle([roomSubject(roomId)])
}

/** Hosts run a room together with its owner; the cloud drops their messages last. */
export async function setRoomHost(
  { db, outbox }: AppContext,
  roomId: string,
  userId: string,
  isHost: boolean,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if (isHost) {
      await transaction
        .insertInto('room_hosts')
        .values({ room_id: roomId, user_id: userId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else {
      await transaction
        .deleteFrom('room_hosts')
        .where('room_id', '=', roomId)
        .where('user_id', '=', userId)
        .execute()
    }
    await outbox.add(transaction, {
      subject: roomSubject(roomId),
      path: `/chatroom/user/whitelist/${isHost ? 'add' : 'remove'}.json`,
      form: { chatroomId: roomId, userId: [userId] },
    })
  })
  await outbox.settle([roomSubject(roomId)])
}

export async function listHosts(db: Db, roomId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('room_hosts')
    .select('user_id')
    .where('room_id', '=', roomId)
    .orderBy('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}
