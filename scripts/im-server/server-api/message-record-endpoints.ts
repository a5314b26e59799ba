import type { Cloud } from '../cloud'
import { ConversationType, UpFlag } from '../protocol/flags'
import { isVisibleTo, type StoredMessage } from '../state/message'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

const TYPES = new Set<number>(Object.values(ConversationType))
const LARGEST_PAGE = 100

function conversationType(parameters: Parameters): ConversationType {
  const type = parameters.integer('conversationType', { min: 1, max: 6 })
  if (!TYPES.has(type)) throw new ApiError(1501, 'conversationType is not served.')
  return type as ConversationType
}

/** Takes a message out of history and tells its readers, as a client's own recall does. */
function recall(cloud: Cloud, original: StoredMessage, isAdmin: boolean, isDelete: boolean): void {
  const { type, target, recipients, from } = original
  cloud.state.messages.remove(original)
  const notice = cloud.state.messages.add({
    type,
    from,
    target,
    recipients,
    classname: 'RC:RcCmd',
    content: JSON.stringify({
      messageUId: original.uid,
      conversationType: type,
      targetId: target,
      sentTime: original.time,
      isAdmin,
      isDelete,
    }),
    flags: UpFlag.PERSISTED,
    ...(original.directedTo ? { directedTo: original.directedTo } : {}),
  })
  if (type === ConversationType.CHATROOM) cloud.delivery.announceInRoom(notice)
  else cloud.delivery.announce(notice)
}

interface Query {
  userId: string
  targetId: string
  startTime: number
  endTime: number
  pageSize: number
  includesStart: boolean
}

function readQuery(parameters: Parameters): Query {
  const time = { min: 0, max: Number.MAX_SAFE_INTEGER }
  return {
    userId: parameters.id('userId'),
    targetId: parameters.id('targetId'),
    startTime: parameters.integer('startTime', time),
    endTime: parameters.integer('endTime', { ...time, standard: 0 }),
    pageSize: parameters.integer('pageSize', { min: 1, max: LARGEST_PAGE, standard: 20 }),
    includesStart: parameters.flag('includeStart'),
  }
}

/** Messages of a conversation as one of its people sees it, back from `startTime`, newest first. */
function query(type: ConversationType) {
  return (parameters: Parameters, { state }: Cloud) => {
    const { userId, targetId, startTime, endTime, pageSize, includesStart } = readQuery(parameters)
    return () => {
      const start = startTime === 0 ? Infinity : startTime + (includesStart ? 1 : 0)
      const data: object[] = []
      for (const message of state.messages.log(type, userId, targetId).before(start)) {
        if (message.time < endTime || data.length === pageSize) break
        const isKept = (message.flags & UpFlag.PERSISTED) !== 0
        if (!isKept || !isVisibleTo(message, userId)) continue
        data.push({
          targetId,
          fromUserId: message.from,
          messageUID: message.uid,
          msgTime: message.time,
          objectName: message.classname,
          content: message.content,
          conversationType: type,
        })
      }
      return { data }
    }
  }
}

/** What was said: taking it back, reading it, clearing it. */
export const messageRecordEndpoints: Endpoints = {
  '/message/recall': (parameters, cloud) => {
    const from = parameters.id('fromUserId')
    const type = conversationType(parameters)
    const targetId = parameters.id('targetId')
    const uid = parameters.text('messageUID')
    parameters.integer('sentTime', { min: 0, max: Number.MAX_SAFE_INTEGER })
    const isAdmin = parameters.flag('isAdmin')
    const isDelete = parameters.flag('isDelete')
    parameters.flag('disablePush')
    parameters.optional('extra')
    return () => {
      const original = cloud.state.messages.get(uid)
      const isThere =
        original?.type === type && original.from === from && original.target === targetId
      if (!original || !isThere) throw new ApiError(1002, 'messageUID names no such message.')
      recall(cloud, original, isAdmin, isDelete)
    }
  },
  '/v3/message/private/query': query(ConversationType.PRIVATE),
  '/v3/message/group/query': query(ConversationType.GROUP),
  '/v3/message/chatroom/query': query(ConversationType.CHATROOM),
  /** Clears a conversation for one person, up to a time. */
  '/conversation/message/history/clean': (parameters, { state }) => {
    const type = conversationType(parameters)
    const userId = parameters.id('fromUserId')
    const targetId = parameters.id('targetId')
    const limit = { min: 0, max: Number.MAX_SAFE_INTEGER, standard: 0 }
    const upTo = parameters.integer('msgTimestamp', limit)
    return () => {
      const clearedAt = upTo || state.clock.now()
      const earlier = state.marks.get(userId, type, targetId).clearedAt
      state.marks.update(userId, type, targetId, { clearedAt: Math.max(earlier, clearedAt) })
    }
  },
}
