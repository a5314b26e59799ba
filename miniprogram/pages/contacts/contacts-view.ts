import { t, wordsOf } from '../../i18n/t'
import type { AppStores } from '../../stores/app-stores'
import { contactIndex, contactScreens } from './contact-screens'

/** What the page of contacts shows. */
export function contactsView({ session, contacts, requests }: AppStores): object {
  const { sections, groups } = contacts
  const others = t('contacts.others')
  return {
    strip: session.strip,
    screens: contactScreens(sections, others),
    index: contactIndex(sections, others),
    groups: groups.map(({ id, name, avatar }) => ({ id, name, avatar })),
    requestBadge: requests.badge,
    isEmpty: sections.length === 0 && groups.length === 0,
    isLoading: contacts.isLoading,
    failure: contacts.failure,
    words: wordsOf({
      requests: 'requests.title',
      groups: 'contacts.groups',
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
