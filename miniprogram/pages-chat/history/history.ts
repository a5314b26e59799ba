import { t } from '../../i18n/t'
import { attempt } from '../../pages/shared/dialogs'
import { askedConversation, openChatPage } from '../../pages/shared/open-chat'
import { appStores } from '../../pages/shared/page-shell'
import { ScreenWindow } from '../../pages/shared/screen-window'
import { actOnStrip } from '../../pages/shared/session-strip'
import { openShell, shelled } from '../../pages/shared/shelled'
import type {
  HistoryFace,
  HistoryKind,
  HistoryMonth,
  HistoryRow,
} from '../../stores/history/history-faces'
import { PerInstance } from '../../utils/per-instance'
import { Downloads } from '../chat/downloads'
import { openContent } from '../chat/open-content'
import { openPart } from '../chat/open-part'
import { historyView } from './history-view'
import { Thumbnails } from './thumbnails'

/** Rows this far out of sight stay live: a phone screen. */
const LIVE_MARGIN_PX = 600

const pages = new PerInstance<{
  history: HistoryFace
  window: ScreenWindow
  thumbnails: Thumbnails
  downloads: Downloads
}>()

/** Search in one conversation: its words, pictures and videos, files, links, and days. */
Component({
  behaviors: [shelled],
  data: {
    /** Height in px of screens that are not drawn, by key; see ScreenWindow. */
    folded: {},
    /** Addresses, by row. */
    thumbnails: {},
    /** 0-100, by row: files on their way to the phone. */
    downloads: {},
    months: [] as readonly HistoryMonth[],
    isGrid: false,
    menu: null as { uid: string; x: number; y: number } | null,
    today: '',
  },
  lifetimes: {
    detached() {
      if (!pages.has(this)) return
      const { history, window, downloads } = pages.of(this)
      history.close()
      window.dispose()
      downloads.dispose()
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ today: dayText(new Date()) })
      if (pages.has(this)) pages.of(this).history.refresh()
    },
  },
  methods: {
    /** `key`: the conversation, e.g. `private:lin`. */
    onLoad(query: { key?: string }) {
      const key = askedConversation(query)
      if (key === null) return
      const stores = appStores()
      const history = stores.openHistory(key)
      const page = pages.set(this, {
        history,
        window: new ScreenWindow(this, '#found', '.history__screen', LIVE_MARGIN_PX),
        thumbnails: new Thumbnails(this, history),
        downloads: new Downloads((id, percent) => this.setData({ [`downloads.${id}`]: percent })),
      })
      const drawn = () => {
        const { months, isGrid } = this.data
        page.window.watch(months.flatMap(({ screens }) => screens.map((screen) => screen.key)))
        if (isGrid) page.thumbnails.send(months)
      }
      const host = {
        setData: (patch: Record<string, unknown>, then?: () => void) => {
          this.setData(patch, () => {
            drawn()
            then?.()
          })
        },
      }
      const view = () => historyView(history, stores.session)
      openShell(this, { title: () => t('history.title'), view }, host)
      attempt(history.open())
    },
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onSearch(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      pages.of(this).history.setQuery(event.detail.text)
    },
    onKindTap(event: WechatMiniprogram.TouchEvent) {
      const { kind } = event.currentTarget.dataset as { kind: HistoryKind }
      const { history } = pages.of(this)
      if (kind !== history.kind) attempt(history.setKind(kind))
    },
    onMore() {
      attempt(pages.of(this).history.more())
    },
    onDayPick(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      attempt(this.goToDay(event.detail.value))
    },
    /** @param day `2026-11-21`, in the phone's time zone. */
    async goToDay(day: string): Promise<void> {
      const { history } = pages.of(this)
      const [year, month, date] = day.split('-').map(Number)
      const uid = await history.firstSince(new Date(year, month - 1, date).getTime())
      if (uid === '') throw new Error(t('history.noneSince'))
      openChatPage(history.key, uid)
    },
    onRowTap(event: WechatMiniprogram.TouchEvent) {
      const row = this.rowOf(event)
      if (row) attempt(this.open(row))
    },
    async open({ id, uid, type, url }: HistoryRow): Promise<void> {
      const { history, downloads } = pages.of(this)
      if (type === 'words') return openChatPage(history.key, uid)
      if (type === 'link') return openPart({ kind: 'link', text: url })
      const content = history.contentOf(id)
      if (content === undefined) return
      const pictures = history.pictures()
      await openContent(content, { pictures, download: (file) => downloads.bring(file) })
    },
    /** What opens by itself can also be seen where it was said. */
    onRowHold(event: WechatMiniprogram.TouchEvent) {
      const row = this.rowOf(event)
      if (!row) return
      const { clientX: x, clientY: y } = event.touches[0] ?? { clientX: 0, clientY: 0 }
      this.setData({ menu: { uid: row.uid, x, y } })
    },
    onMenuClose() {
      this.setData({ menu: null })
    },
    onMenuChoose() {
      const uid = this.data.menu?.uid ?? ''
      this.setData({ menu: null })
      openChatPage(pages.of(this).history.key, uid)
    },
    rowOf(event: WechatMiniprogram.TouchEvent): HistoryRow | undefined {
      const { id } = event.currentTarget.dataset as { id: string }
      for (const { screens } of this.data.months) {
        for (const { rows } of screens) {
          const found = rows.find((row) => row.id === id)
          if (found) return found
        }
      }
      return undefined
    },
  },
})

/** As a picker of days takes it, in the phone's time zone. */
function dayText(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}
