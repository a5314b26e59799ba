import type { Builtin } from './builtin'
import { registerControl, takeTap } from './controls'
import { joinForm } from './form-field'
import { boolean, flag, string, text } from './properties'

/** `<switch>`, or a lone checkbox with `type="checkbox"`. */
export const switchElement: Builtin = {
  tag: 'switch',
  properties: {
    name: string(),
    checked: boolean(),
    disabled: boolean(),
    type: string('switch'),
    color: string('#04BE02'),
  },
  create(host) {
    const { element } = host
    const mark = host.document.createElement('i')
    element.append(mark)
    let isChecked = false
    const show = (value: boolean): void => {
      isChecked = value
      element.toggleAttribute('wx-checked', value)
      element.setAttribute('aria-checked', String(value))
    }
    const press = (): void => {
      if (flag(host, 'disabled')) return
      show(!isChecked)
      host.set('checked', isChecked)
      host.trigger('change', { value: isChecked })
    }
    registerControl(element, press)
    joinForm(host, {
      value: () => isChecked,
      reset: () => {
        show(false)
        host.set('checked', false)
      },
    })
    return {
      update(name) {
        if (name === 'checked') show(flag(host, 'checked'))
        if (name === 'disabled') element.toggleAttribute('wx-disabled', flag(host, 'disabled'))
        if (name === 'color') mark.style.setProperty('--wx-on', text(host, 'color'))
        if (name === 'type')
          mark.className = text(host, 'type') === 'checkbox' ? 'wx-choice-mark' : 'wx-switch-track'
      },
      tap() {
        takeTap()
        press()
      },
      methods: { press, tap: press },
    }
  },
}
