import { observable, runInAction, type IObservableValue } from 'mobx-miniprogram'

import { t, wordsOf } from '../../i18n/t'
import type { ConversationKey } from '../../models/conversation-ref'
import type { ChatFace } from '../../stores/app-stores'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'
import { attempt } from '../../pages/shared/dialogs'
import { choosing, openChoices, type Choices } from '../shared/choosing'
import { chatOfQuery } from '../shared/open-chats'
import { appStores } from '../../pages/shared/page-shell'
import { openShell, shelled } from '../../pages/shared/shelled'
import { forwardTargets } from './forward-targets'

interface ForwardPage {
  chat: ChatFace
  rowIds: string[]
  manner: 'each' | 'merged'
  choices: Choices
  comment: string
  isSending: IObservableValue<boolean>
}

const pages = new PerInstance<ForwardPage>()

Component({
  behaviors: [shelled, choosing],
  methods: {
    /** `key`: the chat they come from; `ids`: its rows, with commas; `manner`: `each` or `merged`. */
    onLoad(query: { key?: string; ids?: string; manner?: string }) {
      const chat = chatOfQuery(query)
      if (!chat) return
      const stores = appStores()
      const choices = openChoices(this)
      const isSending = observable.box(false)
      openShell(this, {
        title: () => t('chat.forwardTo'),
        view: () => {
          const { length: count } = choices.ids
          return {
            sections: forwardTargets(stores, choices.searchText),
            chosen: choices.marks,
            isSending: isSending.get(),
            canSend: count > 0 && !isSending.get(),
            sendText: count > 0 ? t('chat.forwardSend', { count }) : t('chat.send'),
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
      pages.set(this, { chat, rowIds, manner, choices, comment: '', isSending })
      if (stores.contacts.sections.length === 0) attempt(stores.contacts.load())
    },
    onComment(event: WechatMiniprogram.Input) {
      pages.of(this).comment = event.detail.value
    },
    onSendTap() {
      attempt(this.send())
    },
    async send(): Promise<void> {
      const { chat, rowIds, manner, choices, comment, isSending } = pages.of(this)
      const targets = choices.ids as ConversationKey[]
      if (targets.length === 0 || isSending.get()) return
      runInAction(() => isSending.set(true))
      try {
        await chat.forwarding.forward(rowIds, targets, { manner, comment })
      } finally {
        runInAction(() => isSending.set(false))
      }
      chat.selection.cancel()
      await wx.navigateBack()
      await wx.showToast({ title: t('chat.forwarded'), icon: 'none' })
    },
  },
})
