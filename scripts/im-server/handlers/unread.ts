import { messageFor } from '../delivery/message-view'
import { Command, type ConversationType, UpFlag } from '../protocol/flags'
import type { Draft, Message } from '../protocol/messages'
import { isVisibleTo, type StoredMessage } from '../state/message'
import type { ConversationRef } from '../state/messages'
import type { Acknowledgement, Call, PublishHandlers, QueryHandlers } from './handler'

/**
 * Unread counts kept by the server, for apps whose navigator turns them on. Without that the SDK counts
 * by itself and these topics stay unused.
 */

interface Unread {
  count: number
  mentions: number
  first?: StoredMessage
}

function unreadOf({ cloud, session }: Call, { type, target }: ConversationRef): Unread {
  const { marks, messages } = cloud.state
  const { readAt, clearedAt } = marks.get(session.userId, type, target)
  const unread: Unread = { count: 0, mentions: 0 }
  for (const message of messages
    .log(type, session.userId, target)
    .after(Math.max(readAt, clearedAt))) {
    const isForMe = message.from !== session.userId && isVisibleTo(message, session.userId)
    if (!isForMe || (message.flags & UpFlag.COUNTED) === 0) continue
    unread.count++
    if (message.flags & UpFlag.MENTIONED) unread.mentions++
    unread.first ??= message
  }
  return unread
}

/** Marks a conversation read up to a time and tells the person's other devices. */
function markRead(request: Message<'SessionMsgReadInput'>, call: Call): Acknowledgement {
  const { cloud, session } = call
  const { marks, clock } = cloud.state
  const type = request.type as ConversationType
  const earlier = marks.get(session.userId, type, request.channelId)
  const readVersion = clock.mark()
  const readAt = Math.max(earlier.readAt, request.msgTime || readVersion)
  marks.update(session.userId, type, request.channelId, { readAt, readVersion })
  cloud.delivery.command(session.userId, Command.UNREAD_COUNTS, readVersion, session)
  return { uid: '', time: readVersion }
}

function sessionOf(
  call: Call,
  ref: ConversationRef,
): Draft<Message<'SessionOutput'>> & {
  version: number
} {
  const { state } = call.cloud
  const { count, mentions, first } = unreadOf(call, ref)
  const mark = state.marks.get(call.session.userId, ref.type, ref.target)
  const lastTime = state.messages.log(ref.type, call.session.userId, ref.target).lastTime
  return {
    targetId: ref.target,
    type: ref.type,
    version: Math.max(mark.readVersion, lastTime),
    unread: {
      cnt: count,
      mentionCnt: mentions,
      mentionMeCnt: mentions,
      clearTime: mark.readAt,
      cutOffTime: lastTime,
      firstUnreadMsg: first && {
        msgId: first.uid,
        msgTime: first.time,
        className: first.classname,
      },
    },
  }
}

function realtimeList(
  request: Message<'RelationQryInput'>,
  call: Call,
): Draft<Message<'RelationsOutput'>> {
  const { cloud, session } = call
  const info = cloud.state.messages.conversationsOf(session.userId).flatMap((ref) => {
    const mark = cloud.state.marks.get(session.userId, ref.type, ref.target)
    const horizon = Math.max(mark.clearedAt, mark.removedAt)
    const last = cloud.state.messages.lastFor(session.userId, ref, horizon)
    if (!last || (request.startTime > 0 && last.time >= request.startTime)) return []
    const { count, mentions } = unreadOf(call, ref)
    return [
      {
        type: ref.type,
        userId: ref.target,
        msg: messageFor(last, session.userId),
        readMsgTime: mark.readAt,
        unreadCount: count,
        remindCount: mentions,
        remindMeCount: mentions,
        versionTime: Math.max(last.time, mark.readVersion),
      },
    ]
  })
  info.sort((a, b) => (b.msg.dataTime ?? 0) - (a.msg.dataTime ?? 0))
  const count = request.count || 300
  return {
    info: info.slice(0, count),
    isFinished: info.length <= count,
    pullTime: cloud.state.clock.now(),
  }
}

function unreadTotal(call: Call): number {
  const refs = call.cloud.state.messages.conversationsOf(call.session.userId)
  return refs.reduce((total, ref) => total + unreadOf(call, ref).count, 0)
}

export const unreadHandlers: QueryHandlers<
  'pullSe' | 'qrySessions' | 'qrySessionsAtt' | 'qrySessionsUnread' | 'delSessions'
> = {
  pullSe(request, call) {
    const refs = call.cloud.state.messages.conversationsOf(call.session.userId)
    const changed = refs
      .map((ref) => sessionOf(call, ref))
      .filter(({ version }) => version > request.version)
    return { session: changed.sort((a, b) => a.version - b.version), pageToken: '' }
  },
  qrySessions: realtimeList,
  qrySessionsAtt(_request, call) {
    const newest = Math.max(1, call.cloud.state.messages.inboxOf(call.session.userId).lastTime)
    return { inboxTime: newest, sendboxTime: newest, totalUnreadCount: unreadTotal(call) }
  },
  qrySessionsUnread: (request, call) => ({
    sessions: request.sessions.map(({ type, channelId }) => {
      const ref = { type: type as ConversationType, target: channelId }
      return { type, channelId, unreadCount: unreadOf(call, ref).count }
    }),
  }),
  delSessions(request, { cloud, session }) {
    const removedAt = cloud.state.clock.mark()
    for (const { type, channelId } of request.sessions) {
      const change = { removedAt, readAt: removedAt }
      cloud.state.marks.update(session.userId, type as ConversationType, channelId, change)
    }
  },
}

export const unreadPublishHandlers: PublishHandlers<'updRTime' | 'updRRTime'> = {
  updRTime: markRead,
  updRRTime: markRead,
}
