import { t, type WordKey } from '../i18n/t'
import type {
  ContactChange,
  GroupChange,
  MembershipChange,
  MessageContent,
  NoticeContent,
} from '../models/message-content'
import { customType } from './custom/custom-types'

const LABELS: Partial<Record<MessageContent['type'], WordKey>> = {
  image: 'content.image',
  gif: 'content.gif',
  voice: 'content.voice',
  video: 'content.video',
  file: 'content.file',
  location: 'content.location',
  card: 'content.card',
  combine: 'content.combine',
  unknown: 'chat.unknown',
}

/** A message in one line: its text, or the words that stand for what it holds. */
export function contentWords(
  content: MessageContent,
  ownId: string,
  nameOf: (userId: string) => string,
): string {
  switch (content.type) {
    case 'text':
    case 'quote':
      return content.text
    case 'notice':
      return noticeWords(content, ownId, nameOf)
    case 'recalled':
      return content.byUserId === ownId
        ? t('chat.recalledByYou')
        : t('chat.recalledBy', { name: nameOf(content.byUserId) })
    case 'file':
      return `${t('content.file')} ${content.name}`.trim()
    case 'location':
      return `${t('content.location')} ${content.place}`.trim()
    case 'contact':
      return `${t('content.contact')} ${content.name}`.trim()
    case 'custom':
      return customType(content.objectName)?.words(content.payload) ?? t('chat.unknown')
    case 'card':
      return `${t('content.card')} ${content.title}`.trim()
    default: {
      const key = LABELS[content.type]
      return key === undefined ? '' : t(key)
    }
  }
}

function noticeWords(
  { text, group, contact, membership, profile }: NoticeContent,
  ownId: string,
  nameOf: (userId: string) => string,
): string {
  if (contact !== undefined) return contactWords(contact, ownId, nameOf)
  if (membership !== undefined) return membershipWords(membership, nameOf)
  if (text !== '') return text
  if (profile !== undefined) return t('notice.profile', { name: nameOf(profile.userId) })
  return groupWords(group, nameOf)
}

function contactWords(
  { operation, sourceUserId, targetUserId, message }: ContactChange,
  ownId: string,
  nameOf: (userId: string) => string,
): string {
  const isOwn = sourceUserId === ownId
  const params = { name: nameOf(isOwn ? targetUserId : sourceUserId) }
  const words = t(`notice.contact${operation}${isOwn ? 'ByYou' : ''}`, params)
  return message === '' ? words : `${words}: ${message}`
}

function membershipWords(
  { operation, operatorId, groupName }: MembershipChange,
  nameOf: (userId: string) => string,
): string {
  return t(`notice.${operation}`, { name: nameOf(operatorId), group: groupName })
}

function groupWords(change: GroupChange | undefined, nameOf: (userId: string) => string): string {
  if (change === undefined) return ''
  const { operation, operatorId, targetNames, text } = change
  const params = { name: nameOf(operatorId), targets: targetNames.join(t('notice.comma')), text }
  return t(`notice.${operation}`, params)
}
