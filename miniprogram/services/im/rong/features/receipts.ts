import type { ImReceipts } from '../../im-features'
import { conversationToSdk } from '../mapping'
import { isCountedByCloud } from '../unread-counting'
import type { SdkCaller } from '../sdk-caller'

/** `enum GroupReadReceiptVersion`: the navigator's `grpRRVer` (PROTOCOL.md 5.5). */
const WAYS: Record<number, ReturnType<ImReceipts['way']>> = { 0: 'asked', 4: 'counted' }
/** `ReadReceiptUsersOption`: read ones, in one page of the most it takes. */
const READ_PAGE = { readStatus: 0, pageCount: 100, order: 0 } as const

/** @param version the navigator's `grpRRVer`; undefined before it answered. */
export function receipts(sdk: SdkCaller, version: () => number | undefined): ImReceipts {
  return {
    way: () => WAYS[version() ?? -1] ?? 'none',
    async readers(conversation, uid) {
      const { users } = await sdk.call('getMessagesReadReceiptUsersByPageV5', (api) =>
        api.getMessagesReadReceiptUsersByPageV5(conversationToSdk(conversation), uid, READ_PAGE),
      )
      return users.map(({ userId }) => userId)
    },
    async sendRead({ targetId, uid, sentAt }) {
      await sdk.call('sendReadReceiptMessage', (api) =>
        api.sendReadReceiptMessage(targetId, uid, sentAt),
      )
    },
    async syncRead(conversation, until) {
      try {
        await sdk.call('sendSyncReadStatusMessage', (api) =>
          api.sendSyncReadStatusMessage(conversationToSdk(conversation), until),
        )
      } catch (error) {
        if (!isCountedByCloud(error)) throw error
      }
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
