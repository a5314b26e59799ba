import type { PlusItem } from '../plus-panel/plus-panel'
import { eraseBeforeCursor, insertAtCursor, type TextAtCursor } from '../../../utils/text-edit'

const MAX_LINES = 5
/** A keyboard this low is the bar of one made of keys: no measure for a panel, px. */
const LOWEST_KEYBOARD_PX = 220
/** A field that was given the focus and has no keyboard after this: one types on keys. */
const KEYBOARD_COMES_WITHIN_MS = 500

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

/** What stands in the bar and under it. */
interface Arrangement {
  panel: Panel
  isFocused: boolean
  isVoice: boolean
}

/**
 * Where a message is written: voice, a field that grows from one to five lines, emoji, and plus or send. What is typed
 * stays until the page says otherwise, so a refused message is never lost.
 *
 * Under the bar is the floor: as high as the keyboard that lies over it, or a panel in the keyboard's place, of the
 * same height, so that the bar stays where it is when one follows the other.
 *
 * Events: `send {text}`, `draft {text, cursor}` on every change, `resize` when the composer grew or shrank (what the
 * page sets in its handler is drawn together with it), `keyboard {height}` in px when an on-screen keyboard came up,
 * `attach {name}` from the plus panel, `bannerclose`, `failureact`, and those of hold-to-talk:
 * `recorded {path, durationSeconds}`, `recordfinished {recorded, isUnwanted}`, `recordfailed {reason}`.
 *
 * What stands in the bar's place for a while, e.g. a recording to listen to, goes into the slot.
 */
Component({
  properties: {
    /** `ComposerValue`: a new revision replaces what is typed. */
    value: { type: null, value: null },
    /** Why the last text was not taken; empty when none. */
    failure: { type: String, value: '' },
    /** What can be done about it, in words; empty when nothing. */
    failureAction: { type: String, value: '' },
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
    /** Height the panels take, px: that of the keyboard on this phone. 0 while it is not known. */
    panelHeight: { type: Number, value: 0 },
    /** Out of sight, e.g. while messages are being selected. */
    isAside: { type: Boolean, value: false },
    /** The slot is shown, and the bar is not. */
    isBarTaken: { type: Boolean, value: false },
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
    /** px; 0 leaves the room of the home bar, or the height a panel has by itself. */
    floorHeight: 0,
  },
  lifetimes: {
    detached() {
      this.stopWaiting()
    },
  },
  pageLifetimes: {
    /** Another page or the background: the keyboard goes, and tells nobody. */
    hide() {
      at(this).keyboard = 0
      if (this.data.isFocused || this.data.floorHeight > 0) this.arrange({ isFocused: false })
    },
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
    isAside(isAside: boolean) {
      if (isAside) this.rest()
    },
    isBarTaken(isBarTaken: boolean) {
      if (isBarTaken) this.rest()
    },
  },
  methods: {
    /** Empties the field, after the page took the text. */
    clear() {
      this.write({ text: '', cursor: 0 })
    },
    /** Puts keyboard and panel away: the reader turned to the list. */
    rest() {
      if (!this.data.isFocused && this.data.panel === '') return
      if (this.data.isFocused) void wx.hideKeyboard({ fail: ignore })
      this.arrange({ panel: '', isFocused: false })
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
      const { cursor = at(this).cursor } = event.detail as { cursor?: number }
      at(this).cursor = cursor
      // The next focus finds the cursor where it was.
      this.setData({ isFocused: false, cursor })
    },
    onFocus() {
      this.setData({ isFocused: true })
      if (this.data.panel === '') return
      // The panel stays until the keyboard lies over it.
      this.stopWaiting()
      at(this).waiting = setTimeout(() => this.arrange({ panel: '' }), KEYBOARD_COMES_WITHIN_MS)
    },
    /** WeChat may tell the same height more than once. */
    onKeyboardHeight(event: WechatMiniprogram.TextareaKeyboardHeightChange) {
      const { height } = event.detail
      if (height === at(this).keyboard) return
      at(this).keyboard = height
      this.stopWaiting()
      this.arrange(height > 0 ? { panel: '' } : {})
      if (height >= LOWEST_KEYBOARD_PX) this.triggerEvent('keyboard', { height })
    },
    onVoiceTap() {
      const isVoice = !this.data.isVoice
      if (isVoice) {
        this.rest()
        // Asked for now, so that the first hold is not spent on the question.
        void wx.authorize({ scope: 'scope.record', fail: ignore })
      }
      this.arrange({ isVoice, isFocused: !isVoice })
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
      if (item?.isOn === undefined) this.arrange({ panel: '' })
      this.triggerEvent('attach', event.detail)
    },
    onPick(event: WechatMiniprogram.CustomEvent<{ emoji: string }>) {
      this.edit(insertAtCursor(at(this), event.detail.emoji))
    },
    onErase() {
      this.edit(eraseBeforeCursor(at(this)))
    },
    onFailureActionTap() {
      this.triggerEvent('failureact')
    },
    onBannerCloseTap() {
      this.triggerEvent('bannerclose')
    },
    onRecorded(event: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('recorded', event.detail)
    },
    onRecordFinished(event: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('recordfinished', event.detail)
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
      const { data } = this
      // The view knows what was typed and where the cursor is, `data` does not: equal values would not be drawn again.
      const isOldText = data.text === text && at(this).text !== text
      const isOldCursor = data.cursor === cursor && cursor < text.length
      if (isOldText || isOldCursor) this.setData({ text: at(this).text, cursor: -1 })
      Object.assign(at(this), { text, cursor })
      this.setData({ text, cursor, ...looks(text) })
    },
    switchPanel(wanted: Panel) {
      // The icon of the open panel shows a keyboard, which takes the panel's place when it is there.
      if (this.data.panel === wanted) this.setData({ isFocused: true })
      else this.arrange({ panel: wanted, isFocused: false, isVoice: false })
    },
    /** The bar, its floor and what the page does about it reach the screen together. */
    arrange(patch: Partial<Arrangement>) {
      this.groupSetData(() => {
        const { panel = this.data.panel } = patch
        const { keyboard } = at(this)
        const floorHeight = panel === '' ? keyboard : Math.max(keyboard, this.data.panelHeight)
        this.setData({ ...patch, floorHeight })
        this.triggerEvent('resize')
      })
    },
    stopWaiting() {
      const { waiting } = at(this)
      if (waiting !== undefined) clearTimeout(waiting)
    },
  },
})

/** Anything typed turns plus into send; only spaces cannot be sent. */
function looks(text: string): { hasText: boolean; canSend: boolean } {
  return { hasText: text !== '', canSend: text.trim() !== '' }
}

/** The keyboard went by itself meanwhile; or the microphone was refused, which the next hold tells. */
function ignore(): void {}

/** Kept off `data`: the field knows what is typed already, and a setData a key stroke would fight with typing. */
interface ComposerState extends ComposerValue {
  /** Height of the keyboard that is up now, px. */
  keyboard: number
  /** Until the keyboard takes the panel's place. */
  waiting?: ReturnType<typeof setTimeout>
}

const states = new WeakMap<object, ComposerState>()

function at(composer: object): ComposerState {
  let now = states.get(composer)
  if (!now) {
    now = { text: '', cursor: 0, revision: -1, keyboard: 0 }
    states.set(composer, now)
  }
  return now
}
