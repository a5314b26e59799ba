import type { Db } from '../data/tables'
import { Problem } from '../http/problem'

/** Kinds of conversation as callbacks name them, and the number the Server API has for each. */
export const CHANNELS = { PERSON: 1, GROUP: 3, TEMPGROUP: 4 } as const
export type Channel = keyof typeof CHANNELS

/** A message as the cloud's routing told us of it. */
export interface RoutedMessage {
  uid: string
  channel: string
  targetId: string
  fromId: string
  objectName: string
  content: string
  sentAt: number
}

/** Keeps one routed message; the cloud may tell of it more than once. */
export async function storeRouted(db: Db, message: RoutedMessage): Promise<void> {
  await db
    .insertInto('messages')
    .values({
      uid: message.uid,
      channel_type: message.channel,
      target_id: message.targetId,
      from_id: message.fromId,
      object_name: message.objectName,
      content: message.content,
      sent_at: message.sentAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function findRouted(db: Db, uid: string): Promise<RoutedMessage | undefined> {
  return db
    .selectFrom('messages')
    .select([
      'uid',
      'channel_type as channel',
      'target_id as targetId',
      'from_id as fromId',
      'object_name as objectName',
      'content',
      'sent_at as sentAt',
    ])
    .where('uid', '=', uid)
    .executeTakeFirst()
}

/** Whether a message may be seen by a person: it is theirs, to them, or said in a group or room they are in. */
export async function requireMaySee(
  message: RoutedMessage,
  userId: string,
  isInGroup: (groupId: string) => Promise<boolean>,
): Promise<void> {
  const isOwn = message.fromId === userId
  const isToThem = message.channel === 'PERSON' && message.targetId === userId
  const isPublic = message.channel === 'TEMPGROUP'
  if (isOwn || isToThem || isPublic) return
  if (message.channel === 'GROUP' && (await isInGroup(message.targetId))) return
  throw Problem.notFound('message')
}

export async function forgetRouted(db: Db, before: number): Promise<void> {
  await db.deleteFrom('messages').where('sent_at', '<', before).execute()
}
