import type { Emitter } from '../../../utils/emitter'
import type { ImEvents } from '../im-service'
import { conversationFromSdk, kindFromSdk, messageFromSdk } from './mapping'
import { expansionEvents, tellCommand } from './command-events'
import { listenToReceipts } from './receipt-events'
import { roomEvents } from './room-events'
import type { RongSdk } from './sdk-caller'

/** `enum ErrorCode`: RC_SOCKET_DISCONNECTED, for a DISCONNECT that names no code. */
const SOCKET_DISCONNECTED = 30011

/** Translates the SDK's events into ours; replaces what listened before. */
export function listenToSdk(sdk: RongSdk, emitter: Emitter<ImEvents>): void {
  const { Events } = sdk
  sdk.clearEventListeners()

  sdk.addEventListener(Events.CONNECTING, () => emitter.emit('link', { state: 'connecting' }))
  sdk.addEventListener(Events.CONNECTED, () => emitter.emit('link', { state: 'connected' }))
  sdk.addEventListener(Events.SUSPEND, (code) =>
    emitter.emit('link', { state: 'suspended', sdkCode: code }),
  )
  sdk.addEventListener(Events.DISCONNECT, (code) => {
    // Some server statuses map to no code at all (PROTOCOL.md 2.3), against the typings.
    const sdkCode = (code as number | undefined) ?? SOCKET_DISCONNECTED
    emitter.emit('link', { state: 'disconnected', sdkCode })
  })

  listenToReceipts(sdk, emitter)
  sdk.addEventListener(Events.EXPANSION, (data) => {
    for (const event of expansionEvents(data)) emitter.emit('expansion', event)
  })
  sdk.addEventListener(Events.TAG, () => emitter.emit('tagsChanged', undefined))
  sdk.addEventListener(Events.CONVERSATION_TAG, () =>
    emitter.emit('conversationTagsChanged', undefined),
  )
  sdk.addEventListener(Events.MESSAGES, ({ messages }) => {
    for (const message of messages) tellCommand(message, emitter)
    const shown = messages.map(messageFromSdk).filter((message) => message !== null)
    if (shown.length > 0) emitter.emit('messages', shown)
  })
  sdk.addEventListener(Events.CONVERSATION, ({ conversationList }) => {
    const conversations = conversationList
      .map(({ conversation }) => conversationFromSdk(conversation))
      .filter((conversation) => conversation !== null)
      .filter(({ kind }) => kind !== 'chatroom')
    if (conversations.length > 0) emitter.emit('conversations', conversations)
  })
  sdk.addEventListener(Events.PULL_OFFLINE_MESSAGE_FINISHED, () =>
    emitter.emit('caughtUp', undefined),
  )
  sdk.addEventListener(Events.TYPING_STATUS, ({ status }) => {
    for (const { conversationType, targetId, list } of status) {
      const kind = kindFromSdk(conversationType)
      if (kind === null) continue
      emitter.emit('typing', {
        conversation: { kind, targetId },
        userIds: list.map(({ userId }) => userId),
      })
    }
  })
  sdk.addEventListener(Events.MESSAGE_BLOCKED, (info) => {
    const kind = kindFromSdk(info.conversationType)
    if (kind === null) return
    const conversation = { kind, targetId: info.targetId }
    emitter.emit('blocked', { uid: info.blockedMessageUId, conversation })
  })
  sdk.addEventListener(Events.MESSAGE_MODIFIED, (messages) => {
    const edited = messages.map(messageFromSdk).filter((message) => message !== null)
    emitter.emit(
      'edited',
      edited.map((message) => ({ ...message, isEdited: true })),
    )
  })
  sdk.addEventListener(Events.CHATROOM, (data) => {
    for (const event of roomEvents(data)) emitter.emit('room', event)
  })
}
