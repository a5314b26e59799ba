import type { StoredMessage } from '../state/message'
import { ConversationType, UpFlag } from '../protocol/flags'
import type { Message } from '../protocol/messages'
import { Refused, Status } from '../protocol/status'
import { checkContentSize } from '../rules/sending-rules'
import { draftOf, parseContent } from './draft'
import type { Acknowledgement, Call, PublishHandlers } from './handler'

const RECALL = 'RC:RcCmd'

/** @throws {Refused} unless this is the person's own message, sent within the limit. */
function checkMayRecall({ cloud, session }: Call, message: StoredMessage): void {
  if (message.from !== session.userId) throw new Refused(Status.RECALL_USER_INVALID)
  const age = cloud.state.clock.now() - message.time
  if (age > cloud.settings.recallLimitMs) throw new Refused(Status.RECALL_NOT_ALLOWED)
}

function recall(body: Message<'UpStreamMessage'>, call: Call): Acknowledgement {
  const { cloud, session } = call
  if (body.classname !== RECALL) throw new Refused(Status.OPERATION_NOT_SUPPORTED)
  checkContentSize(body.content)
  const { messageUId } = parseContent(body.content)
  const original = typeof messageUId === 'string' ? cloud.state.messages.get(messageUId) : undefined
  if (!original) throw new Refused(Status.RECALL_NOT_ALLOWED)
  checkMayRecall(call, original)
  const { type, target, recipients } = original
  cloud.state.messages.remove(original)
  const notice = cloud.state.messages.add({
    ...draftOf(body, { type, from: session.userId, target, recipients }),
    flags: UpFlag.PERSISTED,
    ...(original.directedTo ? { directedTo: original.directedTo } : {}),
  })
  if (type === ConversationType.CHATROOM) {
    session.visitOf(target).ownUids.add(notice.uid)
    cloud.delivery.announceInRoom(notice, session)
  } else {
    cloud.delivery.announce(notice, session)
  }
  return notice
}

export const recallHandlers: PublishHandlers<'recallMsg'> = { recallMsg: recall }
