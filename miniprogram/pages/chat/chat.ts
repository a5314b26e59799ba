import { t, wordsOf } from '../../i18n/t'
import { parseConversationKey, type ConversationKey } from '../../models/conversation'
import type { MessageRow, Screen } from '../../models/rows'
import type { ChatFace } from '../../stores/app-stores'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'
import { attempt } from '../shared/dialogs'
import { FloatingDate } from '../shared/floating-date'
import {
  findRow,
  firstUnreadRow,
  newestOwnId,
  pictureUrls,
  screenKeys,
} from '../shared/message-rows'
import { MessageScroller } from '../shared/message-scroller'
import { openChatPage } from '../shared/open-chat'
import { appStores, PageShell } from '../shared/page-shell'
import { ScreenWindow } from '../shared/screen-window'
import { actOnStrip } from '../shared/session-strip'
import { openContent } from './open-content'
import { VoicePlayer } from './voice-player'

interface ChatPage {
  chat: ChatFace
  shell: PageShell
  scroller: MessageScroller
  window: ScreenWindow
  voice: VoicePlayer
  date: FloatingDate
}

/** Rows this far out of sight stay live: about two phone screens, for a fling of the finger. */
const LIVE_MARGIN_PX = 1600

const pages = new PerInstance<ChatPage>()

