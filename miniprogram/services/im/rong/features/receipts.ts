import type { ImReceipts } from '../../im-features'
import { conversationToSdk } from '../mapping'
import type { SdkCaller } from '../sdk-caller'

export function receipts(sdk: SdkCaller): ImReceipts {
  return {
    async sendRead({ targetId, uid, sentAt }) {
      await sdk.call('sendReadReceiptMessage', (api) =>
        api.sendReadReceiptMessage(targetId, uid, sentAt),
      )
    },
    async syncRead(conversation, until) {
      await sdk.call('sendSyncReadStatusMessage', (api) =>
        api.sendSyncReadStatusMessage(conversationToSdk(conversation), until),
      )
    },
    async request({ targetId, uid }) {
      await sdk.call('sendReadReceiptRequest', (api) => api.sendReadReceiptRequest(targetId, uid))
    },
    async respond(groupId, uidsBySender) {
      await sdk.call('sendReadReceiptResponseV2', (api) =>
        api.sendReadReceiptResponseV2(groupId, uidsBySender),
      )
    },
    async confirm(conversation, uids) {
      await sdk.call('sendReadReceiptResponseV5', (api) =>
        api.sendReadReceiptResponseV5(conversationToSdk(conversation), [...uids]),
      )
    },
    async summaries(conversation, uids) {
      const list = await sdk.call('getMessageReadReceiptInfoV5', (api) =>
        api.getMessageReadReceiptInfoV5(conversationToSdk(conversation), [...uids]),
      )
      return list.map(({ messageUId, readCount, totalCount }) => ({
        uid: messageUId,
        readCount,
        totalCount,
      }))
    },
  }
}
