import type { Builtin } from './builtin'
import { boolean, flag, string, text } from './properties'
import { TextField, textFieldProperties } from './text-field'

const MODES: Record<string, string> = {
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  tel: 'tel',
}
const ENTER_HINTS = ['send', 'search', 'next', 'go', 'done']

/** `<input>`: one line; Enter confirms. */
export const input: Builtin = {
  tag: 'input',
  properties: {
    ...textFieldProperties,
    type: string('text'),
    password: boolean(),
    placeholderClass: string('input-placeholder'),
    confirmType: string('done'),
    alwaysEmbed: boolean(),
    safePasswordCertPath: string(),
  },
  create(host) {
    const inner = host.document.createElement('input')
    inner.autocomplete = 'off'
    const field = new TextField(host, inner)
    inner.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) field.confirm()
    })
    host.element.addEventListener('click', (event) => {
      if (event.target !== inner && !inner.disabled) inner.focus()
    })
    return {
      update(name) {
        if (name === 'type' || name === 'password') {
          const type = text(host, 'type')
          inner.type = flag(host, 'password') || type === 'safe-password' ? 'password' : 'text'
          inner.inputMode = MODES[type] ?? 'text'
        } else if (name === 'confirmType') {
          const hint = text(host, 'confirmType')
          inner.enterKeyHint = ENTER_HINTS.includes(hint) ? hint : 'done'
        } else field.update(name)
      },
      tap: () => field.tapped(),
      attached: () => field.attached(),
      detached: () => field.detached(),
      methods: field.methods,
    }
  },
}
