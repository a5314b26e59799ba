import { observable, runInAction, type IObservableValue } from 'mobx-miniprogram'

import { t, wordsOf } from '../../i18n/t'
import type { ConversationKey } from '../../models/conversation'
import type { ChatFace } from '../../stores/app-stores'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'
import { attempt } from '../../pages/shared/dialogs'
import { chatOfQuery } from '../shared/open-chats'
import { appStores } from '../../pages/shared/page-shell'
import { openShell, shelled } from '../../pages/shared/shelled'
import { forwardTargets } from './forward-targets'

interface ForwardPage {
  chat: ChatFace
  rowIds: string[]
  manner: 'each' | 'merged'
  searchText: IObservableValue<string>
  chosen: IObservableValue<readonly ConversationKey[]>
  comment: string
  isSending: IObservableValue<boolean>
}

const pages = new PerInstance<ForwardPage>()

Component({
  behaviors: [shelled],
  methods: {
    /** `key`: the chat they come from; `ids`: its rows, with commas; `manner`: `each` or `merged`. */
    onLoad(query: { key?: string; ids?: string; manner?: string }) {
      const chat = chatOfQuery(query)
      if (!chat) return
      const stores = appStores()
      const searchText = observable.box('')
      const chosen = observable.box<readonly ConversationKey[]>([], { deep: false })
      const isSending = observable.box(false)
      openShell(this, {
        title: () => t('chat.forwardTo'),
        view: () => {
          const keys = chosen.get()
          return {
            sections: forwardTargets(stores, searchText.get()),
            chosen: Object.fromEntries(keys.map((key) => [key, true])),
            isSending: isSending.get(),
            canSend: keys.length > 0 && !isSending.get(),
            sendText: t('chat.forwardSend', { count: keys.length }),
            words: wordsOf({
              search: 'list.search',
              clear: 'list.searchClear',
              comment: 'chat.forwardComment',
              nobody: 'chat.forwardNobody',
            }),
          }
        },
      })
      const manner = query.manner === 'merged' ? 'merged' : 'each'
      const rowIds = queryValue(query.ids).split(',')
      const page = { chat, rowIds, manner, searchText, chosen, comment: '', isSending }
      pages.set(this, page as ForwardPage)
      if (stores.contacts.sections.length === 0) attempt(stores.contacts.load())
    },
    onSearch(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      runInAction(() => pages.of(this).searchText.set(event.detail.text))
    },
    onChoose(event: WechatMiniprogram.CustomEvent<{ id: ConversationKey }>) {
      const { chosen } = pages.of(this)
      const { id } = event.detail
      const keys = chosen.get()
      const next = keys.includes(id) ? keys.filter((key) => key !== id) : [...keys, id]
      runInAction(() => chosen.set(next))
    },
    onComment(event: WechatMiniprogram.Input) {
      pages.of(this).comment = event.detail.value
    },
    onSendTap() {
      attempt(this.send())
    },
    async send(): Promise<void> {
      const { chat, rowIds, manner, chosen, comment, isSending } = pages.of(this)
      if (chosen.get().length === 0 || isSending.get()) return
      runInAction(() => isSending.set(true))
      try {
        await chat.forwarding.forward(rowIds, chosen.get(), { manner, comment })
      } finally {
        runInAction(() => isSending.set(false))
      }
      chat.selection.cancel()
      await wx.navigateBack()
      await wx.showToast({ title: t('chat.forwarded'), icon: 'none' })
    },
  },
})
