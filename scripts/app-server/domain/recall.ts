import type { AppContext } from '../context'
import { Problem } from '../http/problem'
import { audit } from './audit'
import { hasAtLeast } from './group-membership'
import { findGroupRole } from './groups'
import { findRoomRole } from './rooms'
import { CHANNELS, findRouted, type Channel } from './routed-messages'

/** Where a message is, as its reader knows it; needed where the cloud does not route messages to us. */
export interface MessagePlace {
  channel: Channel
  targetId: string
  fromId: string
  sentAt: number
}

interface Moderator {
  id: string
  isStaff: boolean
}

/**
 * Takes a message back for everybody. Staff may anywhere, a group's admins in it, a room's hosts in it. Where routing
 * has told us of the message, what we know wins over what the request says.
 */
export async function recallMessage(
  context: AppContext,
  moderator: Moderator,
  uid: string,
  told: MessagePlace | undefined,
): Promise<void> {
  const { db, outbox, now } = context
  const routed = await findRouted(db, uid)
  const place =
    routed && routed.channel in CHANNELS ? { ...routed, channel: routed.channel as Channel } : told
  if (!place) throw Problem.notFound('message')
  await requireMayRecall(context, moderator, place)
  const subject =
    place.channel === 'GROUP' ? 'group' : place.channel === 'TEMPGROUP' ? 'room' : 'user'
  const subjectKey = `${subject}:${place.targetId}`
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('messages')
      .set({ recalled_at: now(), content: '' })
      .where('uid', '=', uid)
      .execute()
    await audit(transaction, now(), moderator.id, 'message.recall', `message:${uid}`, {
      channel: place.channel,
      targetId: place.targetId,
      fromId: place.fromId,
    })
    await outbox.add(transaction, {
      subject: subjectKey,
      path: '/message/recall.json',
      form: {
        fromUserId: place.fromId,
        conversationType: CHANNELS[place.channel],
        targetId: place.targetId,
        messageUID: uid,
        sentTime: place.sentAt,
        isAdmin: 1,
        isDelete: 0,
      },
    })
  })
  await outbox.settle([subjectKey])
}

async function requireMayRecall(
  { db }: AppContext,
  moderator: Moderator,
  { channel, targetId }: MessagePlace,
): Promise<void> {
  if (moderator.isStaff) return
  if (channel === 'GROUP') {
    const role = await findGroupRole(db, targetId, moderator.id)
    if (!role) throw Problem.notFound('message')
    if (hasAtLeast(role, 'admin')) return
  }
  if (channel === 'TEMPGROUP') {
    const role = await findRoomRole(db, targetId, moderator.id)
    if (role === 'host' || role === 'owner') return
  }
  throw Problem.forbidden('Only a moderator takes back what others said.')
}
