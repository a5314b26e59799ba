import type { PlusItem } from '../plus-panel/plus-panel'
import { eraseBeforeCursor, insertAtCursor, type TextAtCursor } from '../../../utils/text-edit'

const MAX_LINES = 5

/** What the field must show, once for each `revision`. */
export interface ComposerValue extends TextAtCursor {
  revision: number
}

/** The bar over the field: what is answered, or that a message is edited. */
export interface ComposerBanner {
  kind: 'quote' | 'edit'
  title: string
  text: string
}

type Panel = '' | 'emoji' | 'plus'

/**
 * Where a message is written: voice, a field that grows from one to five lines, emoji, and plus or send. What is typed
 * stays until the page says otherwise, so a refused message is never lost.
 *
 * Events: `send {text}`, `draft {text, cursor}` on every change, `panel {isOpen}` when a panel opens or closes,
 * `keyboard {height}` in px of the window, `resize` when the bar grew or shrank, `attach {name}` from the plus panel,
 * `bannerclose`, and those of hold-to-talk: `recorded {path, durationSeconds}`, `recordfailed {reason}`.
 */
Component({
  properties: {
    /** `ComposerValue`: a new revision replaces what is typed. */
    value: { type: null, value: null },
    /** Why the last text was not taken; empty when none. */
    failure: { type: String, value: '' },
    /** Words: placeholder, send, emoji, keyboard, erase, voice, more, close, and those of hold-to-talk. */
    words: {
      type: Object,
      value: { placeholder: '', send: '', emoji: '', keyboard: '', erase: '' },
    },
    disabled: { type: Boolean, value: false },
    /** Offers voice and the plus panel. */
    rich: { type: Boolean, value: false },
    /** `PlusItem[]` of the plus panel. */
    attachments: { type: Array, value: [] },
    /** `ComposerBanner`, or null. */
    banner: { type: null, value: null },
    /** Height of the on-screen keyboard in px: while it is up, the home bar needs no room. */
    keyboardHeight: { type: Number, value: 0 },
  },
  data: {
    text: '',
    cursor: -1,
    panel: '' as Panel,
    isFocused: false,
    isVoice: false,
    hasText: false,
    canSend: false,
    isTall: false,
  },
  observers: {
    value(value: ComposerValue | null) {
      if (value === null || value.revision === at(this).revision) return
      at(this).revision = value.revision
      this.write(value)
    },
    banner(banner: ComposerBanner | null) {
      if (banner === null) return
      // Whoever quotes or edits is about to type.
      this.setData({ isVoice: false, isFocused: true })
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
      this.setPanel('')
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
      Object.assign(at(this), { text: value, cursor: cursor ?? value.length })
      const look = looks(value)
      if (look.hasText !== this.data.hasText || look.canSend !== this.data.canSend) {
        this.setData(look)
      }
      this.tellDraft()
    },
    onBlur(event: WechatMiniprogram.TextareaBlur) {
      const { cursor } = event.detail as { cursor?: number }
      if (cursor !== undefined) at(this).cursor = cursor
      this.setData({ isFocused: false })
    },
    onFocus() {
      this.setData({ isFocused: true })
      this.setPanel('')
    },
    onKeyboardHeight(event: WechatMiniprogram.TextareaKeyboardHeightChange) {
      this.triggerEvent('keyboard', { height: event.detail.height })
    },
    onVoiceTap() {
      const isVoice = !this.data.isVoice
      if (isVoice) {
        this.rest()
        // Asked for now, so that the first hold is not spent on the question.
        void wx.authorize({ scope: 'scope.record', fail: ignore })
      }
      this.setData({ isVoice, isFocused: !isVoice })
      this.triggerEvent('resize')
    },
    onEmojiTap() {
      this.switchPanel('emoji')
    },
    onPlusTap() {
      this.switchPanel('plus')
    },
    onAttach(event: WechatMiniprogram.CustomEvent<{ name: string }>) {
      const items = this.data.attachments as PlusItem[]
      const item = items.find(({ name }) => name === event.detail.name)
      // A switch leaves the panel open, so that one sees it turn.
      if (item?.isOn === undefined) this.setPanel('')
      this.triggerEvent('attach', event.detail)
    },
    onPick(event: WechatMiniprogram.CustomEvent<{ emoji: string }>) {
      this.edit(insertAtCursor(at(this), event.detail.emoji))
    },
    onErase() {
      this.edit(eraseBeforeCursor(at(this)))
    },
    onBannerCloseTap() {
      this.triggerEvent('bannerclose')
    },
    onRecorded(event: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('recorded', event.detail)
    },
    onRecordFailed(event: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('recordfailed', event.detail)
    },
    onSend() {
      if (!this.data.disabled) this.triggerEvent('send', { text: at(this).text })
    },
    edit(next: TextAtCursor) {
      this.write(next)
      this.tellDraft()
    },
    tellDraft() {
      const { text, cursor } = at(this)
      this.triggerEvent('draft', { text, cursor })
    },
    write(next: TextAtCursor) {
      const { text, cursor } = next
      // The view knows what was typed, `data` does not: an equal value would not be drawn again.
      if (this.data.text === text && at(this).text !== text) this.setData({ text: at(this).text })
      Object.assign(at(this), { text, cursor })
      this.setData({ text, cursor, ...looks(text) })
    },
    switchPanel(wanted: Panel) {
      const opens = this.data.panel !== wanted
      this.setPanel(opens ? wanted : '')
      this.setData({ isFocused: !opens, isVoice: false })
    },
    setPanel(panel: Panel) {
      if (panel === this.data.panel) return
      this.setData({ panel })
      this.triggerEvent('panel', { isOpen: panel !== '' })
    },
  },
})

/** Anything typed turns plus into send; only spaces cannot be sent. */
function looks(text: string): { hasText: boolean; canSend: boolean } {
  return { hasText: text !== '', canSend: text.trim() !== '' }
}

/** The keyboard went by itself meanwhile; or the microphone was refused, which the next hold tells. */
function ignore(): void {}

/** What is typed, kept off `data`: the field knows it already, and a setData a key stroke would fight with typing. */
const typed = new WeakMap<object, ComposerValue>()

function at(composer: object): ComposerValue {
  let now = typed.get(composer)
  if (!now) {
    now = { text: '', cursor: 0, revision: -1 }
    typed.set(composer, now)
  }
  return now
}
