import { parseConversationKey } from '../../../models/conversation-ref'
import { attempt } from '../../../pages/shared/dialogs'
import { appStores } from '../../../pages/shared/page-shell'
import { actOnStrip } from '../../../pages/shared/session-strip'
import { unblockPerson } from '../../../pages/shared/unblock'
import { chatPages } from '../chat-page'

/** The list as a whole: scrolling, the pills over it, the status strip, what failed to load or to send. */
export const listEvents = Behavior({
  methods: {
    onStripAction(event: WechatMiniprogram.CustomEvent<{ action: string }>) {
      if (event.detail.action !== 'unblock') return actOnStrip(appStores(), event)
      const peer = parseConversationKey(chatPages.of(this).chat.key)
      if (peer !== null) attempt(unblockPerson(peer.targetId))
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
