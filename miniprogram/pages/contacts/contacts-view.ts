import { t, wordsOf } from '../../i18n/t'
import type { AppStores } from '../../stores/app-stores'
import { contactIndex, contactScreens } from './contact-screens'

/** What the page of contacts shows. */
export function contactsView({ session, contacts, requests, blocked }: AppStores): object {
  const { sections, groups } = contacts
  const others = t('contacts.others')
  return {
    strip: session.strip,
    screens: contactScreens(sections, others),
    index: contactIndex(sections, others),
    groups: groups.map(({ id, name, avatar }) => ({ id, name, avatar })),
    /** By id, since only few are. */
    blocked: Object.fromEntries(blocked.rows.map(({ userId }) => [userId, true])),
    requestBadge: requests.badge,
    isEmpty: sections.length === 0 && groups.length === 0,
    isLoading: contacts.isLoading,
    failure: contacts.failure,
    words: wordsOf({
      requests: 'requests.title',
      groups: 'contacts.groups',
      isBlocked: 'contacts.isBlocked',
      index: 'contacts.index',
      close: 'common.close',
      empty: 'contacts.empty',
      emptyHint: 'contacts.emptyHint',
      failed: 'contacts.failed',
      retry: 'common.retry',
      loading: 'common.loading',
    }),
  }
}
