import { observable, runInAction, type IObservableValue } from 'mobx-miniprogram'

import { t, wordsOf } from '../../i18n/t'
import type { ContactRow } from '../../models/rows'
import type { ChatFace } from '../../stores/app-stores'
import { attempt } from '../../pages/shared/dialogs'
import { rememberedChat } from '../shared/open-chats'
import { appStores, PageShell } from '../../pages/shared/page-shell'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'

/** Rows of one node: more are found by typing a name. */
const LIMIT = 50

const pages = new PerInstance<{
  chat: ChatFace
  shell: PageShell
  searchText: IObservableValue<string>
}>()

/** Whose card to send into a chat. */
Component({
  data: { rows: [] as ContactRow[] },
  lifetimes: {
    detached() {
      if (pages.has(this)) pages.of(this).shell.dispose()
    },
  },
  pageLifetimes: {
    show() {
      if (pages.has(this)) pages.of(this).shell.show()
    },
    hide() {
      if (pages.has(this)) pages.of(this).shell.hide()
    },
  },
  methods: {
    /** `key`: the chat the card goes to. */
    onLoad(query: { key?: string }) {
      const chat = rememberedChat(queryValue(query.key))
      if (!chat) {
        void wx.switchTab({ url: '/pages/conversations/conversations' })
        return
      }
      const { contacts } = appStores()
      const searchText = observable.box('')
      const shell = new PageShell(this, {
        title: () => t('chat.chooseContact'),
        view: () => {
          const wanted = searchText.get().toLocaleLowerCase()
          return {
            rows: contacts.sections
              .flatMap(({ rows }) => rows)
              .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
              .slice(0, LIMIT),
            isLoading: contacts.isLoading,
            noneFound: contacts.failure || t('list.searchNone', { text: searchText.get() }),
            words: wordsOf({ search: 'list.search', clear: 'list.searchClear' }),
          }
        },
      })
      pages.set(this, { chat, shell, searchText })
      if (contacts.sections.length === 0) attempt(contacts.load())
    },
    onSearch(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      runInAction(() => pages.of(this).searchText.set(event.detail.text))
    },
    onChoose(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const row = this.data.rows.find(({ userId }) => userId === event.detail.id)
      if (row) attempt(this.send(row))
    },
    async send({ userId, name, avatar }: ContactRow): Promise<void> {
      const { chat } = pages.of(this)
      const outcome = chat.sendContent({ type: 'contact', userId, name, avatarUrl: avatar.url })
      if (outcome !== 'accepted') throw new Error(chat.composerFailure || t('common.notDone'))
      await wx.navigateBack()
    },
  },
})
