import { observable, runInAction, type IObservableValue } from 'mobx-miniprogram'

import { t, wordsOf } from '../../i18n/t'
import type { ChatFace } from '../../stores/app-stores'
import { attempt } from '../../pages/shared/dialogs'
import { openShell, shelled } from '../../pages/shared/shelled'
import { chatOfQuery } from '../shared/open-chats'
import { PerInstance } from '../../utils/per-instance'

interface RecipientsPage {
  chat: ChatFace
  searchText: IObservableValue<string>
  chosen: IObservableValue<readonly string[]>
}

const pages = new PerInstance<RecipientsPage>()

/** Which members of a group alone get what is sent. */
Component({
  behaviors: [shelled],
  methods: {
    /** `key`: the group's chat. */
    onLoad(query: { key?: string }) {
      const chat = chatOfQuery(query)
      if (!chat?.members) return
      const { members, composing } = chat
      const searchText = observable.box('')
      const chosen = observable.box<readonly string[]>(composing.directedTo, { deep: false })
      openShell(this, {
        title: () => t('chat.directedTitle'),
        view: () => {
          const ids = chosen.get()
          const count = ids.length
          return {
            rows: members.named(searchText.get()),
            isLoading: members.isLoading,
            failure: members.failure,
            chosen: Object.fromEntries(ids.map((userId) => [userId, true])),
            doneText: count > 0 ? t('chat.directedDone', { count }) : t('chat.directedAll'),
            words: wordsOf({
              search: 'list.search',
              clear: 'list.searchClear',
              none: 'chat.mentionNone',
            }),
          }
        },
      })
      pages.set(this, { chat, searchText, chosen })
      attempt(members.load())
    },
    onSearch(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      runInAction(() => pages.of(this).searchText.set(event.detail.text))
    },
    onChoose(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const { chosen } = pages.of(this)
      const { id } = event.detail
      const ids = chosen.get()
      const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]
      runInAction(() => chosen.set(next))
    },
    onDoneTap() {
      const { chat, chosen } = pages.of(this)
      chat.composing.setDirectedTo(chosen.get())
      attempt(wx.navigateBack())
    },
  },
})
