import type { Builtin } from './builtin'
import { registerControl, takeTap } from './controls'
import { attachHover } from './hover'
import { openAs } from './open-type'
import { boolean, call, flag, number, numeric, string, text } from './properties'

/** `<button>`: looks from base.css by attributes; submits or resets its form; `open-type` asks WeChat for something. */
export const button: Builtin = {
  tag: 'button',
  properties: {
    size: string('default'),
    type: string('default'),
    plain: boolean(),
    disabled: boolean(),
    loading: boolean(),
    formType: string(),
    openType: string(),
    hoverClass: string('button-hover'),
    hoverStopPropagation: boolean(),
    hoverStartTime: number(20),
    hoverStayTime: number(70),
    lang: string('en'),
    sessionFrom: string(),
    sendMessageTitle: string(),
    sendMessagePath: string(),
    sendMessageImg: string(),
    showMessageCard: boolean(),
    appParameter: string(),
    phoneNumberNoQuotaToast: boolean(true),
  },
  create(host) {
    const { element } = host
    const spinner = host.document.createElement('i')
    spinner.className = 'wx-button-spinner'
    const isDisabled = (): boolean => flag(host, 'disabled')
    const press = (): void => {
      if (isDisabled()) return
      const form = host.closest('form')
      if (text(host, 'formType') === 'submit') call(form, 'submit', element)
      if (text(host, 'formType') === 'reset') call(form, 'reset')
      if (text(host, 'openType')) openAs(host, text(host, 'openType'))
    }
    attachHover(element, () => ({
      classes: hoverClasses(),
      startTimeMs: numeric(host, 'hoverStartTime', 20),
      stayTimeMs: numeric(host, 'hoverStayTime', 70),
      stopsPropagation: flag(host, 'hoverStopPropagation'),
    }))
    registerControl(element, press)
    const hoverClasses = (): string => {
      const names = text(host, 'hoverClass')
      if (isDisabled() || names === 'none') return ''
      return names === 'button-hover'
        ? `${names} ${host.scopedClass(names)}`
        : host.scopedClass(names)
    }
    return {
      update() {
        element.setAttribute('wx-type', text(host, 'type'))
        element.setAttribute('wx-size', text(host, 'size'))
        element.toggleAttribute('wx-plain', flag(host, 'plain'))
        element.toggleAttribute('wx-disabled', isDisabled())
        element.setAttribute('aria-disabled', String(isDisabled()))
        if (flag(host, 'loading')) element.prepend(spinner)
        else spinner.remove()
      },
      tap() {
        takeTap()
        press()
      },
      swallowsTap: isDisabled,
      methods: { press },
    }
  },
}
