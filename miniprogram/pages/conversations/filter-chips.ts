import { t } from '../../i18n/t'
import type { ListFilter, TagRow } from '../../stores/conversations/conversation-faces'

export interface FilterChip {
  filter: ListFilter
  text: string
  isOn: boolean
}

/** The parts of the list one may look at: everything, unread, groups, and each tag. */
export function filterChips(current: ListFilter, tags: readonly TagRow[]): FilterChip[] {
  const chips: [ListFilter, string][] = [
    ['all', t('list.all')],
    ['unread', t('list.unreadOnly')],
    ['groups', t('list.groupsOnly')],
    ...tags.map(({ tagId, name }): [ListFilter, string] => [`tag:${tagId}`, name]),
  ]
  return chips.map(([filter, text]) => ({ filter, text, isOn: filter === current }))
}
