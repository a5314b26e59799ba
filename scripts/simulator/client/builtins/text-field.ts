import { mirrorAria } from './aria'
import { registerControl, takeTap } from './controls'
import type { BuiltinElement, BuiltinHost, BuiltinProperty } from './builtin'
import { keyboardOf, type KeyboardUser } from './keyboard'
import { any, boolean, flag, number, numeric, setClasses, string, text } from './properties'
import { joinForm } from './form-field'

/** What input and textarea have in common. */
export const textFieldProperties: Record<string, BuiltinProperty> = {
  name: string(),
  value: any(''),
  placeholder: string(),
  placeholderStyle: string(),
  disabled: boolean(),
  maxlength: number(140),
  cursorSpacing: any(0),
  autoFocus: boolean(),
  focus: boolean(),
  cursor: number(-1),
  cursorColor: string(),
  selectionStart: number(-1),
  selectionEnd: number(-1),
  confirmHold: boolean(),
  holdKeyboard: boolean(),
  adjustPosition: boolean(true),
}

export type FieldElement = HTMLInputElement | HTMLTextAreaElement

/** Fields that keep the keyboard when something else is touched (`hold-keyboard`), by their inner element. */
const holding = new WeakSet<Element>()
const guardedDocuments = new WeakSet<Document>()

/**
 * Drives the browser's own field inside `<input>` and `<textarea>`. Composition (IME) is left alone until it ends:
 * neither events nor values of the mini-program interrupt it.
 */
export class TextField {
  private isFocused = false
  private isComposing = false
  private height = 0
  private readonly placeholder: HTMLElement
  private readonly user: KeyboardUser

  constructor(
    private readonly host: BuiltinHost,
    readonly field: FieldElement,
    /** Called after the text changed, whoever changed it. */
    private readonly changed: () => void = () => undefined,
  ) {
    this.placeholder = host.document.createElement('div')
    this.placeholder.setAttribute('aria-hidden', 'true')
    host.element.append(this.placeholder, field)
    mirrorAria(host.element, field)
    holdKeyboardIn(host.document)
    this.user = {
      element: host.element,
      heightChanged: (detail) => {
        if (detail.height === this.height) return
        this.height = detail.height
        host.trigger('keyboardheightchange', detail)
      },
    }
    this.listen()
    registerControl(host.element, () => this.field.focus())
    joinForm(host, {
      value: () => this.field.value,
      reset: () => this.write('', 'reset'),
    })
  }

  update(name: string): void {
    const { host, field } = this
    switch (name) {
      case 'value':
        if (!this.isComposing && field.value !== text(host, 'value')) this.show(text(host, 'value'))
        break
      case 'placeholder':
      case 'placeholderStyle':
      case 'placeholderClass':
        this.drawPlaceholder()
        break
      case 'disabled':
        field.disabled = flag(host, 'disabled')
        break
      case 'maxlength':
        if (this.limit === Infinity) field.removeAttribute('maxlength')
        else field.maxLength = this.limit
        break
      case 'cursorColor':
        field.style.caretColor = text(host, 'cursorColor')
        break
      case 'holdKeyboard':
        if (flag(host, 'holdKeyboard')) holding.add(field)
        else holding.delete(field)
        break
      case 'focus':
        this.applyFocus(flag(host, 'focus'))
        break
      case 'cursor':
      case 'selectionStart':
      case 'selectionEnd':
        if (this.isFocused) this.applySelection()
        break
    }
  }

  attached(): void {
    if (flag(this.host, 'focus') || flag(this.host, 'autoFocus')) this.applyFocus(true)
  }

  /** A finger has brought the focus already; automation's taps bring it here. */
  tapped(): void {
    takeTap()
    if (!this.isFocused) this.field.focus({ preventScroll: true })
  }

  detached(): void {
    this.lost()
  }

  readonly methods: BuiltinElement['methods'] = {
    /** As if the person had typed exactly this text. */
    input: (value: string) => this.write(String(value).slice(0, this.limit), 'input'),
    confirm: () => this.confirm(),
    press: () => this.field.focus(),
    value: () => this.field.value,
    blur: () => this.field.blur(),
  }

  /** Enter was pressed, or the keyboard's confirm key. */
  confirm(): void {
    this.host.trigger('confirm', { value: this.field.value })
    if (!flag(this.host, 'confirmHold')) this.field.blur()
  }

