import { mirrorAria } from './aria'
import type { Builtin } from './builtin'
import { joinForm } from './form-field'
import { boolean, flag, number, numeric, string, text } from './properties'

/** `<slider>`: the browser's own range control, so that keys work too. */
export const slider: Builtin = {
  tag: 'slider',
  properties: {
    name: string(),
    min: number(0),
    max: number(100),
    step: number(1),
    value: number(0),
    disabled: boolean(),
    color: string('#e9e9e9'),
    backgroundColor: string('#e9e9e9'),
    selectedColor: string('#1aad19'),
    activeColor: string('#1aad19'),
    blockSize: number(28),
    blockColor: string('#ffffff'),
    showValue: boolean(),
  },
  create(host) {
    const range = host.document.createElement('input')
    range.type = 'range'
    const label = host.document.createElement('span')
    label.className = 'wx-slider-value'
    host.element.append(range, label)
    mirrorAria(host.element, range)

    const draw = (): void => {
      const span = Number(range.max) - Number(range.min)
      const share = span > 0 ? (Number(range.value) - Number(range.min)) / span : 0
      range.style.setProperty('--wx-share', `${share * 100}%`)
      label.textContent = range.value
    }
    const report = (event: string): void => {
      host.set('value', Number(range.value))
      draw()
      host.trigger(event, { value: Number(range.value) })
    }
    range.addEventListener('input', () => report('changing'))
    range.addEventListener('change', () => report('change'))
    const slideTo = (value: number): void => {
      range.value = String(value)
      report('change')
    }
    joinForm(host, {
      value: () => Number(range.value),
      reset: () => {
        range.value = String(numeric(host, 'min'))
        host.set('value', Number(range.value))
        draw()
      },
    })
    return {
      update() {
        range.min = String(numeric(host, 'min'))
        range.max = String(numeric(host, 'max', 100))
        range.step = String(numeric(host, 'step', 1) || 1)
        range.value = String(numeric(host, 'value'))
        range.disabled = flag(host, 'disabled')
        range.style.setProperty('--wx-track', text(host, 'backgroundColor'))
        range.style.setProperty('--wx-on', text(host, 'activeColor'))
        range.style.setProperty('--wx-block', text(host, 'blockColor'))
        range.style.setProperty('--wx-size', `${numeric(host, 'blockSize', 28)}px`)
        label.hidden = !flag(host, 'showValue')
        draw()
      },
      methods: { slideTo },
    }
  },
}
