import { ConversationType } from '../protocol/flags'
import { Refused, Status } from '../protocol/status'
import { isVisibleTo, targetSeenBy, type StoredMessage } from '../state/message'
import type { Acknowledgement, Call, PublishHandlers, QueryHandlers } from './handler'

/**
 * Read receipts of versions 2 (`rrMsg`, `rrList`) and 4 (`sendMsgRead` and its queries). Version 1 and
 * private receipts of older versions are ordinary messages.
 */

function messageIn(call: Call, target: string, uid: string): StoredMessage {
  const { cloud, session } = call
  const message = cloud.state.messages.get(uid)
  const isHere =
    message &&
    isVisibleTo(message, session.userId) &&
    (message.from === session.userId || message.recipients.includes(session.userId)) &&
    targetSeenBy(message, session.userId) === target
  if (!isHere) throw new Refused(Status.RECEIPT_MESSAGE_MISSING)
  return message
}

/** Sends a message that is no part of any history. */
function notify(
  { cloud, session }: Call,
  message: Pick<StoredMessage, 'type' | 'target' | 'classname' | 'recipients'>,
  content: object,
): StoredMessage {
  const stored = cloud.state.messages.add({
    ...message,
    from: session.userId,
    content: JSON.stringify(content),
    flags: 0,
    isHiddenFromSender: true,
  })
  cloud.delivery.announce(stored)
  return stored
}

function readByGroup(call: Call, msgIds: string[]): void {
  const { cloud, session, target } = call
  const bySender: Record<string, string[]> = {}
  for (const uid of msgIds) {
    const { from } = messageIn(call, target, uid)
    const isNew = cloud.state.receipts.add(uid, session.userId, cloud.state.clock.now())
    if (isNew) bySender[from] = [...(bySender[from] ?? []), uid]
  }
  const senders = Object.keys(bySender)
  if (senders.length === 0) return
  const type = ConversationType.GROUP
  const notice = { type, target, classname: 'RC:RRRspMsg', recipients: senders }
  notify(call, notice, { receiptMessageDic: bySender })
}

/** Messages of others from `startMsgId` (or the last one read) up to `endMsgId`. */
function rangeRead(
  call: Call,
  target: string,
  startMsgId: string,
  endMsgId: string,
): StoredMessage[] {
  const { cloud, session } = call
  const end = messageIn(call, target, endMsgId)
  const start = startMsgId ? messageIn(call, target, startMsgId).time : end.time
  const log = cloud.state.messages.log(end.type, session.userId, target)
  const read: StoredMessage[] = []
  for (const message of log.after(Math.min(start, end.time) - 1)) {
    if (message.time > end.time) break
    const isForeign = message.recipients.includes(session.userId) && message.from !== session.userId
    if (isForeign) read.push(message)
  }
  return read
}

function sendMsgRead(
  request: { targetId: string; type: number; startMsgId: string; endMsgId: string },
  call: Call,
): Acknowledgement {
  const { cloud, session } = call
  const read = rangeRead(call, request.targetId, request.startMsgId, request.endMsgId)
  const now = cloud.state.clock.now()
  const fresh = read.filter(({ uid }) => cloud.state.receipts.add(uid, session.userId, now))
  const classname = 'RC:RSMsg'
  if (request.type === ConversationType.PRIVATE) {
    const { time: endMsgTime } = messageIn(call, request.targetId, request.endMsgId)
    const recipients = [request.targetId]
    const notice = { type: ConversationType.PRIVATE, target: request.targetId, classname }
    return notify(call, { ...notice, recipients }, { endMsgTime })
  }
  for (const message of fresh) {
    const notice = { type: message.type, target: message.target, classname }
    const counts = {
      msgId: message.uid,
      tmn: message.recipients.length,
      rrn: cloud.state.receipts.readersOf(message.uid).size,
    }
    notify(call, { ...notice, recipients: [message.from] }, counts)
  }
  return { uid: '', time: now }
}

function ownMessage(call: Call, target: string, uid: string): StoredMessage {
  const message = messageIn(call, target, uid)
  if (message.from !== call.session.userId) throw new Refused(Status.RECEIPT_SENDER_MISMATCH)
  return message
}

export const receiptHandlers: QueryHandlers<
  'rrMsg' | 'rrList' | 'qryMsgRead' | 'qryMsgReadCntBatch'
> = {
  rrMsg: (request, call) => readByGroup(call, request.msgId),
  rrList(request, call) {
    const uid = request.msgId[0] ?? ''
    const message = ownMessage(call, call.target, uid)
    const readers = [...call.cloud.state.receipts.readersOf(uid)]
    return {
      totalMemberNum: message.recipients.length,
      list: readers.map(([userId, readTime]) => ({ userId, readTime })),
    }
  },
  qryMsgRead(request, call) {
    const message = ownMessage(call, request.targetId, request.msgId)
    const readers = [...call.cloud.state.receipts.readersOf(message.uid)]
    return {
      num: message.recipients.length,
      readCnt: readers.length,
      list: readers.map(([userId, receiptTime]) => ({ userId, receiptTime })),
    }
  },
  qryMsgReadCntBatch(request, call) {
    const messages = request.msgId.map((uid) => ownMessage(call, call.target, uid))
    const { receipts } = call.cloud.state
    return {
      result: messages.map(({ uid, recipients }) => ({
        msgId: uid,
        cnt: receipts.readersOf(uid).size,
        tmn: recipients.length,
      })),
    }
  },
}

export const receiptPublishHandlers: PublishHandlers<'sendMsgRead'> = { sendMsgRead }
