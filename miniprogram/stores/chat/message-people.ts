import { t } from '../../i18n/t'
import type { Message } from '../../models/message'
import type { MentionView } from '../../models/rows'

type NameOf = (userId: string) => string

const NOBODY: readonly MentionView[] = []
/** What clients write for everybody: ours in both languages, and the vendor's own kits. */
const EVERYBODY_NAMES = ['所有人', 'everybody', 'everyone', 'All', 'all']
/** More names than these say less than a number. */
const MAX_NAMES = 3

/** Where a text calls the people its sender chose, the longest words first: a name may begin another. */
export function mentionViews(
  { content, mentions }: Message,
  nameOf: NameOf,
): readonly MentionView[] {
  if (mentions === undefined || (content.type !== 'text' && content.type !== 'quote')) return NOBODY
  const people = mentions.everybody
    ? EVERYBODY_NAMES.map((name) => ({ text: `@${name}`, userId: '' }))
    : mentions.userIds.map((userId) => ({ text: `@${nameOf(userId)}`, userId }))
  return people
    .filter(({ text }) => text.length > 1 && content.text.includes(text))
    .sort((a, b) => b.text.length - a.text.length)
}

/** `Only to you, Wang`, oneself first; empty for a message to everybody. */
export function directedWords(
  directedTo: readonly string[] | undefined,
  ownId: string,
  nameOf: NameOf,
): string {
  if (directedTo === undefined || directedTo.length === 0) return ''
  const isToMe = directedTo.includes(ownId)
  const others = directedTo.filter((userId) => userId !== ownId)
  const people = [
    ...(isToMe ? [t('chat.youIn')] : []),
    ...others.map((userId) => nameOf(userId) || '…'),
  ]
  const names = people.slice(0, MAX_NAMES).join(t('notice.comma'))
  const isLong = people.length > MAX_NAMES
  return isLong
    ? t('chat.directedToMany', { names, count: people.length })
    : t('chat.directedTo', { names })
}
