import { t, wordsOf } from '../../i18n/t'
import type { ContactRow } from '../../models/rows'
import type { ChatFace } from '../../stores/app-stores'
import { attempt } from '../../pages/shared/dialogs'
import { choosing, openChoices } from '../shared/choosing'
import { chatOfQuery } from '../shared/open-chats'
import { appStores } from '../../pages/shared/page-shell'
import { openShell, shelled } from '../../pages/shared/shelled'
import { PerInstance } from '../../utils/per-instance'

/** Rows of one node: more are found by typing a name. */
const LIMIT = 50

const pages = new PerInstance<ChatFace>()

/** Whose card to send into a chat. */
Component({
  behaviors: [shelled, choosing],
  data: { rows: [] as ContactRow[] },
  methods: {
    /** `key`: the chat the card goes to. */
    onLoad(query: { key?: string }) {
      const chat = chatOfQuery(query)
      if (!chat) return
      const { contacts } = appStores()
      const choices = openChoices(this)
      openShell(this, {
        title: () => t('chat.chooseContact'),
        view: () => {
          const wanted = choices.searchText.toLocaleLowerCase()
          return {
            rows: contacts.sections
              .flatMap(({ rows }) => rows)
              .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
              .slice(0, LIMIT),
            isLoading: contacts.isLoading,
            noneFound: contacts.failure || t('list.searchNone', { text: choices.searchText }),
            words: wordsOf({ search: 'list.search', clear: 'list.searchClear' }),
          }
        },
      })
      pages.set(this, chat)
      if (contacts.sections.length === 0) attempt(contacts.load())
    },
    /** The first one chosen is sent. */
    onChoose(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const row = this.data.rows.find(({ userId }) => userId === event.detail.id)
      if (row) attempt(this.send(row))
    },
    async send({ userId, name, avatar }: ContactRow): Promise<void> {
      const chat = pages.of(this)
      const outcome = chat.sendContent({ type: 'contact', userId, name, avatarUrl: avatar.url })
      if (outcome !== 'accepted') throw new Error(chat.composerFailure || t('common.notDone'))
      await wx.navigateBack()
    },
  },
})
