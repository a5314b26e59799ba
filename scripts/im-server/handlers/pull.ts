import { messageFor } from '../delivery/message-view'
import { Direction } from '../protocol/flags'
import type { Draft, Message } from '../protocol/messages'
import { isVisibleTo, type StoredMessage } from '../state/message'
import { OFFLINE_RETENTION_MS } from '../state/messages'
import type { Call, QueryHandlers } from './handler'

const PAGE_MESSAGES = 100
const PAGE_CONTENT_CHARACTERS = 256 * 1024

interface Page {
  messages: StoredMessage[]
  isLast: boolean
}

/** Messages a device has not seen: received after one time, own after another, oldest first. */
function pageFor(call: Call, receivedAfter: number, sentAfter: number): Page {
  const { cloud, session } = call
  const horizon = cloud.state.clock.now() - OFFLINE_RETENTION_MS
  const inbox = cloud.state.messages.inboxOf(session.userId)
  inbox.dropBefore(horizon)
  const messages: StoredMessage[] = []
  let characters = 0
  for (const message of inbox.after(Math.min(receivedAfter, sentAfter))) {
    const isOwn = message.from === session.userId
    if (message.time <= (isOwn ? sentAfter : receivedAfter)) continue
    if (!isVisibleTo(message, session.userId)) continue
    const isFull = messages.length >= PAGE_MESSAGES || characters > PAGE_CONTENT_CHARACTERS
    if (isFull) return { messages, isLast: false }
    messages.push(message)
    characters += message.content.length
  }
  return { messages, isLast: true }
}

function pullMessages(
  request: Message<'SyncRequestMsg'>,
  call: Call,
): Draft<Message<'DownStreamMessages'>> {
  const { cloud, session } = call
  const sentAfter = request.isPullSend ? request.sendBoxSyncTime : Infinity
  const { messages, isLast } = pageFor(call, request.syncTime, sentAfter)
  const list = messages.map((message) => messageFor(message, session.userId))
  let syncTime = Math.max(1, request.syncTime)
  for (const { direction, dataTime } of list) {
    if (direction === Direction.RECEIVED) syncTime = Math.max(syncTime, dataTime ?? 0)
  }
  // Everything up to the newest entry has been handed out, also what was removed since.
  const newest = cloud.state.messages.inboxOf(session.userId).lastTime
  if (isLast) syncTime = Math.max(syncTime, newest)
  return {
    list: cloud.faults.of(session.userId).disturb(list),
    syncTime,
    finished: isLast,
    broadcastSyncTime: Math.max(1, request.broadcastSyncTime),
    systemTime: cloud.state.clock.now(),
  }
}

function pullModified(
  request: Message<'PullModifyMsgReq'>,
  { cloud, session }: Call,
): Draft<Message<'PullModifyMsgResp'>> {
  let nextVersion = Math.max(1, request.pullVersion)
  const msg: Draft<Message<'ModifyMsg'>>[] = []
  for (const message of cloud.state.messages.inboxOf(session.userId).after(0)) {
    const modifiedAt = message.modifiedAt ?? 0
    if (modifiedAt <= request.pullVersion || !isVisibleTo(message, session.userId)) continue
    nextVersion = Math.max(nextVersion, modifiedAt)
    msg.push({ modifyType: 1, msg: messageFor(message, session.userId) })
  }
  return { msg, nextVersion, finished: true }
}

export const pullHandlers: QueryHandlers<'pullMsg' | 'pullModifyMsg'> = {
  pullMsg: pullMessages,
  pullModifyMsg: pullModified,
}
