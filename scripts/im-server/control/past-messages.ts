import Type, { type Static } from 'typebox'

import type { Cloud } from '../cloud'
import { ConversationType, UpFlag } from '../protocol/flags'

/** One private message of the past; `sentAt` is Unix ms. */
export const PastMessage = Type.Object(
  {
    fromUserId: Type.String(),
    toUserId: Type.String(),
    classname: Type.String(),
    content: Type.String(),
    sentAt: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
)

/**
 * Writes messages into history as they stand there after a long time: read, and in nobody's inbox any more. Nobody is
 * told. What is not later than all else in its conversation is left out.
 * @returns how many were written.
 */
export function writePast(
  { state: { messages } }: Cloud,
  past: readonly Static<typeof PastMessage>[],
): number {
  const written = past.filter(({ fromUserId, toUserId, sentAt, ...message }) => {
    const addressed = { from: fromUserId, target: toUserId, recipients: [toUserId] }
    const facts = { type: ConversationType.PRIVATE, flags: UpFlag.PERSISTED }
    return messages.addPast({ ...message, ...addressed, ...facts }, sentAt)
  })
  return written.length
}
