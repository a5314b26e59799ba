import type { Cloud } from '../cloud'
import { Direction, ConversationType, ExtStatus } from '../protocol/flags'
import { Refused, Status } from '../protocol/status'
import { newMessageUid } from '../state/message'

/** Message types whose `content` field is text a person typed. */
const TEXT_TYPES = new Set(['RC:TxtMsg', 'RC:ReferenceMsg'])

/** `interceptType` of a block notice: stopped by the app's own word list, or by its back end. */
export const BlockedBy = { CUSTOM_WORD: 2, BACK_END: 3 } as const

interface Sender {
  userId: string
  type: ConversationType
  target: string
}

/** Tells the sender's devices that a message was stopped. */
export function noticeBlock(
  { delivery }: Cloud,
  { userId, type, target }: Sender,
  interceptType: (typeof BlockedBy)[keyof typeof BlockedBy],
): void {
  const content = { interceptType, msgUID: newMessageUid(), extra: '' }
  const isShared = type === ConversationType.GROUP || type === ConversationType.CHATROOM
  delivery.push(userId, {
    type,
    fromUserId: isShared ? userId : target,
    groupId: isShared ? target : undefined,
    classname: 'RC:InterceptMsg',
    content: JSON.stringify(content),
    direction: Direction.RECEIVED,
    extStatus: ExtStatus.STATUS_MESSAGE,
  })
}

/**
 * Applies the word list to a message's content.
 * @returns the content to keep, and the status that tells the sender of a replacement.
 * @throws {Refused} for a stopped message, after telling the sender's devices.
 */
export function filterWords(
  cloud: Cloud,
  sender: Sender,
  classname: string,
  content: string,
): { content: string; status: number } {
  const unchanged = { content, status: Status.OK }
  if (!TEXT_TYPES.has(classname) || cloud.state.sensitiveWords.size === 0) return unchanged
  const parsed = textIn(content)
  if (!parsed) return unchanged
  const verdict = cloud.state.sensitiveWords.judge(parsed.content)
  if (verdict.isStopped) {
    noticeBlock(cloud, sender, BlockedBy.CUSTOM_WORD)
    throw new Refused(Status.SENSITIVE_BLOCKED)
  }
  if (verdict.text === parsed.content) return unchanged
  const replaced = JSON.stringify({ ...parsed, content: verdict.text })
  return { content: replaced, status: Status.SENSITIVE_REPLACED }
}

function textIn(content: string): { content: string } | null {
  try {
    const parsed = JSON.parse(content) as { content?: unknown } | null
    return typeof parsed?.content === 'string' ? (parsed as { content: string }) : null
  } catch {
    return null
  }
}