  private get limit(): number {
    const limit = numeric(this.host, 'maxlength', 140)
    return limit < 0 ? Infinity : limit
  }

  private listen(): void {
    const { field } = this
    let keyCode = 0
    field.addEventListener('keydown', (event) => {
      keyCode = (event as KeyboardEvent).keyCode
    })
    field.addEventListener('compositionstart', () => {
      this.isComposing = true
      this.placeholder.hidden = true
    })
    field.addEventListener('compositionend', () => {
      this.isComposing = false
      this.report(0)
    })
    field.addEventListener('input', () => {
      // The browser fires input for every step of a composition; its end is reported above.
      if (!this.isComposing) this.report(keyCode)
    })
    field.addEventListener('focus', () => this.gained())
    field.addEventListener('blur', () => this.lost())
    field.addEventListener('select', () => {
      const { selectionStart, selectionEnd } = field
      this.host.trigger('selectionchange', { selectionStart, selectionEnd })
    })
  }

  /** A change made by the person: the property follows, which is what `model:value` listens to. */
  private report(keyCode: number): void {
    const { host, field } = this
    host.set('value', field.value)
    this.placeholder.hidden = field.value !== ''
    this.changed()
    host.trigger('input', { value: field.value, cursor: field.selectionStart ?? 0, keyCode })
  }

  private write(value: string, reason: 'input' | 'reset'): void {
    this.field.value = value
    if (reason === 'input') this.report(0)
    else {
      this.host.set('value', value)
      this.show(value)
    }
  }

  private show(value: string): void {
    this.field.value = value.slice(0, this.limit)
    this.placeholder.hidden = this.field.value !== ''
    this.changed()
  }

  private drawPlaceholder(): void {
    const { host, placeholder } = this
    const own = `wx-placeholder ${host.tag}-placeholder`
    const names = text(host, 'placeholderClass') || `${host.tag}-placeholder`
    setClasses(placeholder, own, host.scopedClass(names))
    placeholder.setAttribute('style', text(host, 'placeholderStyle'))
    placeholder.textContent = text(host, 'placeholder')
    placeholder.hidden = this.field.value !== ''
    // The visible placeholder is drawn by us for its class and style; this one names the field when nothing else does.
    if (!this.field.hasAttribute('aria-label'))
      this.field.setAttribute('aria-placeholder', text(host, 'placeholder'))
  }

  private applyFocus(wanted: boolean): void {
    // After the setData that asked for it, so that the field is in place and enabled.
    queueMicrotask(() => {
      if (!this.field.isConnected || wanted === this.isFocused) return
      if (!wanted) this.field.blur()
      else {
        this.field.focus({ preventScroll: true })
        // Without the system's focus the browser sends no event, yet typing would go here.
        if (this.host.document.activeElement === this.field) this.gained()
      }
    })
  }

  private gained(): void {
    if (this.isFocused) return
    this.isFocused = true
    const { host, field } = this
    this.applySelection()
    this.user.clearance = flag(host, 'adjustPosition') ? numeric(host, 'cursorSpacing') : undefined
    const keyboard = keyboardOf(host.phone)
    keyboard.open(this.user)
    host.trigger('focus', { value: field.value, height: this.height })
  }

  private lost(): void {
    if (!this.isFocused) return
    this.isFocused = false
    const { host, field } = this
    host.set('focus', false)
    keyboardOf(host.phone).close(this.user)
    host.trigger('blur', { value: field.value, cursor: field.selectionStart ?? 0 })
  }

  private applySelection(): void {
    const start = numeric(this.host, 'selectionStart', -1)
    const end = numeric(this.host, 'selectionEnd', -1)
    const cursor = numeric(this.host, 'cursor', -1)
    try {
      if (start >= 0 && end >= 0) this.field.setSelectionRange(start, end)
      else if (cursor >= 0) this.field.setSelectionRange(cursor, cursor)
    } catch {
      // Fields of type number have no selection.
    }
  }
}

/** One listener a document: a press outside the fields does not take the focus from one that holds the keyboard. */
function holdKeyboardIn(document: Document): void {
  if (guardedDocuments.has(document)) return
  guardedDocuments.add(document)
  document.addEventListener(
    'mousedown',
    (event) => {
      const { activeElement } = document
      if (!activeElement || !holding.has(activeElement)) return
      const target = event.target as Element
      if (!target.closest('input, textarea')) event.preventDefault()
    },
    true,
  )
}
