import { errorWords } from '../i18n/error-words'
import { t } from '../i18n/t'
import type { Message } from '../models/message'
import type { MessageContent, QuoteContent } from '../models/message-content'
import { avatarOf } from '../models/profile'
import { reactionViews } from '../models/reactions'
import type { CustomView, MediaView, MessageRow, PersonRow, ReactionView } from '../models/rows'
import { historyTitle } from './chat/history-page'
import { directedWords, mentionViews } from './chat/message-people'
import { contentWords } from './content-words'
import { customType } from './custom/custom-types'
import { clockTime, dayWords, isSameDay } from './date-words'

/** Consecutive messages of one sender within this time share one picture. */
const GROUP_MS = 3 * 60_000

/** What rows need to know beside their message. */
export interface RowContext {
  ownId: string
  nowMs: number
  /** Groups and rooms name senders; one-to-one chats need not. */
  showsNames: boolean
  nameOf(userId: string): string
  avatarUrlOf(userId: string): string
  /** Upload progress of own media by message id, 0-100. */
  progressOf(messageId: string): number
  /** The row the unread divider stands above; empty when there is none. */
  dividerId: string
  isSelected(messageId: string): boolean
  /** `Read`, `3 read`, or empty. */
  readWords(message: Message): string
  isUnheard(message: Message): boolean
  /** A message of this list, by the server's id. */
  findByUid(uid: string): Message | undefined
}

/**
 * One message as a view-model, given the message above it.
 * @param previousStarts whether the row above is the first of its run.
 */
export function messageRow(
  message: Message,
  previous: Message | null,
  context: RowContext,
  previousStarts = true,
): MessageRow {
  const { content, senderId, isOwn } = message
  const isNewDay = previous === null || !isSameDay(previous.sentAt, message.sentAt)
  const isDivider = context.dividerId === message.id
  const startsGroup = isNewDay || isDivider || !continuesGroup(previous, message, previousStarts)
  const senderName = context.nameOf(senderId)
  return {
    id: message.id,
    type: content.type,
    text: contentWords(content, context.ownId, context.nameOf),
    isOwn,
    senderId,
    senderName,
    avatar: avatarOf(senderId, senderName, context.avatarUrlOf(senderId)),
    startsGroup,
    showsName: context.showsNames && startsGroup && !isOwn,
    dateLabel: isNewDay ? dayWords(message.sentAt, context.nowMs) : '',
    time: clockTime(message.sentAt),
    state: isOwn ? message.sendState : '',
    failure: failureWords(message),
    canRetry: message.failure?.canRetry ?? false,
    unreadDivider: isDivider,
    media: mediaView(content, context.progressOf(message.id)),
    quote: content.type === 'quote' ? quoteView(content, context) : null,
    ...additions(message, context),
  }
}

const NO_REACTIONS: readonly ReactionView[] = []
const NO_LINES: readonly string[] = []
const MAX_LINES = 4

function additions(message: Message, context: RowContext) {
  const { content, isOwn, expansion, mentions } = message
  return {
    isSelected: context.isSelected(message.id),
    isEdited: message.isEdited ?? false,
    readWords: isOwn && message.sendState === 'sent' ? context.readWords(message) : '',
    reactions: expansion ? reactionViews(expansion, context.ownId) : NO_REACTIONS,
    mentionsMe: !isOwn && callsPerson(mentions, context.ownId),
    mentions: mentionViews(message, context.nameOf),
    directedText: directedWords(message.directedTo, context.ownId, context.nameOf),
    canReEdit: isOwn && content.type === 'recalled' && content.text !== '',
    burnSeconds: message.burnSeconds ?? 0,
    custom: customView(message),
    title: titleOf(content),
    lines: linesOf(content),
    isUnheard: context.isUnheard(message),
    person: personRow(content),
  }
}

export function callsPerson(mentions: Message['mentions'], userId: string): boolean {
  return mentions !== undefined && (mentions.everybody || mentions.userIds.includes(userId))
}

function customView({ content, expansion = {} }: Message): CustomView | null {
  if (content.type !== 'custom') return null
  return customType(content.objectName)?.view(content.payload, expansion) ?? null
}

function titleOf(content: MessageContent): string {
  if (content.type === 'card') return content.title
  return content.type === 'combine' ? historyTitle(content) : ''
}

function linesOf(content: MessageContent): readonly string[] {
  if (content.type === 'combine') return content.summaries.slice(0, MAX_LINES)
  return content.type === 'card' && content.text !== '' ? [content.text] : NO_LINES
}

/** A quote carries the words as they were: what became of them since, the list knows. */
function quoteView(
  { quoted }: QuoteContent,
  { ownId, nameOf, findByUid }: RowContext,
): MessageRow['quote'] {
  const { uid, senderId } = quoted
  const content = findByUid(uid)?.content ?? quoted.content
  const isGone = content.type === 'recalled'
  const text = isGone ? t('chat.quoteRecalled') : contentWords(content, ownId, nameOf)
  return { uid, senderName: nameOf(senderId), text }
}

function personRow(content: MessageContent): PersonRow | null {
  if (content.type !== 'contact') return null
  const { userId, name, avatarUrl } = content
  return { userId, name, avatar: avatarOf(userId, name, avatarUrl) }
}

function continuesGroup(previous: Message, message: Message, previousStarts: boolean): boolean {
  const { type } = previous.content
  // Where the recalled message carried the run's picture, the next one carries it on. Own messages
  // have no picture, so that a recall changes its own row only.
  if (type === 'recalled' && previousStarts && !message.isOwn) return false
  return (
    previous.senderId === message.senderId &&
    type !== 'notice' &&
    message.sentAt - previous.sentAt < GROUP_MS
  )
}

function failureWords({ failure, isBlocked }: Message): string {
  if (isBlocked) return errorWords({ source: 'error', code: 'CONTENT_REFUSED' })
  return failure === undefined ? '' : errorWords({ source: 'error', ...failure })
}

const NO_MEDIA: MediaView = {
  url: '',
  thumbnail: '',
  width: 0,
  height: 0,
  durationSeconds: 0,
  bytes: 0,
  name: '',
  latitude: 0,
  longitude: 0,
  progress: 100,
}

/** @param progress of its upload or its download, 0-100. */
export function mediaView(content: MessageContent, progress: number): MediaView | null {
  switch (content.type) {
    case 'image':
    case 'gif':
    case 'voice':
    case 'video':
    case 'file':
    case 'location': {
      const { type: _, ...fields } = content
      const known = Object.entries(fields).filter(([name]) => name in NO_MEDIA)
      const thumbnail = 'thumbnail' in content ? dataAddress(content.thumbnail) : ''
      const name = content.type === 'location' ? content.place : undefined
      return {
        ...NO_MEDIA,
        ...(Object.fromEntries(known) as Partial<MediaView>),
        thumbnail,
        ...(name !== undefined && { name }),
        progress,
      }
    }
    case 'card':
      return {
        ...NO_MEDIA,
        url: content.url,
        thumbnail: content.imageUrl,
        name: content.title,
        progress,
      }
    default:
      return null
  }
}

function dataAddress(base64: string): string {
  return base64 === '' || base64.startsWith('data:') ? base64 : `data:image/jpeg;base64,${base64}`
}
