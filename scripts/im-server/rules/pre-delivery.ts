import type { Cloud } from '../cloud'
import type { Session } from '../net/session'
import { UpFlag, type ConversationType } from '../protocol/flags'
import type { UpStreamMessage } from '../protocol/rong-types'
import { Refused, Status } from '../protocol/status'
import { checkMaySend } from './sending-rules'
import { BlockedBy, noticeBlock } from './word-filter'

/**
 * Sends, after the app's back end let the message pass where it asks to judge messages.
 * @throws {Refused} 21501 when it did not, after telling the sender's devices.
 */
export function withVerdict<Result>(
  cloud: Cloud,
  session: Session,
  type: ConversationType,
  target: string,
  body: UpStreamMessage,
  send: () => Result,
): Result | Promise<Result> {
  const { precheck } = cloud.callbacks
  if (!precheck || (body.sessionId & UpFlag.PERSISTED) === 0) return send()
  const from = session.userId
  checkMaySend(cloud, from, type, target)
  const candidate = {
    from,
    type,
    target,
    classname: body.classname,
    content: body.content,
    platform: session.platform,
    timeMs: cloud.state.clock.now(),
  }
  return precheck.mayPass(candidate).then((mayPass) => {
    if (mayPass) return send()
    noticeBlock(cloud, { userId: from, type, target }, BlockedBy.BACK_END)
    throw new Refused(Status.SENSITIVE_BLOCKED)
  })
}