Component({
  data: {
    earlierScreens: [] as readonly Screen<MessageRow>[],
    recentScreens: [] as readonly Screen<MessageRow>[],
    scrollTop: 0,
    intoView: '',
    isFarUp: false,
    floatingDate: '',
    keyboardHeight: 0,
    folded: {},
    draft: '',
    menu: null as { id: string; x: number; y: number; items: object[] } | null,
  },
  lifetimes: {
    ready() {
      if (pages.has(this)) pages.of(this).scroller.measure()
    },
    detached() {
      if (!pages.has(this)) return
      const { chat, shell, window, voice, date } = pages.of(this)
      date.dispose()
      voice.dispose()
      window.dispose()
      shell.dispose()
      chat.close()
    },
  },
  pageLifetimes: {
    show() {
      if (!pages.has(this)) return
      const { chat, shell } = pages.of(this)
      shell.show()
      chat.setVisible(true)
    },
    hide() {
      if (!pages.has(this)) return
      const { chat, shell } = pages.of(this)
      chat.setVisible(false)
      shell.hide()
    },
    resize() {
      if (pages.has(this)) pages.of(this).scroller.keepPlace({})
    },
  },
  methods: {
    /** `key`: the conversation, e.g. `private:lin`. */
    onLoad(query: { key?: string }) {
      const key = queryValue(query.key)
      const { session } = appStores()
      if (parseConversationKey(key) === null || !session.isSignedIn) {
        void wx.switchTab({ url: '/pages/conversations/conversations' })
        return
      }
      const chat = appStores().openChat(key as ConversationKey)
      const scroller = new MessageScroller(this, chat, '#messages')
      const window = new ScreenWindow(this, '#messages', '.chat__screen', LIVE_MARGIN_PX)
      const host = {
        setData: (patch: Record<string, unknown>) => {
          this.setData(scroller.withScroll(patch), () => window.watch(screenKeys(this.data)))
        },
      }
      const shell = new PageShell(host, {
        title: () => chat.typing || chat.title,
        view: () => ({
          strip: session.strip,
          earlierScreens: chat.earlierScreens,
          recentScreens: chat.recentScreens,
          ownId: newestOwnId(chat),
          isLoading: chat.isLoading,
          isLoadingEarlier: chat.isLoadingEarlier,
          hasEarlier: chat.hasEarlier,
          failure: chat.failure,
          composerFailure: chat.composerFailure,
          pillText: chat.newCount > 0 ? t('chat.newCount', { count: chat.newCount }) : '',
          words: wordsOf({
            toNewest: 'chat.toNewest',
            loading: 'common.loading',
            loadFailed: 'chat.loadFailed',
            retry: 'common.retry',
            start: 'chat.start',
            empty: 'chat.empty',
            close: 'common.close',
          }),
          rowWords: wordsOf({
            retry: 'chat.retry',
            sending: 'chat.sending',
            sent: 'chat.sent',
            unread: 'chat.unreadBelow',
            you: 'chat.you',
          }),
          composerWords: wordsOf({
            placeholder: 'chat.placeholder',
            send: 'chat.send',
            emoji: 'chat.emoji',
            keyboard: 'chat.keyboard',
            erase: 'chat.erase',
          }),
        }),
      })
      const voice = new VoicePlayer(
        (playingId) => this.setData({ playingId }),
        () => void wx.showToast({ title: t('chat.voiceNotPlayed'), icon: 'none' }),
      )
      const date = new FloatingDate(this, '#messages', '.chat__row', () => this.data)
      pages.set(this, { chat, shell, scroller, window, voice, date })
      if (chat.draft !== '') this.setData({ draft: chat.draft })
      attempt(this.openChat())
    },
    async openChat(): Promise<void> {
      const { chat, shell, scroller } = pages.of(this)
      await chat.open()
      shell.flush()
      const unread = firstUnreadRow(chat)
      if (unread) scroller.toRow(unread.id)
      else scroller.toBottom()
      scroller.loadEarlierIfShort()
    },
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onScroll(event: WechatMiniprogram.ScrollViewScroll) {
      const { scroller, date } = pages.of(this)
      if (scroller.onScroll(event.detail)) date.onScroll()
    },
    onListTap() {
      this.composer()?.rest()
    },
    onPillTap() {
      pages.of(this).scroller.toBottom()
    },
    onKeyboard(event: WechatMiniprogram.CustomEvent<{ height: number }>) {
      const { height } = event.detail
      if (height === this.data.keyboardHeight) return
      pages.of(this).scroller.keepPlace({ keyboardHeight: height })
    },
    onComposerResize() {
      // The field tells its first line before the page knows its conversation.
      if (pages.has(this)) pages.of(this).scroller.keepPlace({})
    },
    onDraft(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      pages.of(this).chat.setDraft(event.detail.text)
    },
    onSend(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      const { chat, scroller } = pages.of(this)
      if (chat.send(event.detail.text) !== 'accepted') return
      scroller.follow()
      this.composer()?.clear()
    },
    onRowRetry(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      attempt(pages.of(this).chat.retry(event.detail.id))
    },
    onRowOpen(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const row = findRow(this.data, event.detail.id)
      if (row?.type !== 'voice') {
        if (row) attempt(openContent(row, pictureUrls(this.data)))
      } else if (row.media?.url) {
        pages.of(this).voice.toggle(row.id, row.media.url)
      } else {
        void wx.showToast({ title: t('chat.voiceNotPlayed'), icon: 'none' })
      }
    },
    onRowPerson(event: WechatMiniprogram.CustomEvent<{ userId: string }>) {
      const key = `private:${event.detail.userId}`
      if (key === pages.of(this).chat.key) return
      openChatPage(key)
    },
    onLoadRetryTap() {
      attempt(this.openChat())
    },
    onRowMenu(event: WechatMiniprogram.CustomEvent<{ id: string; x: number; y: number }>) {
      const row = findRow(this.data, event.detail.id)
      const items = row ? menuItems(row) : []
      if (items.length > 0) this.setData({ menu: { ...event.detail, items } })
    },
    onMenuClose() {
      this.setData({ menu: null })
    },
    onMenuChoose(event: WechatMiniprogram.CustomEvent<{ name: string }>) {
      const row = findRow(this.data, this.data.menu?.id ?? '')
      this.setData({ menu: null })
      if (!row) return
      const { chat } = pages.of(this)
      if (event.detail.name === 'copy') attempt(wx.setClipboardData({ data: row.text }))
      if (event.detail.name === 'retry') attempt(chat.retry(row.id))
      if (event.detail.name === 'discard') chat.discard(row.id)
    },
    composer(): { clear(): void; rest(): void } | null {
      return this.selectComponent('#composer') as unknown as {
        clear(): void
        rest(): void
      } | null
    },
  },
})

function menuItems(row: MessageRow): object[] {
  const items: object[] = []
  if (row.type === 'text' || row.type === 'quote') {
    items.push({ name: 'copy', text: t('chat.copy'), icon: 'copy' })
  }
  if (row.state === 'failed') {
    if (row.canRetry) items.push({ name: 'retry', text: t('chat.retry'), icon: 'retry' })
    items.push({ name: 'discard', text: t('chat.discard'), icon: 'trash', danger: true })
  }
  return items
}
