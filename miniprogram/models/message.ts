import type { ConversationKey, ConversationKind } from './conversation-ref'
import type { MessageContent } from './message-content'

/** `sending` covers waiting in the outbox as well as being on the wire. */
export type SendState = 'sending' | 'sent' | 'failed'

/** Why a send failed: `code` is a stable key of the error words in i18n. */
export interface SendFailure {
  code: string
  /** The cloud's number, for support; 0 when the failure is our own. */
  sdkCode: number
  canRetry: boolean
}

export interface Message {
  /** Stable for the life of the row: the client id of own sends, else the server's id. */
  id: string
  /** The server's id; empty until the server has acknowledged the message. */
  uid: string
  /** The id its sender's client gave it, when the sender was Hutong; else empty. */
  clientId: string
  conversationKey: ConversationKey
  kind: ConversationKind
  targetId: string
  senderId: string
  isOwn: boolean
  /** Server time once acknowledged, the phone's time before, Unix ms. */
  sentAt: number
  content: MessageContent
  sendState: SendState
  /** Present exactly when `sendState` is `failed`. */
  failure?: SendFailure
  mentions?: Mentions
  /** Groups: the members it was sent to; absent when everybody got it. */
  directedTo?: string[]
  /** Key/value pairs attached to the message after it was sent. */
  expansion?: Record<string, string>
  /** The moderators' verdict reached us after the message was sent. */
  isBlocked?: boolean
  isEdited?: boolean
  /** Its sender allowed pairs to be attached: reactions and card states. */
  canExpand?: boolean
  /** Seconds it stays once opened; absent when it stays for good. */
  burnSeconds?: number
  /** Whether it adds to unread counts. */
  isCounted: boolean
}

/** Who a message calls: everybody in the group, or the people named. */
export interface Mentions {
  everybody: boolean
  userIds: string[]
}

/** Server order: time, then the server's id so that equal times have one order everywhere. */
export function compareMessages(a: Message, b: Message): number {
  if (a.sentAt !== b.sentAt) return a.sentAt - b.sentAt
  return a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0
}
