import { messageFor } from '../delivery/message-view'
import { ConversationType, Direction } from '../protocol/flags'
import { encodeMessage, type Draft, type Message } from '../protocol/messages'
import { Refused, Status } from '../protocol/status'
import { isId } from '../state/keys'
import type { StoredMessage } from '../state/message'
import type { Timeline } from '../state/timeline'
import { leaveRoom } from '../rules/room-membership'
import type { Call, QueryHandlers } from './handler'

/** Bits of `ChrmOutput.chatroomBanState`. */
const BanBit = { ME: 2, ROOM: 4 } as const

const LARGEST_PAGE = 50
const PULL_PAGE = 200

function logOf({ cloud, session, target }: Call): Timeline<StoredMessage> {
  return cloud.state.messages.log(ConversationType.CHATROOM, session.userId, target)
}

function enter(request: Message<'ChrmInput'>, call: Call): Draft<Message<'ChrmOutput'>> {
  const { cloud, session, target } = call
  const { rooms, clock } = cloud.state
  const room = rooms.ensure(target)
  const wasInside = rooms.isMember(target, session.userId)
  const joinTime = rooms.enter(target, session.userId)
  session.enterRoom(target, logOf(call).lastTime)
  if (!wasInside) {
    cloud.delivery.announceMember(target, {
      userId: session.userId,
      status: 1,
      extra: request.extra,
    })
  }
  const isMuted = (room.mutedUntil[session.userId] ?? 0) > clock.now()
  return {
    nothing: 0,
    joinTime,
    createTime: room.createdAt,
    memberCount: rooms.membersOf(target).size,
    chatroomBanState: (isMuted ? BanBit.ME : 0) | (room.isMuted ? BanBit.ROOM : 0),
    whiteListState: room.exempt.includes(session.userId) ? 1 : 0,
  }
}

function checkMayEnter({ cloud, session, target }: Call): void {
  if (!isId(target)) throw new Refused(Status.ROOM_PARAMETER_INVALID)
  if (cloud.state.rooms.isBanned(target, session.userId)) throw new Refused(Status.BANNED_FROM_ROOM)
}

function checkIsInside({ cloud, session, target }: Call): void {
  if (!cloud.state.rooms.get(target)) throw new Refused(Status.ROOM_MISSING)
  if (!cloud.state.rooms.isMember(target, session.userId)) throw new Refused(Status.NOT_IN_ROOM)
}

/** In the received form a room message is the same for everybody, so its bytes are made once. */
const encodedOnce = new WeakMap<StoredMessage, Uint8Array>()

function bytesFor(message: StoredMessage, viewer: string): Uint8Array {
  if (message.from === viewer)
    return encodeMessage('DownStreamMessage', messageFor(message, viewer))
  let bytes = encodedOnce.get(message)
  if (!bytes) {
    const view = { ...messageFor(message, viewer), direction: Direction.RECEIVED }
    encodedOnce.set(message, (bytes = encodeMessage('DownStreamMessage', view)))
  }
  return bytes
}

/** The last `count` messages said before the device came in, oldest first. */
function lastBefore(since: number, count: number, log: Timeline<StoredMessage>): StoredMessage[] {
  const messages: StoredMessage[] = []
  for (const message of log.before(since + 1)) {
    if (messages.length === count) break
    messages.unshift(message)
  }
  return messages
}

/**
 * After joining: the last `count` messages, and what was said since. Later: what came after `syncTime`.
 * A first pull without the latter would lose what others say between a join and its pull.
 */
function pull(
  request: Message<'ChrmPullMsg'>,
  call: Call,
): Draft<Message<'ChrmDownStreamMessages'>> {
  checkIsInside(call)
  const { session, target } = call
  const log = logOf(call)
  const { since, ownUids } = session.visitOf(target)
  const isFirst = request.syncTime === 0
  const count = request.count === -1 ? 0 : Math.min(request.count || 10, LARGEST_PAGE)
  const messages = isFirst ? lastBefore(since, count, log) : []
  for (const message of log.after(isFirst ? since : request.syncTime)) {
    if (messages.length >= PULL_PAGE) break
    if (!ownUids.has(message.uid)) messages.push(message)
  }
  const isFull = messages.length === PULL_PAGE
  const syncTime = isFull ? messages.at(-1)!.time : Math.max(log.lastTime, request.syncTime, 1)
  return { list: messages.map((message) => bytesFor(message, session.userId)), syncTime }
}

function info(
  request: Message<'QueryChatRoomInfoInput'>,
  { cloud, target }: Call,
): Draft<Message<'QueryChatRoomInfoOutput'>> {
  if (!cloud.state.rooms.get(target)) throw new Refused(Status.ROOM_MISSING)
  const members = [...cloud.state.rooms.membersOf(target)].map(([id, time]) => ({ id, time }))
  // 1: in order of joining, 2: the newest first.
  if (request.order === 2) members.reverse()
  const count = Math.min(Math.max(request.count, 0), LARGEST_PAGE)
  return { userTotalNums: members.length, userInfos: members.slice(0, count) }
}

export const roomHandlers: QueryHandlers<
  'joinChrm' | 'joinChrmR' | 'exitChrm' | 'queryChrmI' | 'chrmPull'
> = {
  joinChrm(request, call) {
    checkMayEnter(call)
    const isMissing = !call.cloud.state.rooms.get(call.target)
    if (isMissing && !call.cloud.settings.createsRoomsOnJoin) {
      throw new Refused(Status.ROOM_MISSING)
    }
    return enter(request, call)
  },
  joinChrmR(request, call) {
    checkMayEnter(call)
    if (!call.cloud.state.rooms.get(call.target)) throw new Refused(Status.ROOM_MISSING)
    return enter(request, call)
  },
  exitChrm(request, { cloud, session, target }) {
    leaveRoom(cloud, target, session.userId, { extra: request.extra })
  },
  queryChrmI: info,
  chrmPull: pull,
}
