import type { MessageRow } from '../../../models/rows'

/**
 * One message of a chat, with the date and the unread divider above it where they belong.
 * Events: `retry {id}`, `open {id}` (picture, voice, file, place, card, chat history, contact), `person {userId}`,
 * `mention {userId}` on a long press of a picture, `menu {id, x, y}` on a long press of the bubble (px of the window),
 * `quoted {id}`, `react {id, emoji}`, `reactors {id}` on a long press of a reaction, `readers {id}`, `reedit {id}`,
 * `cancel {id}` of an upload, `toggle {id}` while selecting, `part {kind, text}` for a tapped link or number,
 * `act {id, name}` for a button of a custom card. A tapped mention is `person`, too.
 */
Component({
  properties: {
    /** `MessageRow` of models/rows. */
    row: { type: null, value: null },
    /** Words of the row's states and labels. */
    words: { type: Object, value: {} },
    /** Own message that says how it stands even when all is well: the newest own one. */
    showsState: { type: Boolean, value: false },
    /** The voice message sounds now. */
    playing: { type: Boolean, value: false },
    /** Lit for a moment after a jump to it. */
    flash: { type: Boolean, value: false },
    /** A tap anywhere selects. */
    selecting: { type: Boolean, value: false },
    /** Seconds left of a message that burns; 0 while it is closed. */
    burning: { type: Number, value: 0 },
  },
  methods: {
    onRetryTap() {
      this.tell('retry')
    },
    onBubbleTap() {
      this.tell('open')
    },
    onQuoteTap() {
      this.tell('quoted')
    },
    onReadersTap() {
      this.tell('readers')
    },
    onReEditTap() {
      this.tell('reedit')
    },
    onCancelTap() {
      this.tell('cancel')
    },
    onToggleTap() {
      this.tell('toggle')
    },
    onReactionTap(event: WechatMiniprogram.TouchEvent) {
      const { emoji } = event.currentTarget.dataset as { emoji: string }
      this.triggerEvent('react', { id: this.rowId(), emoji })
    },
    onReactionLongPress() {
      this.tell('reactors')
    },
    onPartTap(event: WechatMiniprogram.TouchEvent) {
      const { kind, text, user } = event.currentTarget.dataset as Record<string, string>
      if (kind === 'mention' && user) this.triggerEvent('person', { userId: user })
      else if (kind === 'link' || kind === 'phone') this.triggerEvent('part', { kind, text })
      else this.tell('open')
    },
    onActTap(event: WechatMiniprogram.TouchEvent) {
      const { name } = event.currentTarget.dataset as { name: string }
      this.triggerEvent('act', { id: this.rowId(), name })
    },
    onPersonTap() {
      this.triggerEvent('person', { userId: this.senderId() })
    },
    onPersonLongPress() {
      this.triggerEvent('mention', { userId: this.senderId() })
    },
    onLongPress(event: WechatMiniprogram.TouchEvent) {
      const touch = event.touches[0]
      this.triggerEvent('menu', {
        id: this.rowId(),
        x: touch?.clientX ?? 0,
        y: touch?.clientY ?? 0,
      })
    },
    tell(event: string) {
      this.triggerEvent(event, { id: this.rowId() })
    },
    senderId(): string {
      return (this.data.row as MessageRow | null)?.senderId ?? ''
    },
    rowId(): string {
      return (this.data.row as MessageRow | null)?.id ?? ''
    },
  },
})
