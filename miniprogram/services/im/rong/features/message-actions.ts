import type { IAReceivedMessage } from '@rongcloud/imlib-next'

import type { Message } from '../../../../models/message'
import type { Emitter } from '../../../../utils/emitter'
import type { ImMessageActions } from '../../im-features'
import type { ImEvents } from '../../im-service'
import { combinedFromFile } from '../content-from-sdk'
import { contentToSdk } from '../content-to-sdk'
import { BURN_NOTICE, conversationToSdk, extraWithClientId, messageFromSdk } from '../mapping'
import type { SdkCaller } from '../sdk-caller'

/** `enum MessageDirection`. */
const SEND = 1
const RECEIVE = 2

/** @param emitter hears of own recalls too: the SDK tells them to everybody else. */
export function messageActions(sdk: SdkCaller, emitter: Emitter<ImEvents>): ImMessageActions {
  return {
    combinedFromFile,
    async recall(message) {
      const { uid: messageUId, sentAt: sentTime, directedTo: directionalUserIdList } = message
      const options = {
        messageUId,
        sentTime,
        ...(directionalUserIdList && { directionalUserIdList }),
      }
      await sdk.call('recallMessage', (api) =>
        api.recallMessage(conversationToSdk(message), options),
      )
      const { kind, targetId, senderId } = message
      const conversation = { kind, targetId }
      emitter.emit('recalled', {
        uid: messageUId,
        conversation,
        byUserId: senderId,
        isAdmin: false,
      })
    },
    async deleteForMe(conversation, messages) {
      const those = messages.map(({ uid, sentAt, isOwn }) => ({
        messageUId: uid,
        sentTime: sentAt,
        messageDirection: isOwn ? SEND : RECEIVE,
      }))
      await sdk.call('deleteMessages', (api) =>
        api.deleteMessages(conversationToSdk(conversation), those),
      )
    },
    async clearHistory(conversation, until) {
      await sdk.call('clearHistoryMessages', (api) =>
        api.clearHistoryMessages(conversationToSdk(conversation), until),
      )
    },
    async edit(message, content) {
      const { fields } = contentToSdk(content)
      const extra = message.clientId === '' ? {} : { extra: extraWithClientId(message.clientId) }
      await sdk.call('modifyMessageWithParams', (api) =>
        api.modifyMessageWithParams({
          messageUId: message.uid,
          messageContent: { ...fields, ...extra },
          conversation: conversationToSdk(message),
        }),
      )
    },
    async setExpansion(message, entries) {
      await sdk.call('updateMessageExpansion', (api) =>
        api.updateMessageExpansion(entries, expandable(message)),
      )
    },
    async removeExpansion(message, keys) {
      await sdk.call('removeMessageExpansionForKey', (api) =>
        api.removeMessageExpansionForKey([...keys], expandable(message)),
      )
    },
    async find(conversation, uids) {
      const results = await sdk.call('getMessagesByUIds', (api) =>
        api.getMessagesByUIds({
          conversationIdentifier: conversationToSdk(conversation),
          messageUIds: [...uids],
        }),
      )
      return results
        .map(({ message }) => (message ? messageFromSdk(message) : null))
        .filter((message) => message !== null)
    },
    async tellBurning(conversation, uids) {
      await sdk.call('sendMessage', (api) =>
        api.sendMessage(
          conversationToSdk(conversation),
          new api.BaseMessage(BURN_NOTICE, { burnMessageUIds: [...uids] }, false, false),
        ),
      )
    },
  }
}

/** The attributes the SDK reads of a message whose expansion changes. */
function expandable(message: Message): IAReceivedMessage {
  return {
    ...conversationToSdk(message),
    messageUId: message.uid,
    messageType: contentToSdk(message.content).objectName,
    canIncludeExpansion: true,
    sentTime: message.sentAt,
    expansion: message.expansion ?? null,
  } as IAReceivedMessage
}
