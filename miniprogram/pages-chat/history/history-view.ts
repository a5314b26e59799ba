import { t, wordsOf } from '../../i18n/t'
import type { SessionFace } from '../../stores/app-stores'
import type { HistoryFace, HistoryKind } from '../../stores/history/history-faces'

const NONE = {
  media: 'history.noMedia',
  files: 'history.noFiles',
  links: 'history.noLinks',
} as const

/** What the page of the search in one conversation shows. */
export function historyView(history: HistoryFace, session: SessionFace): object {
  const { kind, query, lookedBackTo } = history
  const lookedBack = lookedBackTo === '' ? '' : t('history.lookedBack', { date: lookedBackTo })
  const none = query === '' ? t(NONE[kind]) : t('list.searchNone', { text: query })
  return {
    strip: session.strip,
    isSearching: query !== '',
    kinds: kinds(kind),
    // One list after the other: each begins at its top.
    lists: [history.listKey],
    isGrid: query === '' && kind === 'media',
    months: history.months,
    isEmpty: history.isEmpty,
    isLooking: history.isLooking,
    failure: history.failure,
    hasMore: history.hasMore,
    lookedBack,
    none,
    menuItems: [{ name: 'show', text: t('history.show'), icon: 'conversations' }],
    words: wordsOf({
      search: 'history.search',
      clear: 'list.searchClear',
      kinds: 'history.kinds',
      date: 'history.date',
      further: 'history.further',
      looking: 'history.looking',
      all: 'history.all',
      failed: 'history.failed',
      retry: 'common.retry',
      loading: 'common.loading',
      close: 'common.close',
    }),
  }
}

function kinds(current: HistoryKind): object[] {
  const all: HistoryKind[] = ['media', 'files', 'links']
  return all.map((kind) => ({ kind, text: t(`history.${kind}`), isOn: kind === current }))
}
