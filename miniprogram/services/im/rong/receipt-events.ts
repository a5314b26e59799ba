import type { IConversationIdentifier } from '@rongcloud/imlib-next'

import type { ConversationRef } from '../../../models/conversation-ref'
import type { Emitter } from '../../../utils/emitter'
import type { ImEvents } from '../im-service'
import { kindFromSdk } from './mapping'
import type { RongSdk } from './sdk-caller'

/** Read receipts of all the ways the cloud knows, as events of ours. */
export function listenToReceipts(sdk: RongSdk, emitter: Emitter<ImEvents>): void {
  const { Events } = sdk
  sdk.addEventListener(Events.READ_RECEIPT_RECEIVED, (event) => {
    const conversation = refOf(event.conversation)
    if (conversation === null) return
    const { sendUserId: userId, sentTime: until } = event
    emitter.emit('readByPeer', { conversation, userId, until })
  })
  sdk.addEventListener(Events.MESSAGE_RECEIPT_REQUEST, (event) => {
    const conversation = refOf(event.conversation)
    if (conversation === null) return
    const { messageUId: uid, senderUserId: senderId } = event
    emitter.emit('receiptAsked', { conversation, uid, senderId })
  })
  sdk.addEventListener(Events.MESSAGE_RECEIPT_RESPONSE, (event) => {
    const conversation = refOf(event.conversation)
    if (conversation === null) return
    const { receivedUserId: userId, messageUIdList: uids } = event
    emitter.emit('readBy', { conversation, userId, uids })
  })
  sdk.addEventListener(Events.MESSAGE_RECEIPT_RESPONSE_V5, (list) => {
    for (const { identifier, messageUId: uid, readCount, totalCount } of list) {
      const conversation = refOf(identifier)
      if (conversation === null) continue
      emitter.emit('readCounts', { conversation, summaries: [{ uid, readCount, totalCount }] })
    }
  })
  sdk.addEventListener(Events.SYNC_READ_STATUS, (event) => {
    const conversation = refOf(event)
    if (conversation === null) return
    emitter.emit('readElsewhere', { conversation, until: event.timestamp })
  })
}

function refOf({ conversationType, targetId }: IConversationIdentifier): ConversationRef | null {
  const kind = kindFromSdk(conversationType)
  return kind === null ? null : { kind, targetId }
}
