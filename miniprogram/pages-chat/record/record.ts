import { observable, runInAction, type IObservableValue } from 'mobx-miniprogram'

import { t, wordsOf } from '../../i18n/t'
import type { MessageRow } from '../../models/rows'
import type { ChatFace } from '../../stores/app-stores'
import { Downloads } from '../chat/downloads'
import { openContent } from '../chat/open-content'
import { openPart } from '../chat/open-part'
import { startDownload } from '../shared/download-file'
import { attempt } from '../../pages/shared/dialogs'
import { chatOfQuery } from '../shared/open-chats'
import { openShell, shelled } from '../../pages/shared/shelled'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'

interface RecordPage {
  chat: ChatFace
  rowId: string
  /** Chat histories inside the row's, outermost first. */
  path: string[]
  isLoading: IObservableValue<boolean>
  downloads: Downloads
}

/** Rows of one node: the score asks for at most 60 children. */
const PAGE_ROWS = 50

const pages = new PerInstance<RecordPage>()

function screensOf(rows: readonly MessageRow[]): MessageRow[][] {
  const screens: MessageRow[][] = []
  for (let at = 0; at < rows.length; at += PAGE_ROWS) screens.push(rows.slice(at, at + PAGE_ROWS))
  return screens
}

function textOf(path: string): string {
  return wx.getFileSystemManager().readFileSync(path, 'utf8') as string
}

/** The messages of a merged forward, as they were said. */
Component({
  behaviors: [shelled],
  data: { screens: [] as MessageRow[][], rest: '' },
  methods: {
    /** `key`: the chat; `id`: its row; `path`: rows inside it, with commas. */
    onLoad(query: { key?: string; id?: string; path?: string }) {
      const chat = chatOfQuery(query)
      if (!chat) return
      const rowId = queryValue(query.id)
      const path = queryValue(query.path).split(',').filter(Boolean)
      const { forwarding } = chat
      const isLoading = observable.box(false)
      openShell(this, {
        title: () => t('chat.combineCount'),
        view: () => ({
          screens: screensOf(forwarding.combinedRows(rowId, path)),
          rest: forwarding.restOf(rowId, path),
          isLoading: isLoading.get(),
          words: wordsOf({
            loading: 'common.loading',
            empty: 'chat.recordEmpty',
            rest: 'chat.recordRest',
            copy: 'chat.copyLink',
          }),
          rowWords: wordsOf({
            you: 'chat.you',
            combine: 'chat.combineCount',
            contactCard: 'chat.contactCard',
            burn: 'chat.burn',
          }),
        }),
      })
      const downloads = new Downloads((id, percent) => this.showDownload(id, percent))
      pages.set(this, { chat, rowId, path, isLoading, downloads })
      attempt(this.bringList())
    },
    /** Until it is here the page shows the first words, which came with the message. */
    async bringList(): Promise<void> {
      const { chat, rowId, path, isLoading } = pages.of(this)
      const url = chat.forwarding.listUrlOf(rowId, path)
      if (url === '') return
      runInAction(() => isLoading.set(true))
      try {
        const file = await startDownload(url, t('chat.fileNotLoaded')).done
        if (file !== null) chat.forwarding.takeList(url, textOf(file))
      } finally {
        runInAction(() => isLoading.set(false))
      }
    },
    showDownload(id: string, percent: number) {
      this.data.screens.forEach((rows, screen) => {
        const row = rows.findIndex((one) => one.id === id)
        if (row >= 0) this.setData({ [`screens[${screen}][${row}].media.progress`]: percent })
      })
    },
    onCopyTap() {
      attempt(openPart({ kind: 'link', text: this.data.rest }))
    },
    onRowOpen(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      const row = this.data.screens.flat().find(({ id }) => id === event.detail.id)
      if (row) attempt(this.openRow(row))
    },
    async openRow(row: MessageRow): Promise<void> {
      const { chat, rowId, path, downloads } = pages.of(this)
      if (row.type !== 'combine') {
        const pictures = this.data.screens
          .flat()
          .filter(({ type }) => type === 'image' || type === 'gif')
          .flatMap(({ media }) => (media?.url ? [media.url] : []))
        await openContent(row, { pictures, download: (file) => downloads.bring(file) })
        return
      }
      const inner = encodeURIComponent([...path, row.id].join())
      const query = `key=${encodeURIComponent(chat.key)}&id=${encodeURIComponent(rowId)}`
      await wx.navigateTo({ url: `/pages-chat/record/record?${query}&path=${inner}` })
    },
  },
})
