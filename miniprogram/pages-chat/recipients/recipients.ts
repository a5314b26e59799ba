import { t, wordsOf } from '../../i18n/t'
import type { ChatFace } from '../../stores/app-stores'
import { attempt } from '../../pages/shared/dialogs'
import { openShell, shelled } from '../../pages/shared/shelled'
import { choosing, openChoices, type Choices } from '../shared/choosing'
import { chatOfQuery } from '../shared/open-chats'
import { PerInstance } from '../../utils/per-instance'

interface RecipientsPage {
  chat: ChatFace
  choices: Choices
}

const pages = new PerInstance<RecipientsPage>()

/** Which members of a group alone get what is sent. */
Component({
  behaviors: [shelled, choosing],
  methods: {
    /** `key`: the group's chat. */
    onLoad(query: { key?: string }) {
      const chat = chatOfQuery(query)
      if (!chat?.members) return
      const { members, composing } = chat
      const choices = openChoices(this, composing.directedTo)
      openShell(this, {
        title: () => t('chat.directedTitle'),
        view: () => {
          const { length: count } = choices.ids
          return {
            rows: members.named(choices.searchText),
            isLoading: members.isLoading,
            failure: members.failure,
            chosen: choices.marks,
            doneText: count > 0 ? t('chat.directedDone', { count }) : t('chat.directedAll'),
            words: wordsOf({
              search: 'list.search',
              clear: 'list.searchClear',
              none: 'chat.mentionNone',
            }),
          }
        },
      })
      pages.set(this, { chat, choices })
      attempt(members.load())
    },
    onDoneTap() {
      const { chat, choices } = pages.of(this)
      chat.composing.setDirectedTo(choices.ids)
      attempt(wx.navigateBack())
    },
  },
})
