import { autorun } from 'mobx-miniprogram'

import type { Recorded } from '../components/hold-to-talk/voice-recording'
import { t } from '../../i18n/t'
import { parseConversationKey, type ConversationKey } from '../../models/conversation'
import type { MessageRow, PersonRow, Screen } from '../../models/rows'
import type { ChatFace } from '../../stores/app-stores'
import type { MessageAction } from '../../stores/chat/chat-faces'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'
import { askChoice, attempt } from '../../pages/shared/dialogs'
import { FloatingDate } from '../shared/floating-date'
import {
  findRow,
  firstUnreadRow,
  isAway,
  pictureUrls,
  rowsInOrder,
  screenKeys,
} from '../shared/message-rows'
import { MessageScroller } from '../shared/message-scroller'
import { openChatPage } from '../../pages/shared/open-chat'
import { rememberChat } from '../shared/open-chats'
import { appStores, PageShell } from '../../pages/shared/page-shell'
import { ScreenWindow } from '../../pages/shared/screen-window'
import { actOnStrip } from '../../pages/shared/session-strip'
import { attach } from './attach'
import { Burning } from './burning'
import { ChatView } from './chat-view'
import { Jumps } from './jump'
import { MessageDeeds, openForward } from './message-deeds'
import { messageMenu, type MessageMenu } from './message-menu'
import { openContent } from './open-content'
import { recordingRefused } from './recording-refused'
import { SeenRows } from './seen-rows'

interface ChatPage {
  chat: ChatFace
  shell: PageShell
  scroller: MessageScroller
  window: ScreenWindow
  seen: SeenRows
  date: FloatingDate
  burning: Burning
  deeds: MessageDeeds
  dispose(): void
}

type RowEvent<More = object> = WechatMiniprogram.CustomEvent<{ id: string } & More>

/** Rows this far out of sight stay live: about two phone screens, for a fling of the finger. */
const LIVE_MARGIN_PX = 1600

const pages = new PerInstance<ChatPage>()

