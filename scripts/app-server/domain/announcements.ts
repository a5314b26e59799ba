import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import { NOTICE_ENTRY, ROOM_NOTICE, roomEntryCall, roomMessageCall } from './room-messages'
import { roomSubject } from './rooms'

export interface Announcement {
  id: string
  body: string
  byId: string
  createdAt: number
}

/** Newest first; the first one stands on the room's board. */
export function listAnnouncements(db: Db, roomId: string): Promise<Announcement[]> {
  return db
    .selectFrom('announcements')
    .select(['id', 'body', 'by_id as byId', 'created_at as createdAt'])
    .where('room_id', '=', roomId)
    .where('removed_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
}

export async function announce(
  context: AppContext,
  byId: string,
  roomId: string,
  text: string,
): Promise<Announcement> {
  const { db, outbox, textGuard, now } = context
  const body = await textGuard.check(byId, 'social', text)
  const made: Announcement = { id: newId('a'), body, byId, createdAt: now() }
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('announcements')
      .values({ id: made.id, room_id: roomId, body, by_id: byId, created_at: made.createdAt })
      .execute()
    await outbox.add(
      transaction,
      roomEntryCall(roomId, byId, NOTICE_ENTRY, made),
      roomMessageCall(roomId, byId, ROOM_NOTICE, made),
    )
  })
  await outbox.settle([roomSubject(roomId)])
  return made
}

/** Takes an announcement down; the one before it stands again. */
export async function removeAnnouncement(
  { db, outbox, now }: AppContext,
  byId: string,
  roomId: string,
  announcementId: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const result = await transaction
      .updateTable('announcements')
      .set({ removed_at: now() })
      .where('id', '=', announcementId)
      .where('room_id', '=', roomId)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) throw Problem.notFound('announcement')
    const [standing] = await listAnnouncements(transaction, roomId)
    await outbox.add(
      transaction,
      roomEntryCall(roomId, standing?.byId ?? byId, NOTICE_ENTRY, standing ?? null),
    )
  })
  await outbox.settle([roomSubject(roomId)])
}
