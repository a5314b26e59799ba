import { autorun } from 'mobx-miniprogram'

import type { ConversationKey } from '../../models/conversation-ref'
import type { MessageRow } from '../../models/rows'
import type { ChatFace } from '../../stores/app-stores'
import { breakOffRecording } from '../components/hold-to-talk/voice-recording'
import { PerInstance } from '../../utils/per-instance'
import { EndWatch } from '../shared/end-watch'
import { FloatingDate } from '../shared/floating-date'
import { LiveScreens } from '../shared/live-screens'
import { findRow, type RowsOnScreen } from '../shared/message-rows'
import { MessageScroller } from '../shared/message-scroller'
import { rememberChat } from '../shared/open-chats'
import { unstacked, type StacksOnPage } from '../shared/screen-stacks'
import { appStores, PageShell } from '../../pages/shared/page-shell'
import { ChatView } from './chat-view'
import { Downloads } from './downloads'
import { Jumps } from './jump'
import { SeenRows } from './seen-rows'

/** The page instance, as its parts see it. */
export interface ChatHost {
  readonly data: StacksOnPage
  setData(patch: Record<string, unknown>, callback?: () => void): void
  createSelectorQuery(): WechatMiniprogram.SelectorQuery
  createIntersectionObserver(
    options?: WechatMiniprogram.CreateIntersectionObserverOption,
  ): WechatMiniprogram.IntersectionObserver
}

/** One open chat page: its store and what moves, watches and draws its list. The behaviors in `events/` reach it here. */
export class ChatPage {
  readonly chat: ChatFace
  readonly shell: PageShell
  readonly view: ChatView
  readonly scroller: MessageScroller
  readonly date: FloatingDate
  readonly downloads: Downloads
  private readonly seen: SeenRows
  private readonly parts: readonly { dispose(): void }[]
  private readonly undo: readonly (() => void)[]
  private isShown = false

  constructor(
    private readonly host: ChatHost,
    key: ConversationKey,
  ) {
    const stores = appStores()
    const chat = stores.openChat(key)
    const scroller = new MessageScroller(host, chat, '#messages', chat.position)
    // What unfolds may be taller than its box was: a reader at the end stays there.
    const live = new LiveScreens(host, '#messages', {
      setData: (patch) => scroller.hand(patch),
      onNear: (keys) => chat.position.setNear(keys),
    })
    const end = new EndWatch(host, '#messages', '.chat__end', () => scroller.lookAgain())
    const seen = new SeenRows(host, '#messages', '.chat__row', (rowIds) =>
      chat.receipts.rowsSeen(rowIds),
    )
    const view = new ChatView(chat, stores.session, stores.settings, stores.blocked)
    const rowsHost = {
      setData: (patch: Record<string, unknown>, then?: () => void) => {
        scroller.hand(patch, () => {
          live.watch()
          seen.watch()
          end.watch()
          then?.()
        })
      },
    }
    const shell = new PageShell(rowsHost, {
      title: () => chat.typing || chat.title,
      view: () => view.read(),
    })
    const date = new FloatingDate(host, '#messages', '.chat__row', {
      dayOf: (rowId) => chat.dayOf(rowId),
      startsDay: (rowId) => findRow(chat, rowId)?.dateLabel !== '',
    })
    const jumps = new Jumps(host, { chat, shell, scroller, live })
    const downloads = new Downloads((rowId, percent) => chat.media.showDownload(rowId, percent))
    const tellFailures = autorun(() => {
      const { failure } = chat.voice
      if (failure !== '') void wx.showToast({ title: failure, icon: 'none' })
    })
    this.chat = chat
    this.shell = shell
    this.view = view
    this.scroller = scroller
    this.seen = seen
    this.date = date
    this.downloads = downloads
    this.parts = [downloads, jumps, seen, date, end, live, shell]
    this.undo = [tellFailures, rememberChat(chat)]
  }

  /** @param uid a message to go to, by the server's id; empty for none. */
  async open(uid: string): Promise<void> {
    const { chat, shell, scroller } = this
    await chat.open()
    shell.flush()
    if (uid !== '') await chat.position.toMessage(uid)
    // Whoever scrolls before the newest page is here reads already.
    else if (!scroller.isAtEnd) return
    // A chat that opens at its first unread message, or where the reader left, has its place already.
    else if (chat.position.target === null) scroller.toBottom()
    scroller.loadEarlierIfShort()
  }

  setShown(isShown: boolean): void {
    const { chat, shell, seen } = this
    if (isShown) shell.show()
    else this.keepRecording()
    this.isShown = isShown
    chat.setVisible(isShown)
    seen.setVisible(isShown)
    if (isShown) return
    this.keepPlace()
    chat.voice.stop()
    shell.hide()
  }

  /** A row the page holds. */
  row(id: string): MessageRow | undefined {
    return findRow(this.drawn, id)
  }

  dispose(): void {
    const { chat } = this
    this.keepRecording()
    this.keepPlace()
    for (const part of this.parts) part.dispose()
    for (const undo of this.undo) undo()
    chat.close()
  }

  /** What was said until now waits in the chat; a page below another one records nothing. */
  private keepRecording(): void {
    const { chat, isShown } = this
    if (isShown) breakOffRecording((recorded) => chat.voiceDraft.keep(recorded))
  }

  /** The chat opens there again, also when the app ends in the background. */
  private keepPlace(): void {
    const { chat, scroller, date } = this
    if (chat.isLoading) return
    if (scroller.isAtEnd) chat.position.leaveAt(null)
    // Who leaves at once is where the chat opened: that place is still kept.
    else if (date.topmost !== null) chat.position.leaveAt(date.topmost)
  }

  private get drawn(): RowsOnScreen {
    return unstacked(this.host.data)
  }
}

/** The open chat pages, by page instance; one that could not open a chat has none. */
export const chatPages = new PerInstance<ChatPage>()
