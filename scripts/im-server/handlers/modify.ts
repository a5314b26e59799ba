import { messageFor } from '../delivery/message-view'
import { Command, UpFlag } from '../protocol/flags'
import { Refused, Status } from '../protocol/status'
import { checkContentSize, checkMaySend } from '../rules/sending-rules'
import { filterWords } from '../rules/word-filter'
import { parseContent } from './draft'
import type { QueryHandlers } from './handler'

export const modifyHandlers: QueryHandlers<'modifyMsg'> = {
  modifyMsg(request, { cloud, session }) {
    const { state, settings, delivery } = cloud
    checkContentSize(request.content)
    const message = state.messages.get(request.msgUID)
    if (!message || message.from !== session.userId) throw new Refused(Status.MESSAGE_MISSING)
    if ((message.flags & UpFlag.PERSISTED) === 0) {
      throw new Refused(Status.MESSAGE_CANNOT_BE_MODIFIED)
    }
    const now = state.clock.now()
    if (now - message.time > settings.recallLimitMs) {
      throw new Refused(Status.MESSAGE_OVER_MODIFY_TIME)
    }
    checkMaySend(cloud, session.userId, message.type, message.target)
    // Receivers' SDKs read fields of the content, and fail on anything but an object.
    parseContent(request.content)
    const modifiedAt = state.clock.mark()
    const sender = { userId: session.userId, type: message.type, target: message.target }
    const { content } = filterWords(cloud, sender, message.classname, request.content)
    state.messages.change(message, { content, modifiedAt })
    for (const userId of message.recipients) {
      delivery.command(userId, Command.MODIFIED_MESSAGES, modifiedAt)
    }
    delivery.command(session.userId, Command.MODIFIED_MESSAGES, modifiedAt, session)
    return { modifyTime: modifiedAt, msg: messageFor(message, session.userId) }
  },
}
