import { t, wordsOf } from '../../i18n/t'
import type { RoomFace } from '../../stores/app-stores'
import { PerInstance } from '../../utils/per-instance'
import { queryValue } from '../../utils/query'
import { attempt } from '../../pages/shared/dialogs'
import { MessageScroller } from '../shared/message-scroller'
import { ScreenRing, type ScreenSlot } from '../shared/screen-ring'
import { appStores, PageShell } from '../../pages/shared/page-shell'
import { ScreenWindow } from '../../pages/shared/screen-window'
import { actOnStrip } from '../../pages/shared/session-strip'

interface RoomPage {
  room: RoomFace
  shell: PageShell
  scroller: MessageScroller
  window: ScreenWindow
}

/** Rows this far out of sight stay live: about two phone screens, for a fling of the finger. */
const LIVE_MARGIN_PX = 1_600

const pages = new PerInstance<RoomPage>()

Component({
  data: {
    recentScreens: [] as readonly ScreenSlot[],
    folded: {},
    scrollTop: 0,
    intoView: '',
    isFarUp: false,
    words: null,
  },
  lifetimes: {
    ready() {
      if (pages.has(this)) pages.of(this).scroller.measure()
    },
    detached() {
      if (!pages.has(this)) return
      const { room, shell, window } = pages.of(this)
      window.dispose()
      shell.dispose()
      attempt(room.leave())
    },
  },
  pageLifetimes: {
    show() {
      if (!pages.has(this)) return
      pages.of(this).shell.show()
    },
    hide() {
      if (!pages.has(this)) return
      pages.of(this).shell.hide()
    },
    resize() {
      if (!pages.has(this)) return
      pages.of(this).scroller.keepPlace({})
    },
  },
  methods: {
    /** `id`: the room. */
    onLoad(query: { id?: string }) {
      const { session, settings } = appStores()
      if (!session.isSignedIn) {
        void wx.switchTab({ url: '/pages/rooms/rooms' })
        return
      }
      const room = appStores().openRoom(queryValue(query.id))
      const scroller = new MessageScroller(this, room, '#messages')
      const window = new ScreenWindow(this, '#messages', '.room__screen', LIVE_MARGIN_PX, {
        setData: (patch) => scroller.hand(patch),
      })
      const host = {
        setData: (patch: Record<string, unknown>, then?: () => void) => {
          scroller.hand(patch, () => {
            window.watch(this.data.recentScreens.map(({ key }) => key))
            then?.()
          })
        },
      }
      const ring = new ScreenRing()
      const shell = new PageShell(host, {
        title: () => room.title,
        theme: 'theme-dark',
        view: () => ({
          strip: session.strip,
          recentScreens: ring.slots(room.recentScreens),
          isEmpty: room.recentScreens.length === 0,
          state: room.state,
          isInside: room.state === 'inside',
          people: room.memberCount >= 0 ? t('room.people', { count: room.memberCount }) : '',
          failure: room.failure,
          gapNotice: room.gapNotice,
          composerFailure: room.composerFailure,
          panelHeight: settings.keyboardHeight,
          pillText: room.newCount > 0 ? t('room.newCount', { count: room.newCount }) : '',
          words: wordsOf({
            joining: 'room.joining',
            failedTitle: 'room.failedTitle',
            closedTitle: 'room.closedTitle',
            closedHint: 'room.closedHint',
            empty: 'room.empty',
            again: 'room.again',
            toNewest: 'chat.toNewest',
          }),
          rowWords: wordsOf({ retry: 'chat.retry', sending: 'chat.sending' }),
          composerWords: wordsOf({
            placeholder: 'room.placeholder',
            send: 'chat.send',
            emoji: 'chat.emoji',
            keyboard: 'chat.keyboard',
            erase: 'chat.erase',
          }),
        }),
      })
      pages.set(this, { room, shell, scroller, window })
      attempt(this.join())
    },
    async join(): Promise<void> {
      const { room, shell, scroller } = pages.of(this)
      await room.join()
      shell.flush()
      scroller.toBottom()
    },
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onJoinTap() {
      attempt(this.join())
    },
    onScroll(event: WechatMiniprogram.ScrollViewScroll) {
      pages.of(this).scroller.onScroll(event.detail)
    },
    onListTap() {
      this.composer()?.rest()
    },
    onPillTap() {
      pages.of(this).scroller.toBottom()
    },
    onKeyboard(event: WechatMiniprogram.CustomEvent<{ height: number }>) {
      appStores().settings.keepKeyboardHeight(event.detail.height)
    },
    onComposerResize() {
      // The field tells its first line before the page knows its conversation.
      if (pages.has(this)) pages.of(this).scroller.keepPlace({})
    },
    onSend(event: WechatMiniprogram.CustomEvent<{ text: string }>) {
      const { room, scroller } = pages.of(this)
      if (room.send(event.detail.text) !== 'accepted') return
      scroller.follow()
      this.composer()?.clear()
    },
    onRowRetry(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      attempt(pages.of(this).room.retry(event.detail.id))
    },
    composer(): { clear(): void; rest(): void } | null {
      return this.selectComponent('#composer') as unknown as {
        clear(): void
        rest(): void
      } | null
    },
  },
})
