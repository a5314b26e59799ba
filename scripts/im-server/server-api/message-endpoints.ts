import type { Cloud } from '../cloud'
import { ConversationType, UpFlag } from '../protocol/flags'
import { CONTENT_LIMIT_BYTES } from '../rules/sending-rules'
import type { StoredMessage } from '../state/message'
import type { MessageDraft } from '../state/messages'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

/** Source: the API's documented limits of targets in one call. */
const LIMITS = { users: 1000, groups: 3, rooms: 10, systemUsers: 100 }

interface Publication {
  draft: Pick<MessageDraft, 'from' | 'classname' | 'content' | 'flags'> & Partial<MessageDraft>
  includesSender: boolean
}

/** What all publish calls share. The API counts as persisted unless told otherwise. */
export function publication(parameters: Parameters): Publication {
  const content = parameters.text('content')
  if (Buffer.byteLength(content) > CONTENT_LIMIT_BYTES) {
    throw new ApiError(1005, 'content is over 128 KB.')
  }
  const isPersisted = parameters.flag('isPersisted', true)
  const isCounted = parameters.flag('isCounted', true)
  const isMentioned = parameters.flag('isMentioned')
  const isSilent = parameters.flag('disablePush')
  const isExpandable = parameters.flag('expansion')
  const extraContent = parameters.optional('extraContent')
  const pushText = parameters.optional('pushContent')
  const pushData = parameters.optional('pushData')
  const pushExt = parameters.optional('pushExt')
  for (const name of ['count', 'contentAvailable', 'verifyBlacklist', 'disableUpdateLastMsg']) {
    parameters.optional(name)
  }
  return {
    includesSender: parameters.flag('isIncludeSender'),
    draft: {
      from: parameters.id('fromUserId'),
      classname: parameters.text('objectName'),
      content,
      flags:
        (isPersisted ? UpFlag.PERSISTED : 0) |
        (isCounted ? UpFlag.COUNTED : 0) |
        (isMentioned ? UpFlag.MENTIONED : 0) |
        (isSilent ? UpFlag.SILENT : 0) |
        (isExpandable ? UpFlag.EXPANDABLE : 0),
      ...(pushText ? { pushText } : {}),
      ...(pushData ? { pushData } : {}),
      ...(pushExt ? { pushExt: { pushConfigs: pushExt } } : {}),
      ...(extraContent ? { expansion: plainExpansion(extraContent) } : {}),
    },
  }
}

/** The API takes expansions as a flat object, `{"key":"value"}`. */
function plainExpansion(text: string): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) {
      return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]))
    }
  } catch {
    // Answered below, as any other text that is no object.
  }
  throw new ApiError(1002, 'extraContent is not a JSON object.')
}

export function send(
  { state, delivery }: Cloud,
  { draft, includesSender }: Publication,
  conversation: Pick<MessageDraft, 'type' | 'target' | 'recipients' | 'directedTo'>,
): StoredMessage {
  const message = state.messages.add({
    ...draft,
    ...conversation,
    ...(includesSender ? {} : { isHiddenFromSender: true }),
  })
  if (message.type === ConversationType.CHATROOM) delivery.announceInRoom(message)
  else delivery.announce(message)
  return message
}

function uidsBy(field: string, messages: [id: string, message: StoredMessage][]): object {
  return { messageUIDs: messages.map(([id, { uid }]) => ({ [field]: id, messageUID: uid })) }
}

export const messageEndpoints: Endpoints = {
  '/message/private/publish': (parameters, cloud) => {
    const published = publication(parameters)
    const userIds = parameters.ids('toUserId', LIMITS.users)
    const checksBlacklist = parameters.flag('verifyBlacklist')
    const { from } = published.draft
    return () => {
      const reached = checksBlacklist
        ? userIds.filter((userId) => !cloud.state.users.hasBlacklisted(userId, from))
        : userIds
      const type = ConversationType.PRIVATE
      return uidsBy(
        'userId',
        reached.map((id) => [id, send(cloud, published, { type, target: id, recipients: [id] })]),
      )
    }
  },
  '/message/group/publish': (parameters, cloud) => {
    const published = publication(parameters)
    const groupIds = parameters.ids('toGroupId', LIMITS.groups)
    const directedTo = parameters.all('toUserId')
    const type = ConversationType.GROUP
    return () =>
      uidsBy(
        'groupId',
        groupIds.map((id) => {
          const members = Object.keys(cloud.state.groups.get(id)?.members ?? {})
          const recipients = members.filter(
            (userId) =>
              userId !== published.draft.from &&
              (directedTo.length === 0 || directedTo.includes(userId)),
          )
          const direction = directedTo.length > 0 ? { directedTo } : {}
          return [id, send(cloud, published, { type, target: id, recipients, ...direction })]
        }),
      )
  },
  '/message/chatroom/publish': (parameters, cloud) => {
    const published = publication(parameters)
    const roomIds = parameters.ids('toChatroomId', LIMITS.rooms)
    const type = ConversationType.CHATROOM
    return () =>
      uidsBy(
        'chatroomId',
        roomIds.map((id) => [id, send(cloud, published, { type, target: id, recipients: [] })]),
      )
  },
  '/message/system/publish': (parameters, cloud) => {
    const published = publication(parameters)
    const userIds = parameters.ids('toUserId', LIMITS.systemUsers)
    const type = ConversationType.SYSTEM
    const hidden = { ...published, includesSender: false }
    return () =>
      uidsBy(
        'userId',
        userIds.map((id) => [id, send(cloud, hidden, { type, target: id, recipients: [id] })]),
      )
  },
}
