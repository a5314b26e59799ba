import { attempt } from '../../../pages/shared/dialogs'
import { appStores } from '../../../pages/shared/page-shell'
import { actOnStrip } from '../../../pages/shared/session-strip'
import { chatPages } from '../chat-page'

/** The list as a whole: scrolling, the pills over it, the status strip, what failed to load or to send. */
export const listEvents = Behavior({
  methods: {
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      actOnStrip(appStores(), event)
    },
    onScroll(event: WechatMiniprogram.ScrollViewScroll) {
      const { scroller, date } = chatPages.of(this)
      if (scroller.onScroll(event.detail)) date.onScroll(event.detail.scrollTop)
    },
    onListTap() {
      const composer = this.selectComponent('#composer') as unknown as { rest(): void } | null
      composer?.rest()
    },
    onPillTap() {
      attempt(chatPages.of(this).chat.position.toNewest())
    },
    onUnreadTap() {
      attempt(chatPages.of(this).chat.position.toFirstUnread())
    },
    onMentionTap() {
      attempt(chatPages.of(this).chat.position.toMention())
    },
    onRetryAllTap() {
      chatPages.of(this).chat.actions.retryAll()
    },
    onLoadRetryTap() {
      attempt(chatPages.of(this).open(''))
    },
  },
})
