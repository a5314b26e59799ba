import { t } from '../../i18n/t'
import type { ConversationRow } from '../../models/rows'

/** What can be done with a conversation, for its menu: name, words, icon. */
export function menuItems(row: ConversationRow): object[] {
  const pin = row.isPinned
    ? { name: 'pin', text: t('list.unpin'), icon: 'pin-off' }
    : { name: 'pin', text: t('list.pin'), icon: 'pin' }
  const mute = row.isMuted
    ? { name: 'mute', text: t('list.unmute'), icon: 'bell' }
    : { name: 'mute', text: t('list.mute'), icon: 'bell-off' }
  const isUnread = row.unreadCount > 0 || row.isMarkedUnread
  const read = isUnread
    ? { name: 'read', text: t('list.markRead'), icon: 'read' }
    : { name: 'unread', text: t('list.markUnread'), icon: 'unread' }
  const search = { name: 'history', text: t('history.title'), icon: 'search' }
  const tags = { name: 'tags', text: t('list.setTags'), icon: 'tag' }
  const clear = { name: 'clear', text: t('list.clearHistory'), icon: 'close' }
  const remove = { name: 'delete', text: t('list.remove'), icon: 'trash', danger: true }
  // What the app itself tells is a page of its own.
  const isTalk = row.kind === 'private' || row.kind === 'group'
  return [read, pin, mute, ...(isTalk ? [search] : []), tags, clear, remove]
}
