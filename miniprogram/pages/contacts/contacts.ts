import { t, wordsOf } from '../../i18n/t'
import { attempt } from '../shared/dialogs'
import { actOnPerson, personMenu } from './person-menu'
import { openChatPage } from '../shared/open-chat'
import { appStores } from '../shared/page-shell'
import { actOnStrip } from '../shared/session-strip'
import { openShell, shelled } from '../shared/shelled'

Component({
  behaviors: [shelled],
  data: {
    /** The section the index was asked for. */
    anchor: '',
    /** Of the person that is held. */
    menu: null as { userId: string; x: number; y: number; items: object[] } | null,
  },
  lifetimes: {
    attached() {
      const { session, contacts, requests } = appStores()
      openShell(this, {
        isTab: true,
        title: () => t('tab.contacts'),
        view: () => ({
          strip: session.strip,
          sections: contacts.sections.map(({ key, rows }) => ({
            key,
            rows,
            title: key === '#' ? t('contacts.others') : key,
            // An element id takes no `#`.
            anchor: `section-${key === '#' ? 'others' : key}`,
          })),
          groups: contacts.groups.map(({ id, name, avatar }) => ({ id, name, avatar })),
          requestBadge: requests.badge,
          isEmpty: contacts.sections.length === 0 && contacts.groups.length === 0,
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
        }),
      })
    },
  },
  pageLifetimes: {
    show() {
      this.load()
    },
  },
  methods: {
    load() {
      const { session, contacts, requests } = appStores()
      if (!session.isSignedIn) return
      attempt(contacts.load())
      attempt(requests.load())
    },
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onRequestsTap() {
      attempt(wx.navigateTo({ url: '/pages-more/requests/requests' }))
    },
    onLetterTap(event: WechatMiniprogram.TouchEvent) {
      const { anchor } = event.currentTarget.dataset as { anchor: string }
      this.setData({ anchor })
    },
    onPersonHold(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const { clientX = 0, clientY = 0 } = event.touches[0] ?? {}
      this.setData({ menu: { userId: id, x: clientX, y: clientY, items: personMenu() } })
    },
    onMenuClose() {
      this.setData({ menu: null })
    },
    onMenuChoose(event: WechatMiniprogram.CustomEvent<{ name: string }>) {
      const userId = this.data.menu?.userId ?? ''
      this.setData({ menu: null })
      attempt(actOnPerson(appStores(), userId, event.detail.name))
    },
    onConversationTap(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string }
      openChatPage(key)
    },
  },
})
