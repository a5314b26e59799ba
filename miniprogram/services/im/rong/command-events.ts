import type { IAReceivedMessage, IExpansionListenerData } from '@rongcloud/imlib-next'

import type { Emitter } from '../../../utils/emitter'
import type { ImEvents } from '../im-service'
import { BURN_NOTICE, kindFromSdk } from './mapping'

/** Messages that change something instead of saying something. */
export function tellCommand(raw: IAReceivedMessage, emitter: Emitter<ImEvents>): void {
  const kind = kindFromSdk(raw.conversationType)
  if (kind === null) return
  // A recall names the conversation as its sender sees it; ours is the one it arrived in.
  const conversation = { kind, targetId: raw.targetId }
  const fields = (raw.content ?? {}) as Record<string, unknown>
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '')
  if (raw.messageType === 'RC:RcCmd') {
    const isAdmin = fields.isAdmin === true
    emitter.emit('recalled', {
      uid: text('messageUId'),
      conversation,
      byUserId: raw.senderUserId,
      isAdmin,
    })
  }
  // The SDK has taken them as read, and tells so by events of the cloud's own way only.
  if (raw.messageType === 'RC:SRSMsg' && typeof fields.lastMessageSendTime === 'number') {
    emitter.emit('readElsewhere', { conversation, until: fields.lastMessageSendTime })
  }
  if (raw.messageType === BURN_NOTICE && Array.isArray(fields.burnMessageUIds)) {
    const uids = fields.burnMessageUIds.filter((uid) => typeof uid === 'string')
    emitter.emit('burning', { conversation, uids })
  }
  if (raw.messageType === 'RC:CmdMsg' || raw.messageType === 'RC:CmdNtf') {
    emitter.emit('command', {
      conversation,
      name: text('name'),
      data: text('data'),
      senderId: raw.senderUserId,
    })
  }
}

export function expansionEvents(data: IExpansionListenerData): ImEvents['expansion'][] {
  const events: ImEvents['expansion'][] = []
  const { updatedExpansion, deletedExpansion } = data
  if (updatedExpansion) {
    const { messageUId: uid, conversationType, targetId, expansion } = updatedExpansion
    const kind = kindFromSdk(conversationType)
    const set = expansion as Record<string, string>
    if (kind !== null) events.push({ uid, conversation: { kind, targetId }, set, removed: [] })
  }
  if (deletedExpansion) {
    const { messageUId: uid, conversationType, targetId, deletedKeys } = deletedExpansion
    const kind = kindFromSdk(conversationType)
    if (kind !== null) {
      events.push({ uid, conversation: { kind, targetId }, set: {}, removed: deletedKeys })
    }
  }
  return events
}
