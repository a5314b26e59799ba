import { t } from '../i18n/t'
import type { Conversation } from '../models/conversation'
import type { ConversationRef } from '../models/conversation-ref'
import type { Message } from '../models/message'
import { avatarOf } from '../models/profile'
import type { ConversationRow } from '../models/rows'
import { contentWords } from './content-words'
import { listTime } from './date-words'
import type { Draft } from '../services/local/drafts'
import type { ProfileStore } from './profile-store'

export interface ConversationFacts {
  conversation: Conversation
  draft: string
  /** The newest own message still on its way or failed. */
  pending: Message | null
  /** Who is typing there now. */
  typingId: string
  isMarkedUnread: boolean
}

/** One entry of the conversation list as a view-model. */
export function conversationRow(
  { conversation, draft, pending, typingId, isMarkedUnread }: ConversationFacts,
  ownId: string,
  profiles: ProfileStore,
  nowMs: number,
): ConversationRow {
  const { key, kind, targetId, unreadCount, isMuted, isPinned } = conversation
  const shown = newer(pending, conversation.latestMessage)
  const isGroup = kind === 'group'
  const name = conversationName(conversation, profiles)
  const avatarUrl = kind === 'private' ? profiles.avatarUrlOf(targetId) : ''
  return {
    id: key,
    kind,
    targetId,
    name,
    avatar: avatarOf(targetId, name, avatarUrl),
    prefix: prefixWords(draft, conversation),
    preview: draft !== '' ? draft : previewWords(shown, isGroup, ownId, profiles),
    time: listTime(Math.max(shown?.sentAt ?? 0, conversation.updatedAt), nowMs),
    state: shown === null || shown.sendState === 'sent' ? '' : shown.sendState,
    unreadCount,
    badge: isMuted ? '' : badgeText(unreadCount),
    isMuted,
    isPinned,
    typing: typingId === '' ? '' : t('list.typing', { name: profiles.nameOf(typingId) }),
    isMarkedUnread: isMarkedUnread && unreadCount === 0,
  }
}

/** The person's, group's or room's name; what the app itself tells is under Notices. */
export function conversationName(
  { kind, targetId }: ConversationRef,
  profiles: ProfileStore,
): string {
  if (kind === 'system') return t('list.notices')
  return kind === 'group' ? profiles.groupName(targetId) : profiles.nameOf(targetId)
}

/** `3`, `99+`, or nothing. */
export function badgeText(count: number): string {
  return count <= 0 ? '' : count > 99 ? '99+' : String(count)
}

function newer(a: Message | null, b: Message | null): Message | null {
  if (a === null || b === null) return a ?? b
  return a.sentAt >= b.sentAt ? a : b
}

function prefixWords(draft: string, { unreadCount, mentionCount }: Conversation): string {
  if (draft !== '') return t('list.draft')
  return unreadCount > 0 && mentionCount > 0 ? t('list.mentioned') : ''
}

function previewWords(
  message: Message | null,
  isGroup: boolean,
  ownId: string,
  profiles: ProfileStore,
): string {
  if (message === null) return ''
  if (message.burnSeconds) return t('chat.burnSelf')
  const words = contentWords(message.content, ownId, (userId) => profiles.nameOf(userId))
  const isLine = message.content.type === 'notice' || message.content.type === 'recalled'
  const senderName = isGroup && !message.isOwn && !isLine ? profiles.nameOf(message.senderId) : ''
  return senderName === '' ? words : `${senderName}: ${words}`
}

/** A draft that only answers something shows the arrow of an answer. */
export function draftWords(draft: Draft | null): string {
  if (draft === null) return ''
  return draft.text === '' && draft.quote !== undefined ? '↩' : draft.text
}
