import { t } from '../../../i18n/t'
import type { PersonRow } from '../../../models/rows'
import { attempt } from '../../../pages/shared/dialogs'
import type { MessageAction } from '../../../stores/chat/chat-faces'
import { chatPages } from '../chat-page'
import { MessageDeeds, openForward } from '../message-deeds'
import { messageMenu, type MessageMenu } from '../message-menu'

/** Who has read a message, as its sheet shows it. */
interface ReadersView {
  read: readonly PersonRow[]
  unread: readonly PersonRow[]
  readText: string
  unreadText: string
}

/** The menu of a message, what it leads to, and the selection of several. */
export const menuEvents = Behavior({
  data: {
    menu: null as MessageMenu | null,
    readers: null as ReadersView | null,
    /** The message an emoji is chosen for. */
    reactingId: '',
  },
  methods: {
    onRowMenu(event: WechatMiniprogram.CustomEvent<{ id: string; x: number; y: number }>) {
      const { id } = event.detail
      const page = chatPages.of(this)
      const row = page.row(id)
      const actions = page.chat.actions.actionsOf(id)
      if (row) this.setData({ menu: messageMenu(row, actions, event.detail) })
    },
    onMenuClose() {
      this.setData({ menu: null })
    },
    onMenuChoose(event: WechatMiniprogram.CustomEvent<{ name: MessageAction }>) {
      const row = chatPages.of(this).row(this.data.menu?.id ?? '')
      this.setData({ menu: null })
      if (row) attempt(this.deeds().run(event.detail.name, row))
    },
    onMenuReact(event: WechatMiniprogram.CustomEvent<{ emoji: string }>) {
      const id = this.data.menu?.id ?? ''
      this.setData({ menu: null })
      attempt(chatPages.of(this).chat.actions.react(id, event.detail.emoji))
    },
    onMenuMore() {
      this.setData({ menu: null, reactingId: this.data.menu?.id ?? '' })
    },
    onReactingPick(event: WechatMiniprogram.CustomEvent<{ emoji: string }>) {
      const id = this.data.reactingId
      this.setData({ reactingId: '' })
      attempt(chatPages.of(this).chat.actions.react(id, event.detail.emoji))
    },
    onReactingClose() {
      this.setData({ reactingId: '' })
    },
    onRowReactors(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      chatPages.of(this).view.showReactors(event.detail.id)
    },
    onReactorsClose() {
      chatPages.of(this).view.showReactors('')
    },
    deeds(): MessageDeeds {
      return new MessageDeeds(chatPages.of(this).chat, {
        showReaders: (rowId) => this.showReaders(rowId),
        download: (row) => chatPages.of(this).downloads.bring(row),
      })
    },

    onForwardEach() {
      attempt(this.forwardSelected('each'))
    },
    onForwardMerged() {
      attempt(this.forwardSelected('merged'))
    },
    async forwardSelected(manner: 'each' | 'merged'): Promise<void> {
      const { chat } = chatPages.of(this)
      await openForward(chat, chat.selection.ids, manner)
    },
    onRemoveSelected() {
      attempt(this.deeds().remove(chatPages.of(this).chat.selection.ids))
    },
    onSelectionCancel() {
      chatPages.of(this).chat.selection.cancel()
    },

    onRowReaders(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const { key } = chatPages.of(this).chat
      if (key.startsWith('group:')) attempt(this.showReaders(event.detail.id))
    },
    async showReaders(rowId: string): Promise<void> {
      const { read, unread } = await chatPages.of(this).chat.receipts.readersOf(rowId)
      const someText =
        unread.length > 0 ? t('chat.readBy', { count: read.length }) : t('chat.readAll')
      const readText = read.length > 0 ? someText : t('chat.readNobody')
      const unreadText = unread.length > 0 ? t('chat.unreadBy', { count: unread.length }) : ''
      this.setData({ readers: { read, unread, readText, unreadText } })
    },
    onReadersClose() {
      this.setData({ readers: null })
    },
  },
})
