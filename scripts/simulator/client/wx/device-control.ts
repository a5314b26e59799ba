import type { Phone } from '../phone'
import { wxCall } from './wx-call'
import { requireString, WxError } from './wx-error'

/** Keyboard, vibration, screen and other parts of the device. */
export function deviceControl(phone: Phone): Record<string, unknown> {
  const focused = (): HTMLInputElement | HTMLTextAreaElement | undefined => {
    const element = phone.topPage()?.document.activeElement
    return element?.matches('input, textarea') ? (element as HTMLInputElement) : undefined
  }
  return {
    hideKeyboard: wxCall(phone, 'hideKeyboard', () => {
      const field = focused()
      if (!field) throw new WxError('input not exists')
      field.blur()
    }),
    getSelectedTextRange: wxCall(phone, 'getSelectedTextRange', () => {
      const field = focused()
      if (!field) throw new WxError('no focused input')
      return { start: field.selectionStart, end: field.selectionEnd }
    }),
    vibrateShort: wxCall<{ type: string }>(phone, 'vibrateShort', ({ type = 'medium' }) => {
      if (!['heavy', 'medium', 'light'].includes(type)) throw new WxError('style is not support')
      navigator.vibrate?.(15)
    }),
    vibrateLong: wxCall(phone, 'vibrateLong', () => void navigator.vibrate?.(400)),
    makePhoneCall: wxCall<{ phoneNumber: string }>(phone, 'makePhoneCall', ({ phoneNumber }) => {
      requireString('phoneNumber', phoneNumber)
      throw new WxError('cancel')
    }),
    getScreenBrightness: wxCall(phone, 'getScreenBrightness', () => ({ value: 1 })),
    setScreenBrightness: wxCall(phone, 'setScreenBrightness', () => undefined),
    setVisualEffectOnCapture: wxCall(phone, 'setVisualEffectOnCapture', () => undefined),
    addPhoneContact: wxCall(phone, 'addPhoneContact', () => {
      throw new WxError('cancel')
    }),
    scanCode: wxCall(phone, 'scanCode', () => {
      throw new WxError('cancel')
    }),
  }
}
