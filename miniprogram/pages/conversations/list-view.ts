import { t, wordsOf } from '../../i18n/t'
import type { AppStores } from '../../stores/app-stores'
import type { ListFilter } from '../../stores/conversations/conversation-faces'
import { filterChips } from './filter-chips'

/** What the page of the conversation list shows. */
export function listView({ session, conversations }: AppStores): object {
  const { search, tags, filter } = conversations
  return {
    strip: session.strip,
    screens: conversations.screens,
    isEmpty: conversations.isEmpty,
    isLoading: conversations.isLoading,
    failure: conversations.failure,
    chips: filterChips(filter, tags.rows),
    isFiltered: filter !== 'all',
    searchText: search.query,
    found: {
      people: search.people,
      groups: search.groups,
      messages: search.messages,
      isEmpty: search.isEmpty,
    },
    words: wordsOf({
      empty: 'list.empty',
      emptyHint: 'list.emptyHint',
      toContacts: 'list.toContacts',
      failed: 'list.failed',
      retry: 'common.retry',
      loading: 'common.loading',
      close: 'common.close',
      search: 'list.search',
      clear: 'list.searchClear',
      people: 'list.foundPeople',
      groups: 'list.foundGroups',
      messages: 'list.foundMessages',
      filters: 'list.filters',
      manageTags: 'list.manageTags',
    }),
    emptyPart: emptyWords(filter),
    noneFound: t('list.searchNone', { text: search.query }),
    rowWords: wordsOf({
      pin: 'list.pin',
      unpin: 'list.unpin',
      mute: 'list.mute',
      unmute: 'list.unmute',
      remove: 'list.remove',
      unread: 'list.unread',
      muted: 'list.muted',
      pinned: 'list.pinned',
    }),
  }
}

/** Why a part of the list is empty, and what would fill it. */
function emptyWords(filter: ListFilter): { title: string; hint: string } {
  const part = filter === 'unread' ? 'Unread' : filter === 'groups' ? 'Groups' : 'Tag'
  return { title: t(`list.empty${part}`), hint: t(`list.empty${part}Hint`) }
}
