import { eraseBeforeCursor, insertAtCursor, type TextAtCursor } from '../../utils/text-edit'

const MAX_LINES = 5

/**
 * Where a message is written: a field that grows from one to five lines, emoji, send. What is typed stays until the
 * page calls `clear()`, so a refused message is never lost.
 *
 * Events: `send {text}`, `draft {text}` on every change, `panel {isOpen}` when the emoji panel opens or closes,
 * `keyboard {height}` in px of the window, `resize` when the field grew or shrank by a line.
 */
Component({
  properties: {
    /** Text to begin with; a later value replaces what is typed. */
    draft: { type: String, value: '' },
    /** Why the last text was not taken; empty when none. */
    failure: { type: String, value: '' },
    /** Words: placeholder, send, emoji, keyboard, erase. */
    words: {
      type: Object,
      value: { placeholder: '', send: '', emoji: '', keyboard: '', erase: '' },
    },
    disabled: { type: Boolean, value: false },
    /** Height of the on-screen keyboard in px: while it is up, the home bar needs no room. */
    keyboardHeight: { type: Number, value: 0 },
  },
  data: { text: '', isPanelOpen: false, isFocused: false, hasText: false, isTall: false },
  observers: {
    draft(draft: string) {
      this.write({ text: draft, cursor: draft.length })
    },
  },
  methods: {
    /** Empties the field, after the page took the text. */
    clear() {
      this.write({ text: '', cursor: 0 })
    },
    /** Puts keyboard and panel away: the reader turned to the list. */
    rest() {
      if (this.data.isFocused) void wx.hideKeyboard({ fail: ignore })
      this.setPanelOpen(false)
    },
    /** The field grows with its text up to five lines, then the text scrolls inside. */
    onLineChange(event: WechatMiniprogram.TextareaLineChange) {
      const isTall = event.detail.lineCount > MAX_LINES
      // The field may tell while its text is being set; its own look changes after that.
      wx.nextTick(() => {
        if (isTall !== this.data.isTall) this.setData({ isTall })
        this.triggerEvent('resize')
      })
    },
    onInput(event: WechatMiniprogram.TextareaInput) {
      const { value, cursor } = event.detail
      at(this).text = value
      at(this).cursor = cursor
      const hasText = value.trim() !== ''
      if (hasText !== this.data.hasText) this.setData({ hasText })
      this.triggerEvent('draft', { text: value })
    },
    onBlur(event: WechatMiniprogram.TextareaBlur) {
      const { cursor } = event.detail as { cursor?: number }
      if (cursor !== undefined) at(this).cursor = cursor
      this.setData({ isFocused: false })
    },
    onFocus() {
      this.setData({ isFocused: true })
      this.setPanelOpen(false)
    },
    onKeyboardHeight(event: WechatMiniprogram.TextareaKeyboardHeightChange) {
      this.triggerEvent('keyboard', { height: event.detail.height })
    },
    onEmojiTap() {
      const opens = !this.data.isPanelOpen
      this.setPanelOpen(opens)
      this.setData({ isFocused: !opens })
    },
    onPick(event: WechatMiniprogram.CustomEvent<{ emoji: string }>) {
      this.edit(insertAtCursor(at(this), event.detail.emoji))
    },
    onErase() {
      this.edit(eraseBeforeCursor(at(this)))
    },
    onSend() {
      if (!this.data.disabled) this.triggerEvent('send', { text: at(this).text })
    },
    edit(next: TextAtCursor) {
      this.write(next)
      this.triggerEvent('draft', { text: next.text })
    },
    write(next: TextAtCursor) {
      Object.assign(at(this), next)
      this.setData({ text: next.text, hasText: next.text.trim() !== '' })
    },
    setPanelOpen(isPanelOpen: boolean) {
      if (isPanelOpen === this.data.isPanelOpen) return
      this.setData({ isPanelOpen })
      this.triggerEvent('panel', { isOpen: isPanelOpen })
    },
  },
})

/** The keyboard went by itself meanwhile. */
function ignore(): void {}

/** What is typed, kept off `data`: the field knows it already, and a setData a key stroke would fight with typing. */
const typed = new WeakMap<object, TextAtCursor>()

function at(composer: object): TextAtCursor {
  let now = typed.get(composer)
  if (!now) {
    now = { text: '', cursor: 0 }
    typed.set(composer, now)
  }
  return now
}