Component({
  data: {
    earlierScreens: [] as readonly Screen<MessageRow>[],
    recentScreens: [] as readonly Screen<MessageRow>[],
    scrollTop: 0,
    isFarUp: false,
    floatingDate: '',
    keyboardHeight: 0,
    folded: {},
    flashId: '',
    burning: {},
    menu: null as MessageMenu | null,
    readers: null as {
      read: readonly PersonRow[]
      unread: readonly PersonRow[]
      readText: string
      unreadText: string
    } | null,
  },
  lifetimes: {
    ready() {
      if (pages.has(this)) pages.of(this).scroller.measure()
    },
    detached() {
      if (pages.has(this)) pages.of(this).dispose()
    },
  },
  pageLifetimes: {
    show() {
      if (pages.has(this)) this.setShown(true)
    },
    hide() {
      if (pages.has(this)) this.setShown(false)
    },
    resize() {
      if (pages.has(this)) pages.of(this).scroller.keepPlace({})
    },
  },
  methods: {
    /** `key`: the conversation, e.g. `private:lin`. `uid`: a message to go to, by the server's id. */
    onLoad(query: { key?: string; uid?: string }) {
      const key = queryValue(query.key)
      const { session } = appStores()
      if (parseConversationKey(key) === null || !session.isSignedIn) {
        void wx.switchTab({ url: '/pages/conversations/conversations' })
        return
      }
      const chat = appStores().openChat(key as ConversationKey)
      const scroller = new MessageScroller(this, chat, '#messages', chat.position)
      const window = new ScreenWindow(this, '#messages', '.chat__screen', LIVE_MARGIN_PX, {
        onNear: (keys) => chat.position.setNear(keys),
        isAway: (screenKey) => isAway(this.data, screenKey),
      })
      const seen = new SeenRows(this, '#messages', '.chat__row', (rowIds) => this.onSeen(rowIds))
      const host = {
        setData: (patch: Record<string, unknown>) => {
          this.setData(scroller.withScroll(patch), () => {
            window.watch(screenKeys(this.data))
            seen.watch()
          })
        },
      }
      const view = new ChatView(chat, session)
      const shell = new PageShell(host, {
        title: () => chat.typing || chat.title,
        view: () => view.read(),
      })
      const date = new FloatingDate(this, '#messages', '.chat__row', () => this.data)
      const burning = new Burning((rows) => this.setData({ burning: rows }))
      const deeds = new MessageDeeds(chat, { showReaders: (rowId) => this.showReaders(rowId) })
      const jumps = new Jumps(this, { chat, shell, scroller, window })
      const forget = rememberChat(chat)
      const stopTelling = autorun(() => {
        const { failure } = chat.voice
        if (failure !== '') void wx.showToast({ title: failure, icon: 'none' })
      })
      const dispose = () => {
        const top = rowsInOrder(this.data).find(({ id }) => seen.isInSight(id))
        chat.position.leaveAt(scroller.isAtEnd ? '' : (top?.id ?? ''))
        for (const part of [burning, jumps, seen, date, window, shell]) part.dispose()
        stopTelling()
        forget()
        chat.close()
      }
      pages.set(this, { chat, shell, scroller, window, seen, date, burning, deeds, dispose })
      attempt(this.openChat(queryValue(query.uid)))
    },
    async openChat(uid: string): Promise<void> {
      const { chat, shell, scroller } = pages.of(this)
      await chat.open()
      shell.flush()
      const unread = firstUnreadRow(chat)
      if (uid !== '') await chat.position.toMessage(uid)
      else if (unread) wx.nextTick(() => scroller.toRow(unread.id, 'top'))
      // A chat that opens where the reader left has its place already.
      else if (chat.position.target === null) scroller.toBottom()
      scroller.loadEarlierIfShort()
    },
    setShown(isShown: boolean) {
      const { chat, shell, seen } = pages.of(this)
      if (isShown) shell.show()
      chat.setVisible(isShown)
      seen.setVisible(isShown)
      if (isShown) return
      chat.voice.stop()
      shell.hide()
    },
    onSeen(rowIds: readonly string[]) {
      const { chat, burning } = pages.of(this)
      chat.receipts.rowsSeen(rowIds)
      for (const id of rowIds) {
        const row = findRow(this.data, id)
        if (row && row.burnSeconds > 0 && !row.isOwn && row.media === null) {
          burning.light(id, row.burnSeconds)
        }
      }
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
      attempt(pages.of(this).chat.position.toNewest())
    },
    onUnreadTap() {
      attempt(pages.of(this).chat.position.toFirstUnread())
    },
    onMentionTap() {
      attempt(pages.of(this).chat.position.toMention())
    },
    onRetryAllTap() {
      pages.of(this).chat.actions.retryAll()
    },
    onLoadRetryTap() {
      attempt(this.openChat(''))
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
    onDraft(event: WechatMiniprogram.CustomEvent<{ text: string; cursor: number }>) {
      const { chat, shell } = pages.of(this)
      const { composing } = chat
      const { revision } = composing
      composing.input(event.detail.text, event.detail.cursor)
      // A mention went as a whole: the field shows it before the next key.
      if (composing.revision !== revision) shell.flush()
    },
    onSend(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      const { chat, scroller, shell } = pages.of(this)
      const isEdit = chat.composing.editingId !== ''
      if (chat.send(event.detail.text) !== 'accepted') return
      if (!isEdit) scroller.follow()
      shell.flush()
    },
    onBannerClose() {
      const { composing } = pages.of(this).chat
      if (composing.editingId !== '') composing.cancelEdit()
      else composing.clearQuote()
    },
    onAttach(event: WechatMiniprogram.CustomEvent<{ name: string }>) {
      attempt(this.attach(event.detail.name))
    },
    async attach(name: string): Promise<void> {
      const { chat, scroller } = pages.of(this)
      if (name === 'silent') {
        chat.composing.setSilent(!chat.composing.isSilent)
        return
      }
      if (name === 'contact') {
        const key = encodeURIComponent(chat.key)
        await wx.navigateTo({ url: `/pages-chat/people/people?key=${key}` })
        return
      }
      if (await attach(chat, name)) scroller.follow()
    },
    onRecorded(event: WechatMiniprogram.CustomEvent<Recorded>) {
      const { chat, scroller } = pages.of(this)
      scroller.follow()
      attempt(chat.sendMedia({ type: 'voice', ...event.detail }))
    },
    onRecordFailed(
      event: WechatMiniprogram.CustomEvent<{ reason: 'denied' | 'failed' | 'short' }>,
    ) {
      attempt(recordingRefused(event.detail.reason))
    },
    onMentionPick(event: WechatMiniprogram.CustomEvent<{ userId: string }>) {
      pages.of(this).chat.mentions.pick(event.detail.userId)
    },
    onMentionClose() {
      pages.of(this).chat.mentions.close()
    },

    onRowRetry(event: RowEvent) {
      attempt(pages.of(this).chat.retry(event.detail.id))
    },
    onRowOpen(event: RowEvent) {
      const row = findRow(this.data, event.detail.id)
      if (row) attempt(this.openRow(row))
    },
    async openRow(row: MessageRow): Promise<void> {
      const { chat, burning } = pages.of(this)
      chat.actions.opened(row.id)
      if (row.burnSeconds > 0 && !row.isOwn) burning.light(row.id, row.burnSeconds)
      if (row.type === 'voice') return chat.voice.toggle(row.id)
      if (row.type === 'combine') {
        const query = `key=${encodeURIComponent(chat.key)}&id=${encodeURIComponent(row.id)}`
        await wx.navigateTo({ url: `/pages-chat/record/record?${query}` })
        return
      }
      if (row.person) openChatPage(`private:${row.person.userId}`)
      else await openContent(row, pictureUrls(this.data))
    },
    onRowPerson(event: WechatMiniprogram.CustomEvent<{ userId: string }>) {
      const key = `private:${event.detail.userId}`
      if (key !== pages.of(this).chat.key) openChatPage(key)
    },
    onRowMention(event: WechatMiniprogram.CustomEvent<{ userId: string }>) {
      pages.of(this).chat.mentions.mention(event.detail.userId)
    },
    onRowQuoted(event: RowEvent) {
      attempt(pages.of(this).chat.position.toQuoted(event.detail.id))
    },
    onRowReact(event: RowEvent<{ emoji: string }>) {
      const { id, emoji } = event.detail
      attempt(pages.of(this).chat.actions.react(id, emoji))
    },
    onRowReaders(event: RowEvent) {
      if (pages.of(this).chat.key.startsWith('group:')) attempt(this.showReaders(event.detail.id))
    },
    onRowReEdit(event: RowEvent) {
      pages.of(this).chat.composing.reEdit(event.detail.id)
    },
    onRowCancel(event: RowEvent) {
      pages.of(this).chat.discard(event.detail.id)
    },
    onRowToggle(event: RowEvent) {
      pages.of(this).chat.selection.toggle(event.detail.id)
    },
    onRowPart(event: WechatMiniprogram.CustomEvent<{ kind: 'link' | 'phone'; text: string }>) {
      attempt(openPart(event.detail))
    },
    onRowAct(event: RowEvent<{ name: string }>) {
      const { id, name } = event.detail
      attempt(pages.of(this).chat.actions.act(id, name))
    },

    onRowMenu(event: RowEvent<{ x: number; y: number }>) {
      const { id } = event.detail
      const row = findRow(this.data, id)
      const { actions } = pages.of(this).chat
      if (row) this.setData({ menu: messageMenu(row, actions.actionsOf(id), event.detail) })
    },
    onMenuClose() {
      this.setData({ menu: null })
    },
    onMenuChoose(event: WechatMiniprogram.CustomEvent<{ name: MessageAction }>) {
      const row = findRow(this.data, this.data.menu?.id ?? '')
      this.setData({ menu: null })
      if (row) attempt(pages.of(this).deeds.run(event.detail.name, row))
    },
    onMenuReact(event: WechatMiniprogram.CustomEvent<{ emoji: string }>) {
      const id = this.data.menu?.id ?? ''
      this.setData({ menu: null })
      attempt(pages.of(this).chat.actions.react(id, event.detail.emoji))
    },
    onForwardEach() {
      attempt(this.forwardSelected('each'))
    },
    onForwardMerged() {
      attempt(this.forwardSelected('merged'))
    },
    async forwardSelected(manner: 'each' | 'merged'): Promise<void> {
      const { chat } = pages.of(this)
      await openForward(chat, chat.selection.ids, manner)
    },
    onRemoveSelected() {
      const { chat, deeds } = pages.of(this)
      attempt(deeds.remove(chat.selection.ids))
    },
    onSelectionCancel() {
      pages.of(this).chat.selection.cancel()
    },
    async showReaders(rowId: string): Promise<void> {
      const { read, unread } = await pages.of(this).chat.receipts.readersOf(rowId)
      const readText =
        read.length > 0 ? t('chat.readBy', { count: read.length }) : t('chat.readNobody')
      const unreadText = unread.length > 0 ? t('chat.unreadBy', { count: unread.length }) : ''
      this.setData({ readers: { read, unread, readText, unreadText } })
    },
    onReadersClose() {
      this.setData({ readers: null })
    },
    composer(): { rest(): void } | null {
      return this.selectComponent('#composer') as unknown as { rest(): void } | null
    },
  },
})

/** A tapped link or number: mini programs cannot open web pages, so a link is copied. */
async function openPart({ kind, text }: { kind: 'link' | 'phone'; text: string }): Promise<void> {
  if (kind === 'link') {
    await wx.setClipboardData({ data: text })
    await wx.showToast({ title: t('chat.linkCopied'), icon: 'none' })
    return
  }
  const chosen = await askChoice([t('chat.callNumber', { number: text }), t('chat.copyNumber')])
  if (chosen === 0) wx.makePhoneCall({ phoneNumber: text.replace(/[^\d+]/g, ''), fail: ignore })
  if (chosen === 1) await wx.setClipboardData({ data: text })
}

/** The person thought better of the call. */
function ignore(): void {}
