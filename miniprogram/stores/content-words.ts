import { t, type WordKey } from '../i18n/t'
import type { GroupChange, MessageContent } from '../models/message-content'

const LABELS: Partial<Record<MessageContent['type'], WordKey>> = {
  image: 'content.image',
  gif: 'content.gif',
  voice: 'content.voice',
  video: 'content.video',
  file: 'content.file',
  location: 'content.location',
  card: 'content.card',
  combine: 'content.combine',
  custom: 'content.custom',
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
      return content.text || groupWords(content.group, nameOf)
    case 'recalled':
      return content.byUserId === ownId
        ? t('chat.recalledByYou')
        : t('chat.recalledBy', { name: nameOf(content.byUserId) })
    case 'file':
      return `${t('content.file')} ${content.name}`.trim()
    case 'location':
      return `${t('content.location')} ${content.place}`.trim()
    case 'card':
      return `${t('content.card')} ${content.title}`.trim()
    default: {
      const key = LABELS[content.type]
      return key === undefined ? '' : t(key)
    }
  }
}

function groupWords(change: GroupChange | undefined, nameOf: (userId: string) => string): string {
  if (change === undefined) return ''
  const { operation, operatorId, targetNames, text } = change
  const params = { name: nameOf(operatorId), targets: targetNames.join(t('notice.comma')), text }
  return t(`notice.${operation}`, params)
}
