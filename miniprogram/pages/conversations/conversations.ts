import { t } from '../../i18n/t'
import type { ConversationKey } from '../../models/conversation-ref'
import type { ConversationRow, Screen } from '../../models/rows'
import type { ListFilter } from '../../stores/conversations/conversation-faces'
import { PerInstance } from '../../utils/per-instance'
import { attempt, confirmLoss } from '../shared/dialogs'
import { openChatPage, openHistoryPage } from '../shared/open-chat'
import { appStores } from '../shared/page-shell'
import { ScreenWindow } from '../shared/screen-window'
import { actOnStrip } from '../shared/session-strip'
import { openShell, shelled } from '../shared/shelled'
import { windowedHost } from '../shared/windowed-host'
import { listView } from './list-view'
import { menuItems } from './row-menu'

/** Rows this far out of sight stay live: a little more than a phone screen. */
const LIVE_MARGIN_PX = 1000

const pages = new PerInstance<{
  window: ScreenWindow
  /** The row whose swipe buttons are in view. */
  openRowId: string
}>()

Component({
  behaviors: [shelled],
  data: {
    /** Height in px of screens that are not drawn, by key; see ScreenWindow. */
    folded: {},
    screens: [] as readonly Screen<ConversationRow>[],
    menu: null as { id: string; x: number; y: number; items: object[] } | null,
  },
  lifetimes: {
    attached() {
      const window = new ScreenWindow(
        this,
        '#conversations',
        '.conversations__screen',
        LIVE_MARGIN_PX,
      )
      const options = {
        isTab: true,
        title: () => t('tab.conversations'),
        view: () => listView(appStores()),
      }
      pages.set(this, { window, openRowId: '' })
      openShell(this, options, windowedHost(this, window))
      attempt(appStores().conversations.load())
    },
    detached() {
      pages.of(this).window.dispose()
    },
  },
  methods: {
    onSearch(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      const { contacts } = appStores()
      if (contacts.sections.length === 0 && !contacts.isLoading) attempt(contacts.load())
      appStores().conversations.search.setQuery(event.detail.text)
    },
    onHitTap(event: WechatMiniprogram.TouchEvent) {
      const { key, uid } = event.currentTarget.dataset as { key: string; uid: string }
      openChatPage(key, uid)
    },
    onChipTap(event: WechatMiniprogram.TouchEvent) {
      const { filter } = event.currentTarget.dataset as { filter: ListFilter }
      attempt(appStores().conversations.setFilter(filter))
    },
    onTagsTap() {
      attempt(wx.navigateTo({ url: '/pages-more/tags/tags' }))
    },
    onPersonTap(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string }
      openChatPage(`private:${id}`)
    },
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onRowOpen(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const { id } = event.detail
      openChatPage(id)
    },
    onRowSwipe(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      if (pages.of(this).openRowId !== event.detail.id) this.coverOpenRow()
      pages.of(this).openRowId = event.detail.id
    },
    onScroll() {
      this.coverOpenRow()
    },
    onRowMenu(event: WechatMiniprogram.CustomEvent<{ id: string; x: number; y: number }>) {
      const row = this.rowOf(event.detail.id)
      if (!row) return
      this.setData({ menu: { ...event.detail, items: menuItems(row) } })
    },
    onMenuClose() {
      this.setData({ menu: null })
    },
    onMenuChoose(event: WechatMiniprogram.CustomEvent<{ name: string }>) {
      const id = this.data.menu?.id ?? ''
      this.setData({ menu: null })
      attempt(this.act(id, event.detail.name))
    },
    onRowAct(event: WechatMiniprogram.CustomEvent<{ id: string; action: string }>) {
      attempt(this.act(event.detail.id, event.detail.action))
    },
    onRetryTap() {
      attempt(appStores().conversations.load())
    },
    onScrollToLower() {
      attempt(appStores().conversations.loadMore())
    },
    onToContactsTap() {
      attempt(wx.switchTab({ url: '/pages/contacts/contacts' }))
    },
    async act(id: string, action: string): Promise<void> {
      const row = this.rowOf(id)
      const { conversations } = appStores()
      if (!row) return
      const key = row.id as ConversationKey
      if (action === 'pin') await conversations.setPinned(key, !row.isPinned)
      if (action === 'mute') await conversations.setMuted(key, !row.isMuted)
      if (action === 'read') await conversations.markRead(key)
      if (action === 'unread') conversations.markUnread(key)
      if (action === 'tags') {
        await wx.navigateTo({ url: `/pages-more/tags/tags?key=${encodeURIComponent(key)}` })
      }
      if (action === 'history') await openHistoryPage(key)
      if (action === 'clear') {
        const title = t('list.clearAsk', { name: row.name })
        if (await confirmLoss(title, t('list.clearNote'), t('list.clear'))) {
          await conversations.clearHistory(key)
        }
      }
      if (action === 'delete') {
        const title = t('list.removeAsk', { name: row.name })
        if (await confirmLoss(title, t('list.removeNote'), t('list.remove'))) {
          await conversations.remove(key)
        }
      }
    },
    coverOpenRow() {
      const page = pages.of(this)
      if (page.openRowId === '') return
      const row: unknown = this.selectComponent(`#${conversationElementId(page.openRowId)}`)
      ;(row as { cover(): void } | null)?.cover()
      page.openRowId = ''
    },
    rowOf(id: string): ConversationRow | undefined {
      for (const screen of this.data.screens) {
        const found = screen.rows.find((row) => row.id === id)
        if (found) return found
      }
      return undefined
    },
  },
})

/** The template gives rows this id; a key's colon would end an id selector. */
function conversationElementId(id: string): string {
  return `conversation-${id.replace(':', '-')}`
}
