import { t } from '../../i18n/t'
import type { ConversationKey } from '../../models/conversation-ref'
import type { Avatar } from '../../models/profile'
import type { AppStores } from '../../stores/app-stores'

/** So many of each kind: more are found by typing a name. */
const LIMIT = 50

export interface Target {
  key: ConversationKey
  name: string
  avatar: Avatar
  shape: string
}

export interface TargetSection {
  key: string
  title: string
  rows: Target[]
}

/**
 * Where messages may go: recent chats, groups, people; each once.
 * @param text narrows them by name; empty for all.
 */
export function forwardTargets(
  { conversations, contacts }: AppStores,
  text: string,
): TargetSection[] {
  const wanted = text.toLocaleLowerCase()
  const known = new Set<string>()
  const take = (rows: Target[]): Target[] => {
    const taken = rows
      .filter(({ key, name }) => !known.has(key) && name.toLocaleLowerCase().includes(wanted))
      .slice(0, LIMIT)
    taken.forEach(({ key }) => known.add(key))
    return taken
  }
  const chats = conversations.screens.flatMap(({ rows }) => rows)
  const recent = chats
    .filter(({ kind }) => kind === 'private' || kind === 'group')
    .map(({ id, name, avatar, kind }) => ({
      key: id as ConversationKey,
      name,
      avatar,
      shape: kind,
    }))
  const groups = contacts.groups.map(({ id, name, avatar }) => ({
    key: id as ConversationKey,
    name,
    avatar,
    shape: 'group',
  }))
  const people = contacts.sections
    .flatMap(({ rows }) => rows)
    .map(({ userId, name, avatar }) => ({
      key: `private:${userId}` as ConversationKey,
      name,
      avatar,
      shape: 'person',
    }))
  return [
    { key: 'recent', title: t('chat.recent'), rows: take(recent) },
    { key: 'groups', title: t('contacts.groups'), rows: take(groups) },
    { key: 'people', title: t('contacts.people'), rows: take(people) },
  ].filter(({ rows }) => rows.length > 0)
}
