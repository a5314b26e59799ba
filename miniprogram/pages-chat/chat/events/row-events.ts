import { t } from '../../../i18n/t'
import type { MessageRow } from '../../../models/rows'
import { attempt } from '../../../pages/shared/dialogs'
import { appStores } from '../../../pages/shared/page-shell'
import { openChatPage } from '../../../pages/shared/open-chat'
import { chatPages } from '../chat-page'
import { openContent } from '../open-content'
import { openPart, type TextPart } from '../open-part'

type RowEvent<More = object> = WechatMiniprogram.CustomEvent<{ id: string } & More>

/** Taps on a message and what belongs to it; its menu is in `menu-events`. */
export const rowEvents = Behavior({
  methods: {
    onRowRetry(event: RowEvent) {
      attempt(chatPages.of(this).chat.retry(event.detail.id))
    },
    onRowOpen(event: RowEvent) {
      const row = chatPages.of(this).row(event.detail.id)
      if (row) attempt(this.openRow(row))
    },
    async openRow(row: MessageRow): Promise<void> {
      const page = chatPages.of(this)
      const { chat } = page
      chat.actions.opened(row.id)
      if (row.type === 'voice') return chat.voice.toggle(row.id)
      if (row.type === 'combine') {
        const query = `key=${encodeURIComponent(chat.key)}&id=${encodeURIComponent(row.id)}`
        await wx.navigateTo({ url: `/pages-chat/record/record?${query}` })
        return
      }
      if (row.person) openChatPage(`private:${row.person.userId}`)
      else {
        const pictures = chat.media.pictures()
        await openContent(row, { pictures, download: (file) => page.downloads.bring(file) })
      }
    },
    onRowPerson(event: WechatMiniprogram.CustomEvent<{ userId: string }>) {
      const { userId } = event.detail
      const key = `private:${userId}`
      const isHere = key === chatPages.of(this).chat.key
      if (!isHere && userId !== appStores().session.userId) openChatPage(key)
    },
    onRowMention(event: WechatMiniprogram.CustomEvent<{ userId: string }>) {
      chatPages.of(this).chat.mentions.mention(event.detail.userId)
    },
    onRowQuoted(event: RowEvent) {
      attempt(chatPages.of(this).chat.position.toQuoted(event.detail.id))
    },
    onRowReact(event: RowEvent<{ emoji: string }>) {
      const { id, emoji } = event.detail
      attempt(chatPages.of(this).chat.actions.react(id, emoji))
    },
    onRowReEdit(event: RowEvent) {
      chatPages.of(this).chat.composing.reEdit(event.detail.id)
    },
    onRowCancel(event: RowEvent) {
      chatPages.of(this).chat.discard(event.detail.id)
    },
    onRowToggle(event: RowEvent) {
      const { selection } = chatPages.of(this).chat
      const wasFull = selection.isFull
      selection.toggle(event.detail.id)
      // Full before and after: this one was one too many.
      if (wasFull && selection.isFull) {
        void wx.showToast({ title: t('chat.selectedMost'), icon: 'none' })
      }
    },
    onRowPart(event: WechatMiniprogram.CustomEvent<TextPart>) {
      attempt(openPart(event.detail))
    },
    onRowAct(event: RowEvent<{ name: string }>) {
      const { id, name } = event.detail
      attempt(chatPages.of(this).chat.actions.act(id, name))
    },
  },
})
