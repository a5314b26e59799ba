import { Command, OptionBit } from '../protocol/flags'
import { encodeMessage, type Draft, type Message } from '../protocol/messages'
import { Refused, Status } from '../protocol/status'
import { RECEIPT_EVENT } from '../state/events'
import { targetSeenBy, type StoredMessage } from '../state/message'
import type { Call, QueryHandlers } from './handler'

/** Read receipts of version 5: for messages sent with the "need receipt" option, by ids and pages. */

const LARGEST_BATCH = 100

function withReceipt(call: Call, uid: string): StoredMessage {
  const message = call.cloud.state.messages.get(uid)
  if (!message) throw new Refused(Status.RECEIPT_MESSAGE_MISSING)
  if (((message.optionBits ?? 0) & OptionBit.NEED_RECEIPT) === 0) {
    throw new Refused(Status.RECEIPT_NOT_ASKED)
  }
  return message
}

function isMentioned(message: StoredMessage, userId: string): boolean {
  return message.content.includes('"mentionedInfo"') && message.content.includes(`"${userId}"`)
}

function tellSender({ cloud }: Call, message: StoredMessage, reader: string, readAt: number): void {
  const readCnt = cloud.state.receipts.readersOf(message.uid).size
  const totalCnt = message.recipients.length
  const eventData = encodeMessage('MsgReadEvent', {
    msgId: message.uid,
    msgTime: message.time,
    totalCnt,
    readCnt,
    unreadCnt: totalCnt - readCnt,
    readList: [{ userId: reader, receiptTime: readAt, mentioned: isMentioned(message, reader) }],
  })
  const event = cloud.state.events.add({
    userId: message.from,
    changeType: RECEIPT_EVENT,
    subChangeType: 0,
    businessId: targetSeenBy(message, message.from),
    channelType: message.type,
    data: Buffer.from(eventData).toString('base64'),
  })
  cloud.delivery.command(message.from, Command.EVENTS, event.time)
}

function markRead(request: Message<'ReadReceipt'>, call: Call): void {
  const { cloud, session } = call
  if (request.msgIds.length > LARGEST_BATCH) throw new Refused(Status.PARAMETER_INVALID)
  const messages = request.msgIds.map((uid) => withReceipt(call, uid))
  if (!messages.every(({ recipients }) => recipients.includes(session.userId))) {
    throw new Refused(Status.RECEIPT_MESSAGE_MISSING)
  }
  for (const message of messages) {
    const readAt = cloud.state.clock.now()
    const isNew = cloud.state.receipts.add(message.uid, session.userId, readAt)
    if (isNew) tellSender(call, message, session.userId, readAt)
  }
}

function ownMessage(call: Call, uid: string): StoredMessage {
  const message = withReceipt(call, uid)
  if (message.from !== call.session.userId) throw new Refused(Status.RECEIPT_SENDER_MISMATCH)
  return message
}

function countsOf(call: Call, message: StoredMessage): Draft<Message<'QueryReceiptRespItem'>> {
  const readCnt = call.cloud.state.receipts.readersOf(message.uid).size
  const totalCnt = message.recipients.length
  return {
    msgId: message.uid,
    msgTime: message.time,
    totalCnt,
    readCnt,
    unreadCnt: totalCnt - readCnt,
  }
}

function usersOf(call: Call, message: StoredMessage, isRead: boolean) {
  const readers = call.cloud.state.receipts.readersOf(message.uid)
  return message.recipients
    .filter((userId) => readers.has(userId) === isRead)
    .map((userId) => ({
      userId,
      receiptTime: readers.get(userId) ?? 0,
      mentioned: isMentioned(message, userId),
    }))
    .sort((a, b) => a.receiptTime - b.receiptTime)
}

const UNREAD = 2
const BY_USERS = 2

function details(request: Message<'QueryReceiptReq'>, call: Call): Draft<Message<'ReceiptResp'>> {
  const message = ownMessage(call, request.msgIds[0] ?? '')
  const counts = countsOf(call, message)
  if (request.qryType === BY_USERS) {
    const isAsked = ({ userId }: { userId: string }): boolean => request.users.includes(userId)
    const readUser = usersOf(call, message, true).filter(isAsked)
    const unreadUser = usersOf(call, message, false).filter(isAsked)
    return { resp: [{ ...counts, readUser, unreadUser }], pageToken: '' }
  }
  const isRead = request.readType !== UNREAD
  const users = usersOf(call, message, isRead)
  if (request.order === 1) users.reverse()
  const start = Number(request.pageToken) || 0
  const end = start + Math.min(Math.max(request.pageSize, 1), LARGEST_BATCH)
  const page = users.slice(start, end)
  return {
    resp: [{ ...counts, ...(isRead ? { readUser: page } : { unreadUser: page }) }],
    pageToken: end < users.length ? String(end) : '',
  }
}

export const receiptV5Handlers: QueryHandlers<'readReceipt' | 'qryReceipt' | 'qryReceiptBatch'> = {
  readReceipt: markRead,
  qryReceipt: details,
  qryReceiptBatch: (request, call) => ({
    item: request.items.map(({ targetId, type, msgIds }) => ({
      targetId,
      type,
      msg: msgIds.slice(0, LARGEST_BATCH).map((uid) => countsOf(call, ownMessage(call, uid))),
    })),
  }),
}
