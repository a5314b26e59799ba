import type { CloudCall } from '../outbox/outbox'

/** Id the app's own notices come from; no person has it. */
const SYSTEM_SENDER = 'hutong'

/** People of one call. Source: the limits of `/message/system/publish`, docs.rongcloud.cn. */
const MOST_PEOPLE = 100

/**
 * Tells one person something in the app's own name: a message of the cloud's system conversation.
 * @param objectName the type of the message, e.g. `RC:TxtMsg`.
 */
export function systemTold(userId: string, objectName: string, content: object): CloudCall {
  return publication(`user:${userId}`, [userId], objectName, content)
}

/** Tells several people the same. @param subject what it is about, e.g. `group:ID`; see `CloudCall`. */
export function systemToldAll(
  subject: string,
  userIds: readonly string[],
  objectName: string,
  content: object,
): CloudCall[] {
  const calls: CloudCall[] = []
  for (let start = 0; start < userIds.length; start += MOST_PEOPLE) {
    const some = userIds.slice(start, start + MOST_PEOPLE)
    calls.push(publication(subject, some, objectName, content))
  }
  return calls
}

function publication(
  subject: string,
  userIds: readonly string[],
  objectName: string,
  content: object,
): CloudCall {
  return {
    subject,
    path: '/message/system/publish.json',
    form: {
      fromUserId: SYSTEM_SENDER,
      toUserId: [...userIds],
      objectName,
      content: JSON.stringify(content),
    },
  }
}
