import type { AppContext } from '../context'
import { Problem } from '../http/problem'
import type { CloudCall } from '../outbox/outbox'
import { requireMaySpeak } from './room-mutes'
import { roomSubject } from './rooms'

/** Object names of the messages this server writes into rooms; clients register the same ones. */
export const ROOM_NOTICE = 'app:notice'
export const ROOM_QUIZ = 'app:quiz'

/** Keys of the room's properties, by which somebody who joins later sees what stands. */
export const NOTICE_ENTRY = 'notice'
export const QUIZ_ENTRY = 'quiz'

interface Published {
  messageUIDs?: Array<{ chatroomId: string; messageUID: string }>
}

/**
 * Sends a text into a room in a person's name, after the checks the cloud leaves out for servers.
 * @returns the message's id in the cloud, '' when the cloud does not tell one.
 */
export async function speakInRoom(
  context: AppContext,
  userId: string,
  roomId: string,
  text: string,
): Promise<string> {
  await requireMaySpeak(context, roomId, userId)
  const content = await context.textGuard.check(userId, 'social', text)
  await requireIsInside(context, roomId, userId)
  const answer = await context.rongcloud.call<Published>('/message/chatroom/publish.json', {
    fromUserId: userId,
    toChatroomId: [roomId],
    objectName: 'RC:TxtMsg',
    content: JSON.stringify({ content }),
    isIncludeSender: 1,
    isPersisted: 1,
  })
  return answer.messageUIDs?.[0]?.messageUID ?? ''
}

/** @throws {Problem} forbidden for somebody who has not joined the room with their client. */
async function requireIsInside(
  { rongcloud }: AppContext,
  roomId: string,
  userId: string,
): Promise<void> {
  const answer = await rongcloud.call<{ isInChrm: boolean }>('/chatroom/user/exist.json', {
    chatroomId: roomId,
    userId,
  })
  if (!answer.isInChrm) throw Problem.forbidden('Join the room before you speak in it.')
}

/** A message of our own type for everybody in the room now. */
export function roomMessageCall(
  roomId: string,
  byId: string,
  objectName: string,
  content: unknown,
): CloudCall {
  return {
    subject: roomSubject(roomId),
    path: '/message/chatroom/publish.json',
    form: {
      fromUserId: byId,
      toChatroomId: [roomId],
      objectName,
      content: JSON.stringify(content),
      isIncludeSender: 1,
      isPersisted: 1,
    },
  }
}

/** The same as a property of the room, for everybody who joins later. null removes it. */
export function roomEntryCall(
  roomId: string,
  byId: string,
  key: string,
  content: unknown,
): CloudCall {
  const subject = roomSubject(roomId)
  const form = { chatroomId: roomId, userId: byId, key }
  return content === null
    ? { subject, path: '/chatroom/entry/remove.json', form }
    : {
        subject,
        path: '/chatroom/entry/set.json',
        form: { ...form, value: JSON.stringify(content), autoDelete: 0 },
      }
}
