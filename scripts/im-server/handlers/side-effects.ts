import { UpFlag } from '../protocol/flags'
import { Refused, Status } from '../protocol/status'
import { targetSeenBy } from '../state/message'
import type { MessageDraft } from '../state/messages'
import { parseContent } from './draft'
import type { Call } from './handler'

function markRead({ cloud, session }: Call, draft: MessageDraft): void {
  const { lastMessageSendTime } = parseContent(draft.content)
  if (typeof lastMessageSendTime !== 'number') return
  const { marks } = cloud.state
  const readAt = Math.max(
    marks.get(session.userId, draft.type, draft.target).readAt,
    lastMessageSendTime,
  )
  const readVersion = cloud.state.clock.mark()
  marks.update(session.userId, draft.type, draft.target, { readAt, readVersion })
}

/** Merges an expansion into the stored message, so that history shows it as well. */
function changeExpansion({ cloud, session, target }: Call, draft: MessageDraft): void {
  const { mid, put, del } = parseContent(draft.content, Status.EXPANSION_MALFORMED)
  const message = typeof mid === 'string' ? cloud.state.messages.get(mid) : undefined
  if (!message) throw new Refused(Status.EXPANSION_MESSAGE_MISSING)
  const isTheirs = message.from === session.userId || message.recipients.includes(session.userId)
  const isHere = message.type === draft.type && targetSeenBy(message, session.userId) === target
  if (!isTheirs || !isHere) throw new Refused(Status.EXPANSION_NOT_AUTHORIZED)
  if ((message.flags & UpFlag.EXPANDABLE) === 0) throw new Refused(Status.EXPANSION_NOT_ALLOWED)
  const expansion = { ...message.expansion }
  if (typeof put === 'object' && put !== null) {
    for (const [key, value] of Object.entries(put)) expansion[key] = String(value)
  }
  if (Array.isArray(del)) for (const key of del) delete expansion[String(key)]
  cloud.state.messages.change(message, { expansion })
}

const effects: Record<string, (call: Call, draft: MessageDraft) => void> = {
  'RC:SRSMsg': markRead,
  'RC:ReadNtf': markRead,
  'RC:MsgExMsg': changeExpansion,
}

/** Some messages also change what the server keeps. */
export function applySideEffects(call: Call, draft: MessageDraft): void {
  if (Object.hasOwn(effects, draft.classname)) effects[draft.classname](call, draft)
}
