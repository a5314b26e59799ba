import type { IAReceivedConversation, IAReceivedMessage } from '@rongcloud/imlib-next'

import type { Conversation } from '../../../models/conversation'
import type { ConversationKind, ConversationRef } from '../../../models/conversation-ref'
import { conversationKey } from '../../../models/conversation-ref'
import type { Mentions, Message, SendState } from '../../../models/message'
import { contentFromSdk } from './content-from-sdk'

/** `enum ConversationType`, @rongcloud/engine 5.38.0; kinds Hutong does not show have no entry. */
const KIND_NUMBERS: Record<ConversationKind, number> = {
  private: 1,
  group: 3,
  chatroom: 4,
  system: 6,
}
const KINDS = new Map(
  Object.entries(KIND_NUMBERS).map(([kind, number]) => [number, kind as ConversationKind]),
)

/** `enum NotificationLevel`: 5 NOT_MESSAGE_NOTIFICATION. */
export const LEVEL_MUTED = 5
/** `enum NotificationLevel`: 0 NOT_SET. */
export const LEVEL_DEFAULT = 0

const DIRECTION_SEND = 1
/** `enum SentStatus`. */
const SENT_STATUS: Record<number, SendState> = { 10: 'sending', 20: 'failed' }

/** What the vendor's phone clients tell a sender once one of theirs was opened: `{ burnMessageUIds: string[] }`. */
export const BURN_NOTICE = 'RC:BurnNoticeMsg'

const RECALL = 'RC:RcCmd'

/** Instructions to the client: they change other things and are no rows themselves. */
const COMMANDS = new Set([
  RECALL,
  'RC:CmdMsg',
  'RC:CmdNtf',
  'RC:chrmKVNotiMsg',
  'RC:MsgExMsg',
  BURN_NOTICE,
  // Who has read what. The SDK has its own events for these, but hands some on as messages too: a
  // person's own, when they come back to a restarted app or to another device.
  'RC:SRSMsg',
  'RC:ReadNtf',
  'RC:RRReqMsg',
  'RC:RRRspMsg',
])

export function kindFromSdk(conversationType: number): ConversationKind | null {
  return KINDS.get(conversationType) ?? null
}

export function kindToSdk(kind: ConversationKind): number {
  return KIND_NUMBERS[kind]
}

export function conversationToSdk(ref: ConversationRef) {
  return { conversationType: kindToSdk(ref.kind), targetId: ref.targetId, channelId: '' }
}

/** @returns null for instructions, and for kinds of conversation Hutong does not show. */
export function messageFromSdk(raw: IAReceivedMessage): Message | null {
  const kind = kindFromSdk(raw.conversationType)
  if (kind === null || COMMANDS.has(raw.messageType)) return null
  const fields = (raw.content ?? {}) as Record<string, unknown>
  const clientId = clientIdOf(fields.extra)
  const isOwn = (raw.messageDirection as number) === DIRECTION_SEND
  return {
    id: isOwn && clientId !== '' ? clientId : raw.messageUId,
    uid: raw.messageUId,
    clientId,
    conversationKey: conversationKey({ kind, targetId: raw.targetId }),
    kind,
    targetId: raw.targetId,
    senderId: raw.senderUserId,
    isOwn,
    sentAt: raw.sentTime,
    content: contentFromSdk(raw.messageType, raw.content),
    sendState: SENT_STATUS[(raw.sentStatus as number | undefined) ?? 30] ?? 'sent',
    isCounted: raw.isCounted,
    ...(isMentions(fields.mentionedInfo) && { mentions: mentionsFromSdk(fields.mentionedInfo) }),
    ...(raw.directedUserIds?.length && { directedTo: raw.directedUserIds }),
    ...(raw.expansion && { expansion: raw.expansion }),
    ...(raw.isModifyMessage && { isEdited: true }),
    ...(raw.canIncludeExpansion && { canExpand: true }),
    ...burnOf(fields),
  }
}

/** Where a message was taken back, the SDK holds the instruction as the last message. */
function latestFromSdk(raw: IAReceivedMessage): Message | null {
  if (raw.messageType !== RECALL) return messageFromSdk(raw)
  const { messageUId, sentTime } = raw.content as { messageUId?: unknown; sentTime?: unknown }
  return messageFromSdk({
    ...raw,
    messageType: 'RC:RcNtf',
    content: { operatorId: raw.senderUserId },
    ...(typeof messageUId === 'string' && { messageUId }),
    ...(typeof sentTime === 'number' && { sentTime }),
  })
}

export function conversationFromSdk(raw: IAReceivedConversation): Conversation | null {
  const kind = kindFromSdk(raw.conversationType)
  if (kind === null) return null
  const latestMessage = raw.latestMessage ? latestFromSdk(raw.latestMessage) : null
  return {
    key: conversationKey({ kind, targetId: raw.targetId }),
    kind,
    targetId: raw.targetId,
    latestMessage,
    unreadCount: raw.unreadMessageCount ?? 0,
    mentionCount: raw.unreadMentionedCount ?? 0,
    isPinned: raw.isTop ?? false,
    isMuted: (raw.notificationLevel as number | undefined) === LEVEL_MUTED,
    updatedAt: latestMessage?.sentAt ?? raw.versionTime ?? 0,
  }
}

/** A day: no phone's timer waits for ever. */
const MAX_BURN_SECONDS = 86_400

export function burnToSdk(burnSeconds: number | undefined): Record<string, unknown> {
  return burnSeconds ? { isBurnAfterRead: true, burnDuration: burnSeconds } : {}
}

/** `isBurnAfterRead`, `burnDuration`: fields the vendor's phone clients put into the content. */
function burnOf({ isBurnAfterRead, burnDuration }: Record<string, unknown>): {
  burnSeconds?: number
} {
  const seconds = typeof burnDuration === 'number' ? Math.min(burnDuration, MAX_BURN_SECONDS) : 0
  return isBurnAfterRead === true && seconds > 0 ? { burnSeconds: seconds } : {}
}

/** Our own id travels in `extra`, the field every content type keeps for the app. */
export function extraWithClientId(clientId: string): string {
  return JSON.stringify({ clientId })
}

function clientIdOf(extra: unknown): string {
  if (typeof extra !== 'string' || !extra.startsWith('{')) return ''
  try {
    const parsed = JSON.parse(extra) as { clientId?: unknown }
    return typeof parsed.clientId === 'string' ? parsed.clientId : ''
  } catch {
    return ''
  }
}

interface SdkMentions {
  type: number
  userIdList?: string[]
}

function isMentions(value: unknown): value is SdkMentions {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** `enum MentionedType`: 1 ALL, 2 SINGAL. */
function mentionsFromSdk({ type, userIdList }: SdkMentions): Mentions {
  return { everybody: type === 1, userIds: Array.isArray(userIdList) ? userIdList : [] }
}

export function mentionsToSdk({ everybody, userIds }: Mentions) {
  return { type: everybody ? 1 : 2, userIdList: everybody ? [] : userIds, mentionedContent: '' }
}
