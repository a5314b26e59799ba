import type { MessageRow } from '../../models/rows'

/**
 * One message of a chat, with the date and the unread divider above it where they belong.
 * Events: `retry {id}`, `open {id}` (picture, voice, file, place, card), `person {userId}`,
 * `menu {id, x, y, top, bottom}` on a long press; positions are px of the window.
 */
Component({
  properties: {
    /** `MessageRow` of models/rows. */
    row: { type: null, value: null },
    /** Words: retry, sending, sent, unread, voice, you. */
    words: { type: Object, value: {} },
    /** Own message that says how it stands even when all is well: the newest own one. */
    showsState: { type: Boolean, value: false },
    /** The voice message sounds now. */
    playing: { type: Boolean, value: false },
    /** Lit for a moment after a jump to it. */
    flash: { type: Boolean, value: false },
  },
  methods: {
    onRetryTap() {
      this.triggerEvent('retry', { id: this.rowId() })
    },
    onBubbleTap() {
      this.triggerEvent('open', { id: this.rowId() })
    },
    onPersonTap() {
      this.triggerEvent('person', { userId: (this.data.row as MessageRow | null)?.senderId ?? '' })
    },
    onLongPress(event: WechatMiniprogram.TouchEvent) {
      const touch = event.touches[0]
      this.triggerEvent('menu', {
        id: this.rowId(),
        x: touch?.clientX ?? 0,
        y: touch?.clientY ?? 0,
      })
    },
    rowId(): string {
      return (this.data.row as MessageRow | null)?.id ?? ''
    },
  },
})
