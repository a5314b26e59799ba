import type { CloudCall } from '../outbox/outbox'

/** Id the app's own notices come from; no person has it. */
const SYSTEM_SENDER = 'hutong'

/**
 * Tells one person something in the app's own name: a message of the cloud's system conversation.
 * @param objectName the type of the message, e.g. `RC:TxtMsg`.
 */
export function systemTold(userId: string, objectName: string, content: object): CloudCall {
  return {
    subject: `user:${userId}`,
    path: '/message/system/publish.json',
    form: {
      fromUserId: SYSTEM_SENDER,
      toUserId: [userId],
      objectName,
      content: JSON.stringify(content),
    },
  }
}
