import { ConversationType, Direction, downStatus, ExtStatus } from '../protocol/flags'
import type { Draft } from '../protocol/messages'
import type { DownStreamMessage } from '../protocol/rong-types'
import type { StoredMessage } from '../state/message'

/** `extraContent` on the wire: `{"key":{"v":"value"}}`. */
export function expansionText(expansion: Record<string, string>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(expansion).map(([key, value]) => [key, { v: value }])),
  )
}

/**
 * The message as the wire shows it to one person. An own private message carries the peer in
 * `fromUserId`: the SDK takes that as the conversation's id.
 */
export function messageFor(message: StoredMessage, viewer: string): Draft<DownStreamMessage> {
  const isOwn = message.from === viewer && !message.recipients.includes(viewer)
  const isShared =
    message.type === ConversationType.GROUP || message.type === ConversationType.CHATROOM
  const quoted = message.quoted
  return {
    fromUserId: isOwn && !isShared ? message.target : message.from,
    type: message.type,
    groupId: isShared ? message.target : undefined,
    classname: message.classname,
    content: message.content,
    dataTime: message.time,
    status: downStatus(message.flags),
    extStatus: message.modifiedAt ? ExtStatus.MODIFIED : 0,
    msgId: message.uid,
    direction: isOwn ? Direction.SENT : Direction.RECEIVED,
    clientUniqueId: message.clientUniqueId,
    configFlag: message.configFlag,
    optionBits: message.optionBits,
    pushContent: message.pushText,
    pushExt: message.pushExt,
    toUserIds: message.directedTo ?? [],
    refData: quoted,
    extraContent: message.expansion && expansionText(message.expansion),
    convertExt: message.modifiedAt && JSON.stringify({ modify: { time: message.modifiedAt } }),
  } as Draft<DownStreamMessage>
}
