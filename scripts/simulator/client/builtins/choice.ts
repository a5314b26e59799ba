import type { Builtin, BuiltinElement, BuiltinHost } from './builtin'
import { registerControl, takeTap } from './controls'
import { ElementRegistry } from './element-registry'
import { joinForm } from './form-field'
import { boolean, call, flag, string, text } from './properties'

interface Choice {
  element: Element
  value(): string
  isChecked(): boolean
  check(isChecked: boolean): void
}

const choices = new ElementRegistry<Choice>()
const properties = {
  value: string(),
  checked: boolean(),
  disabled: boolean(),
  color: string('#09BB07'),
  backgroundColor: string('#ffffff'),
  borderColor: string('#d1d1d1'),
  activeBackgroundColor: string('#ffffff'),
  activeBorderColor: string('#d1d1d1'),
}

/** `<checkbox>`: reports to the checkbox-group around it. */
export const checkbox: Builtin = {
  tag: 'checkbox',
  properties,
  create: (host) => createChoice(host, 'checkbox-group', (isChecked) => !isChecked),
}

/** `<radio>`: one of its radio-group; a tap never takes the choice back. */
export const radio: Builtin = {
  tag: 'radio',
  properties,
  create: (host) => createChoice(host, 'radio-group', () => true),
}

/** `<checkbox-group>`: `change` carries the values of what is checked. */
export const checkboxGroup: Builtin = {
  tag: 'checkbox-group',
  properties: { name: string() },
  create: (host) =>
    createGroup(host, (all) =>
      all.filter((choice) => choice.isChecked()).map((one) => one.value()),
    ),
}

/** `<radio-group>`: `change` carries the one value. */
export const radioGroup: Builtin = {
  tag: 'radio-group',
  properties: { name: string() },
  create: (host) =>
    createGroup(
      host,
      (all) => all.find((choice) => choice.isChecked())?.value() ?? '',
      (all, chosen) => {
        for (const choice of all) if (choice.element !== chosen) choice.check(false)
      },
    ),
}

function createChoice(
  host: BuiltinHost,
  groupTag: string,
  next: (isChecked: boolean) => boolean,
): BuiltinElement {
  const { element } = host
  const mark = host.document.createElement('i')
  mark.className = 'wx-choice-mark'
  element.prepend(mark)
  let isChecked = false
  const show = (value: boolean): void => {
    isChecked = value
    element.toggleAttribute('wx-checked', value)
    element.setAttribute('aria-checked', String(value))
  }
  const check = (value: boolean): void => {
    host.set('checked', value)
    show(value)
  }
  const press = (): void => {
    if (flag(host, 'disabled') || next(isChecked) === isChecked) return
    check(next(isChecked))
    call(host.closest(groupTag), 'changed', element)
  }
  choices.set(element, {
    element,
    value: () => text(host, 'value'),
    isChecked: () => isChecked,
    check,
  })
  registerControl(element, press)
  return {
    update(name) {
      if (name === 'checked') {
        show(flag(host, 'checked'))
        // A radio checked by data takes the place of the one checked before.
        if (isChecked) call(host.closest(groupTag), 'settle', element)
      }
      if (name === 'disabled') {
        element.toggleAttribute('wx-disabled', flag(host, 'disabled'))
        element.setAttribute('aria-disabled', String(flag(host, 'disabled')))
      }
      if (name === 'color') mark.style.color = text(host, 'color')
    },
    tap() {
      takeTap()
      press()
    },
    methods: { press },
  }
}

function createGroup(
  host: BuiltinHost,
  value: (all: Choice[]) => unknown,
  settle: (all: Choice[], chosen: Element) => void = () => undefined,
): BuiltinElement {
  const all = (): Choice[] => choices.within(host.element)
  joinForm(host, {
    value: () => value(all()),
    reset: () => all().forEach((choice) => choice.check(false)),
  })
  return {
    update: () => undefined,
    methods: {
      settle: (chosen: Element) => settle(all(), chosen),
      changed: (chosen: Element) => {
        settle(all(), chosen)
        host.trigger('change', { value: value(all()) })
      },
    },
  }
}
