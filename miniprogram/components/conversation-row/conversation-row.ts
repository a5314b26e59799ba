import type { ConversationRow } from '../../models/rows'

/** What a person can do to a row by swiping it. */
export type RowAction = 'pin' | 'mute' | 'delete'

/**
 * One conversation of the list. Events carry its key: `open {id}`, `menu {id, x, y}` on a long press,
 * `act {id, action}` from the buttons a swipe uncovers, `swipe {id}` when they come into view.
 */
Component({
  properties: {
    /** `ConversationRow` of models/rows. */
    row: { type: null, value: null },
    /** Words: pin, unpin, mute, unmute, remove, muted, pinned, unread, draft. */
    words: { type: Object, value: {} },
    last: { type: Boolean, value: false },
  },
  data: { isUncovered: false, hasButtons: false },
  methods: {
    onTap() {
      if (this.data.isUncovered) this.cover()
      else this.triggerEvent('open', { id: this.rowId() })
    },
    onLongPress(event: WechatMiniprogram.TouchEvent) {
      if (this.data.isUncovered) return
      const touch = event.touches[0]
      this.triggerEvent('menu', {
        id: this.rowId(),
        x: touch?.clientX ?? 0,
        y: touch?.clientY ?? 0,
      })
    },
    onActionTap(event: WechatMiniprogram.TouchEvent) {
      const { action } = event.currentTarget.dataset as { action: RowAction }
      this.cover()
      this.triggerEvent('act', { id: this.rowId(), action })
    },
    /** Called by conversation-row.wxs: rows that are never swiped need no buttons. */
    onSwipeStart() {
      if (!this.data.hasButtons) this.setData({ hasButtons: true })
    },
    /** Called by conversation-row.wxs when a swipe ends. */
    onSwiped(detail: { isUncovered: boolean }) {
      if (detail.isUncovered === this.data.isUncovered) return
      this.setData({ isUncovered: detail.isUncovered })
      if (detail.isUncovered) this.triggerEvent('swipe', { id: this.rowId() })
    },
    /** Slides the row back over its buttons. */
    cover() {
      if (this.data.isUncovered) this.setData({ isUncovered: false })
    },
    rowId(): string {
      return (this.data.row as ConversationRow | null)?.id ?? ''
    },
  },
})
