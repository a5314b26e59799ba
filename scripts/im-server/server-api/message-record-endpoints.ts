import Type, { type Static, type TObject } from 'typebox'

import type { Cloud } from '../cloud'
import { ConversationType, UpFlag } from '../protocol/flags'
import { isVisibleTo, logKeyOf, type StoredMessage } from '../state/message'
import { ApiError } from './api-error'
import { endpoint, type Endpoint, type Endpoints } from './endpoint'
import { Flag, Id, Text, Time, Whole } from './fields'
import { send } from './publication'

const LARGEST_PAGE = 100
const STANDARD_PAGE = 20

const Kind = Whole(1, 12)
const kinds: readonly number[] = Object.values(ConversationType)

/** @throws {ApiError} 1501 for a kind of conversation that is not served here. */
function conversationType(number: number): ConversationType {
  if (!kinds.includes(number)) throw new ApiError(1501, 'conversationType is not served.')
  return number as ConversationType
}

const recallFields = {
  fromUserId: Id,
  conversationType: Kind,
  targetId: Id,
  messageUID: Text(64),
  sentTime: Time,
  isAdmin: Flag,
  isDelete: Flag,
  disablePush: Flag,
  disableUpdateLastMsg: Flag,
  busChannel: Type.Optional(Text(20)),
  extra: Type.Optional(Text(4096)),
}

/** The message a recall names. @throws {ApiError} 1002 when it is not in that conversation. */
function recalled({ state }: Cloud, given: Static<TObject<typeof recallFields>>): StoredMessage {
  const type = conversationType(given.conversationType)
  const message = state.messages.get(given.messageUID)
  const isThere =
    message?.type === type &&
    logKeyOf(type, message.from, message.target) ===
      logKeyOf(type, given.fromUserId, given.targetId)
  if (!message || !isThere) {
    throw new ApiError(1002, 'messageUID names no message of this conversation.')
  }
  return message
}

interface RecordQuery {
  userId: string
  targetId: string
  startTime: number
  endTime: number
  pageSize?: number
  includeStart?: boolean
}

/** Times between two ends, in the order from the first to the second. */
function* between(
  { state }: Cloud,
  type: ConversationType,
  { userId, targetId, startTime, endTime, includeStart }: RecordQuery,
): IterableIterator<StoredMessage> {
  const log = state.messages.log(type, userId, targetId)
  const isForward = startTime <= endTime
  const edge = includeStart ? 1 : 0
  const messages = isForward ? log.after(startTime - edge) : log.before(startTime + edge)
  for (const message of messages) {
    if (isForward ? message.time > endTime : message.time < endTime) return
    const isKept = (message.flags & UpFlag.PERSISTED) !== 0
    if (isKept && isVisibleTo(message, userId)) yield message
  }
}

/** Messages of a conversation as one of its people sees it, from `startTime` towards `endTime`. */
const query = (type: ConversationType): Endpoint =>
  endpoint(
    {
      userId: Id,
      targetId: Id,
      startTime: Time,
      endTime: Time,
      pageSize: Type.Optional(Whole(1, LARGEST_PAGE)),
      includeStart: Flag,
      busChannel: Type.Optional(Text(20)),
    },
    (given, cloud) => {
      const data: object[] = []
      for (const message of between(cloud, type, given)) {
        if (data.length === (given.pageSize ?? STANDARD_PAGE)) break
        data.push({
          targetId: message.target,
          fromUserId: message.from,
          messageUID: message.uid,
          msgTime: message.time,
          objectName: message.classname,
          content: message.content,
          expansion: (message.flags & UpFlag.EXPANDABLE) !== 0,
          ...(message.expansion ? { extraContent: JSON.stringify(message.expansion) } : {}),
        })
      }
      return { data }
    },
  )

/** What was said: taking it back, reading it, clearing it. */
export const messageRecordEndpoints: Endpoints = {
  /** Takes a message out of history and tells its readers and its author, as a client's recall does. */
  '/message/recall': endpoint(recallFields, (given, cloud) => {
    const original = recalled(cloud, given)
    const { type, target, uid, time, recipients, directedTo } = original
    const { fromUserId: from, isAdmin = false, isDelete = false, extra } = given
    const isRoom = type === ConversationType.CHATROOM
    const people = isRoom ? [] : [...new Set([...recipients, original.from])]
    const content = {
      messageUId: uid,
      conversationType: type,
      targetId: target,
      sentTime: time,
      isAdmin,
      isDelete,
      ...(extra ? { extra } : {}),
    }
    cloud.state.messages.remove(original)
    send(cloud, {
      type,
      from,
      target: given.targetId,
      recipients: people.filter((userId) => userId !== from),
      classname: 'RC:RcCmd',
      content: JSON.stringify(content),
      flags: UpFlag.PERSISTED | (given.disablePush ? UpFlag.SILENT : 0),
      ...(directedTo ? { directedTo: [...directedTo, original.from] } : {}),
    })
  }),
  '/v3/message/private/query': query(ConversationType.PRIVATE),
  '/v3/message/group/query': query(ConversationType.GROUP),
  '/v3/message/chatroom/query': query(ConversationType.CHATROOM),
  /** Clears a conversation for one person, up to a time; all of it without one. */
  '/conversation/message/history/clean': endpoint(
    {
      conversationType: Kind,
      fromUserId: Id,
      targetId: Id,
      msgTimestamp: Type.Optional(Time),
    },
    ({ conversationType: kind, fromUserId, targetId, msgTimestamp }, { state }) => {
      const type = conversationType(kind)
      const earlier = state.marks.get(fromUserId, type, targetId).clearedAt
      const clearedAt = Math.max(earlier, msgTimestamp || state.clock.mark())
      state.marks.update(fromUserId, type, targetId, { clearedAt })
    },
  ),
}
