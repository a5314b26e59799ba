import { ConversationType, UpFlag } from '../protocol/flags'
import type { UpStreamMessage } from '../protocol/rong-types'
import { Refused, Status } from '../protocol/status'
import { checkContentSize, checkMaySend } from '../rules/sending-rules'
import { withVerdict } from '../rules/pre-delivery'
import { postInRoom } from '../rules/room-posting'
import { filterWords } from '../rules/word-filter'
import { draftOf } from './draft'
import type { Acknowledgement, Call, PublishHandlers } from './handler'
import { applySideEffects } from './side-effects'

const SYNC_READ = 'RC:SRSMsg'

function recipientsOf(call: Call, type: ConversationType, body: UpStreamMessage): string[] {
  const { cloud, session, target } = call
  // A read mark is for the sender's other devices alone.
  if (body.classname === SYNC_READ) return []
  if (type !== ConversationType.GROUP) return [target]
  const members = Object.keys(cloud.state.groups.get(target)?.members ?? {})
  const isAddressed = (userId: string): boolean =>
    userId !== session.userId && (body.toUserIds.length === 0 || body.toUserIds.includes(userId))
  return members.filter(isAddressed)
}

function checkRate({ cloud, session }: Call, body: UpStreamMessage): void {
  if ((body.sessionId & UpFlag.PERSISTED) === 0) return
  if (!cloud.rules.messageRate.take(session)) throw new Refused(Status.SEND_TOO_FAST)
}

function sendToInboxes(type: ConversationType, body: UpStreamMessage, call: Call): Acknowledgement {
  const { cloud, session, target } = call
  checkContentSize(body.content)
  checkMaySend(cloud, session.userId, type, target)
  checkRate(call, body)
  const draft = draftOf(body, {
    type,
    from: session.userId,
    target,
    recipients: recipientsOf(call, type, body),
  })
  if (body.toUserIds.length > 0) draft.directedTo = body.toUserIds
  applySideEffects(call, draft)
  const sender = { userId: session.userId, type, target }
  const { content, status } = filterWords(cloud, sender, draft.classname, draft.content)
  const message = cloud.state.messages.add({ ...draft, content })
  cloud.delivery.announce(message, session)
  return { uid: message.uid, time: message.time, status }
}

function sendToRoom(body: UpStreamMessage, call: Call): Acknowledgement {
  const { cloud, session, target } = call
  checkContentSize(body.content)
  checkMaySend(cloud, session.userId, ConversationType.CHATROOM, target)
  checkRate(call, body)
  const type = ConversationType.CHATROOM
  const draft = draftOf(body, { type, from: session.userId, target, recipients: [] })
  const sender = { userId: session.userId, type, target }
  const { content, status } = filterWords(cloud, sender, draft.classname, draft.content)
  const posted = postInRoom(cloud, { ...draft, content }, session)
  return { ...posted, status }
}

function showStatus(type: ConversationType, body: UpStreamMessage, call: Call): void {
  const { cloud, session, target } = call
  checkContentSize(body.content)
  checkMaySend(cloud, session.userId, type, target)
  cloud.delivery.showStatus(
    {
      type,
      from: session.userId,
      groupId: type === ConversationType.GROUP ? target : undefined,
      classname: body.classname,
      content: body.content,
    },
    recipientsOf(call, type, body),
  )
}

/** Sends once the app's back end has let the message pass, where it asks to judge messages. */
function judged(
  type: ConversationType,
  send: (body: UpStreamMessage, call: Call) => Acknowledgement,
): (body: UpStreamMessage, call: Call) => Acknowledgement | Promise<Acknowledgement> {
  return (body, call) =>
    withVerdict(call.cloud, call.session, type, call.target, body, () => send(body, call))
}

export const messageHandlers: PublishHandlers<
  'ppMsgP' | 'pgMsgP' | 'pbMsgP' | 'chatMsg' | 'ppMsgS' | 'pgMsgS'
> = {
  ppMsgP: judged(ConversationType.PRIVATE, (body, call) =>
    sendToInboxes(ConversationType.PRIVATE, body, call),
  ),
  pgMsgP: judged(ConversationType.GROUP, (body, call) =>
    sendToInboxes(ConversationType.GROUP, body, call),
  ),
  pbMsgP(body, call) {
    if (body.classname !== SYNC_READ) throw new Refused(Status.NOT_FOR_SYSTEM_CONVERSATION)
    return sendToInboxes(ConversationType.SYSTEM, body, { ...call, target: body.systemId })
  },
  chatMsg: judged(ConversationType.CHATROOM, sendToRoom),
  ppMsgS: (body, call) => showStatus(ConversationType.PRIVATE, body, call),
  pgMsgS: (body, call) => showStatus(ConversationType.GROUP, body, call),
}
