import Type, { type Static, type TObject } from 'typebox'

import type { Cloud } from '../cloud'
import { ConversationType, OptionBit, UpFlag } from '../protocol/flags'
import { CONTENT_LIMIT_BYTES } from '../rules/sending-rules'
import type { StoredMessage } from '../state/message'
import type { MessageDraft } from '../state/messages'
import { ApiError } from './api-error'
import { Flag, Id, Text, Whole } from './fields'
import { jsonObject } from './json-field'

const ObjectName = Text(64)
const Content = Text(CONTENT_LIMIT_BYTES)

/**
 * What calls that send a message share. Pushes are kept with the message; nothing here pushes to a
 * phone, so `count` (the badge) and `contentAvailable` change nothing.
 */
export const publicationFields = {
  fromUserId: Id,
  objectName: ObjectName,
  content: Content,
  pushContent: Type.Optional(Text(8192)),
  pushData: Type.Optional(Text(8192)),
  pushExt: Type.Optional(Text(16_384)),
  count: Type.Optional(Whole(-1, 1_000_000)),
  contentAvailable: Flag,
  isPersisted: Flag,
  isCounted: Flag,
  isMentioned: Flag,
  isIncludeSender: Flag,
  verifyBlacklist: Flag,
  disablePush: Flag,
  disableUpdateLastMsg: Flag,
  expansion: Flag,
  extraContent: Type.Optional(Text(131_072)),
  busChannel: Type.Optional(Text(20)),
  msgRandom: Type.Optional(Whole(0, Number.MAX_SAFE_INTEGER)),
}

export type Publication = Static<TObject<typeof publicationFields>>

type Destination = Pick<MessageDraft, 'type' | 'target' | 'recipients' | 'directedTo'>

/**
 * The message without where it goes. The API counts it as persisted and counted unless told otherwise.
 * @throws {ApiError} 1005 for content over 128 KB, 1002 for an expansion that is no object.
 */
export function draftOf(given: Publication): Omit<MessageDraft, keyof Destination> {
  if (Buffer.byteLength(given.content) > CONTENT_LIMIT_BYTES) {
    throw new ApiError(1005, 'content is over 128 KB.')
  }
  const { pushContent, pushData, pushExt, extraContent } = given
  return {
    from: given.fromUserId,
    classname: given.objectName,
    content: given.content,
    flags:
      (given.isPersisted === false ? 0 : UpFlag.PERSISTED) |
      (given.isCounted === false ? 0 : UpFlag.COUNTED) |
      (given.isMentioned ? UpFlag.MENTIONED : 0) |
      (given.disablePush ? UpFlag.SILENT : 0) |
      (given.expansion ? UpFlag.EXPANDABLE : 0),
    ...(given.isIncludeSender ? {} : { isHiddenFromSender: true }),
    ...(given.disableUpdateLastMsg ? { optionBits: OptionBit.KEEP_LAST_MESSAGE } : {}),
    ...(pushContent ? { pushText: pushContent } : {}),
    ...(pushData ? { pushData } : {}),
    ...(pushExt ? { pushExt: { pushConfigs: pushExt } } : {}),
    ...(extraContent ? { expansion: expansionIn(extraContent) } : {}),
  }
}

/** The API takes expansions as a flat object, `{"key":"value"}`. */
function expansionIn(text: string): Record<string, string> {
  const entries = Object.entries(jsonObject('extraContent', text))
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]))
}

/**
 * Keeps the message and tells whoever it is for. A room's quota does not stop it: the cloud documents the
 * quota for what a room's people send up (docs.rongcloud.cn, add-low-priority-message-type).
 */
export function send({ state, delivery }: Cloud, draft: MessageDraft): StoredMessage {
  const message = state.messages.add({ ...draft, source: 'Server' })
  if (message.type === ConversationType.CHATROOM) {
    state.rooms.touch(message.target)
    delivery.announceInRoom(message)
  } else delivery.announce(message)
  return message
}
