import { t } from '../../i18n/t'
import type { AppStores } from '../../stores/app-stores'
import { PerInstance } from '../../utils/per-instance'
import { attempt } from '../shared/dialogs'
import { openChatPage } from '../shared/open-chat'
import { loadsOnShow } from '../shared/loads-on-show'
import { appStores } from '../shared/page-shell'
import { ScreenWindow } from '../shared/screen-window'
import { actOnStrip } from '../shared/session-strip'
import { openShell, shelled } from '../shared/shelled'
import { windowedHost } from '../shared/windowed-host'
import type { ContactScreen } from './contact-screens'
import { contactsView } from './contacts-view'
import { actOnPerson, personMenu } from './person-menu'

/** People this far out of sight stay live: a little more than a phone screen. */
const LIVE_MARGIN_PX = 1000

const windows = new PerInstance<ScreenWindow>()

function loadPeople({ contacts, requests, blocked }: AppStores): Promise<unknown> {
  return Promise.all([contacts.load(), requests.load(), blocked.load()])
}

Component({
  behaviors: [shelled, loadsOnShow(loadPeople)],
  data: {
    screens: [] as readonly ContactScreen[],
    /** Height in px of screens that are not drawn, by key; see ScreenWindow. */
    folded: {},
    /** The screen the index was asked for. */
    anchor: '',
    /** Of the person that is held. */
    menu: null as { userId: string; x: number; y: number; items: object[] } | null,
  },
  lifetimes: {
    attached() {
      const window = new ScreenWindow(this, '#contacts', '.contacts__screen', LIVE_MARGIN_PX)
      windows.set(this, window)
      const options = {
        isTab: true,
        title: () => t('tab.contacts'),
        view: () => contactsView(appStores()),
      }
      openShell(this, options, windowedHost(this, window))
    },
    detached() {
      windows.of(this).dispose()
    },
  },
  methods: {
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onRequestsTap() {
      attempt(wx.navigateTo({ url: '/pages-more/requests/requests' }))
    },
    onLetterTap(event: WechatMiniprogram.TouchEvent) {
      const { anchor } = event.currentTarget.dataset as { anchor: string }
      // The same place again is no change, and scrolls nowhere.
      if (this.data.anchor === anchor) this.setData({ anchor: '' })
      this.setData({ anchor })
    },
    onPersonHold(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      const { clientX = 0, clientY = 0 } = event.touches[0] ?? {}
      this.setData({
        menu: { userId: id, x: clientX, y: clientY, items: personMenu(appStores(), id) },
      })
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
