import { t, wordsOf } from '../../i18n/t'
import { PerInstance } from '../../utils/per-instance'
import { attempt } from '../shared/dialogs'
import { openChatPage } from '../shared/open-chat'
import { appStores, PageShell } from '../shared/page-shell'
import { actOnStrip } from '../shared/session-strip'

const shells = new PerInstance<PageShell>()

Component({
  lifetimes: {
    attached() {
      const { session, contacts } = appStores()
      const shell = new PageShell(this, {
        isTab: true,
        title: () => t('tab.contacts'),
        view: () => ({
          strip: session.strip,
          sections: contacts.sections.map(({ key, rows }) => ({
            key,
            rows,
            title: key === '#' ? t('contacts.people') : key,
          })),
          groups: contacts.groups.map(({ id, name, avatar }) => ({ id, name, avatar })),
          isEmpty: contacts.sections.length === 0 && contacts.groups.length === 0,
          isLoading: contacts.isLoading,
          failure: contacts.failure,
          words: wordsOf({
            groups: 'contacts.groups',
            empty: 'contacts.empty',
            emptyHint: 'contacts.emptyHint',
            failed: 'contacts.failed',
            retry: 'common.retry',
            loading: 'common.loading',
          }),
        }),
      })
      shells.set(this, shell)
    },
    detached() {
      shells.of(this).dispose()
    },
  },
  pageLifetimes: {
    show() {
      shells.of(this).show()
      this.load()
    },
    hide() {
      shells.of(this).hide()
    },
  },
  methods: {
    load() {
      const { session, contacts } = appStores()
      if (session.isSignedIn) attempt(contacts.load())
    },
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onConversationTap(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string }
      openChatPage(key)
    },
  },
})
