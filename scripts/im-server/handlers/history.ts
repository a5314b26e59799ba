import { messageFor } from '../delivery/message-view'
import { ConversationType, UpFlag } from '../protocol/flags'
import type { Draft, Message } from '../protocol/messages'
import { Refused, Status } from '../protocol/status'
import { isVisibleTo, logKeyOf, type StoredMessage } from '../state/message'
import type { Call, QueryHandlers } from './handler'

const RECALL = 'RC:RcCmd'
const LARGEST_PAGE = 100

type HistoryQuery = Message<'HistoryMsgInput'>
type HistoryReply = Draft<Message<'HistoryMsgOuput'>>

/**
 * Earliest time this person may see in a conversation: since they joined the group, since they cleared it.
 * @throws {Refused} when the conversation is not theirs.
 */
function horizonOf({ cloud, session }: Call, type: ConversationType, target: string): number {
  const { state } = cloud
  if (type === ConversationType.CHATROOM) {
    if (!state.rooms.isMember(target, session.userId)) throw new Refused(Status.NOT_IN_ROOM)
    return 0
  }
  const { clearedAt } = state.marks.get(session.userId, type, target)
  if (type !== ConversationType.GROUP) return clearedAt
  const joinedAt = state.groups.get(target)?.members[session.userId]
  if (joinedAt === undefined) throw new Refused(Status.NOT_IN_GROUP)
  return Math.max(clearedAt, joinedAt - 1)
}

function page(
  messages: Iterable<StoredMessage>,
  count: number,
  isWanted: (message: StoredMessage) => boolean,
): { list: StoredMessage[]; hasMore: boolean } {
  const list: StoredMessage[] = []
  for (const message of messages) {
    if (!isWanted(message)) continue
    if (list.length === count) return { list, hasMore: true }
    list.push(message)
  }
  return { list, hasMore: false }
}

/** Order 0 goes back from `time`, newest first; order 1 goes on from it, oldest first. */
function history(type: ConversationType, request: HistoryQuery, call: Call): HistoryReply {
  const { cloud, session } = call
  const target = type === ConversationType.CHATROOM ? call.target : request.targetId
  const horizon = horizonOf(call, type, target)
  const log = cloud.state.messages.log(type, session.userId, target)
  const count = Math.min(Math.max(request.count || 20, 1), LARGEST_PAGE)
  const isForward = request.order === 1
  const start = request.time || (isForward ? 0 : Infinity)
  const { list, hasMore } = page(
    isForward ? log.after(start) : log.before(start),
    count,
    (message) =>
      message.time > horizon &&
      (message.flags & UpFlag.PERSISTED) !== 0 &&
      isVisibleTo(message, session.userId) &&
      !(request.ignoreCmd && message.classname === RECALL),
  )
  return {
    list: list.map((message) => messageFor(message, session.userId)),
    syncTime: list.at(-1)?.time ?? request.time,
    hasMsg: hasMore ? 1 : 0,
  }
}

/** The message, if it belongs to this conversation and this person may see it. */
function visibleMessage(
  call: Call,
  type: ConversationType,
  target: string,
  uid: string,
): StoredMessage | undefined {
  const { cloud, session } = call
  const message = cloud.state.messages.get(uid)
  if (!message || !isVisibleTo(message, session.userId)) return undefined
  const here =
    type === ConversationType.SYSTEM
      ? logKeyOf(type, target, session.userId)
      : logKeyOf(type, session.userId, target)
  const isHere = here === logKeyOf(message.type, message.from, message.target)
  return isHere && message.time > horizonOf(call, type, target) ? message : undefined
}

function messagesById(request: Message<'MsgQuery'>, call: Call): Draft<Message<'MsgQueryAck'>> {
  const type = request.type as ConversationType
  const list: Draft<Message<'DownStreamMessage'>>[] = []
  const notExistMsgId: string[] = []
  for (const { msgUID } of request.query.slice(0, LARGEST_PAGE)) {
    const message = visibleMessage(call, type, request.targetId, msgUID)
    if (message) list.push(messageFor(message, call.session.userId))
    else notExistMsgId.push(msgUID)
  }
  return { list, notExistMsgId }
}

function deleteForSelf(request: Message<'DeleteMsgInput'>, call: Call): void {
  const { cloud, session } = call
  if (request.msgs.length > LARGEST_PAGE) throw new Refused(Status.PARAMETER_INVALID)
  for (const { msgId } of request.msgs) {
    const type = request.type as ConversationType
    const message = visibleMessage(call, type, request.conversationId, msgId)
    if (!message) continue
    const deletedFor = [...(message.deletedFor ?? []), session.userId]
    cloud.state.messages.change(message, { deletedFor })
  }
}

function clear(type: ConversationType, request: Message<'CleanHisMsgInput'>, call: Call): void {
  const { cloud, session } = call
  const clearedAt = request.dataTime || cloud.state.clock.mark()
  const earlier = cloud.state.marks.get(session.userId, type, request.targetId).clearedAt
  cloud.state.marks.update(session.userId, type, request.targetId, {
    clearedAt: Math.max(earlier, clearedAt),
  })
}

export const historyHandlers: QueryHandlers<
  | 'qryPMsg'
  | 'qryGMsg'
  | 'qrySMsg'
  | 'qryCHMsg'
  | 'qryMsg'
  | 'delMsg'
  | 'cleanPMsg'
  | 'cleanGMsg'
  | 'cleanSMsg'
  | 'cleanMsgBatch'
> = {
  qryPMsg: (request, call) => history(ConversationType.PRIVATE, request, call),
  qryGMsg: (request, call) => history(ConversationType.GROUP, request, call),
  qrySMsg: (request, call) => history(ConversationType.SYSTEM, request, call),
  qryCHMsg: (request, call) => history(ConversationType.CHATROOM, request, call),
  qryMsg: messagesById,
  delMsg: deleteForSelf,
  cleanPMsg: (request, call) => clear(ConversationType.PRIVATE, request, call),
  cleanGMsg: (request, call) => clear(ConversationType.GROUP, request, call),
  cleanSMsg: (request, call) => clear(ConversationType.SYSTEM, request, call),
  cleanMsgBatch(request, call) {
    for (const input of request.input) {
      clear(input.conversationType as ConversationType, input, call)
    }
  },
}
