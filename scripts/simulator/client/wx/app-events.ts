import type { Phone, PhoneEvents } from '../phone'
import { Listeners } from './listeners'

/** `wx.onX` to the phone's event. */
const EVENTS: Record<string, keyof PhoneEvents> = {
  AppShow: 'appShow',
  AppHide: 'appHide',
  ThemeChange: 'themeChange',
  WindowResize: 'windowResize',
  KeyboardHeightChange: 'keyboardHeight',
  PageNotFound: 'pageNotFound',
  UnhandledRejection: 'unhandledRejection',
  LazyLoadError: 'lazyLoadError',
}

/** Events of devices the simulator does not have; listening is fine, they stay silent. */
const SILENT = [
  'MemoryWarning',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'UserCaptureScreen',
  'ScreenRecordingStateChanged',
  'DeviceOrientationChange',
  'CopyUrl',
]

/** `wx.onAppShow` and the other listeners of the app as a whole, each with its `off`. */
export function appEvents(phone: Phone): Record<string, unknown> {
  const members: Record<string, unknown> = {}
  const add = (name: string): Listeners => {
    const listeners = new Listeners(phone)
    members[`on${name}`] = listeners.on
    members[`off${name}`] = listeners.off
    return listeners
  }
  for (const [name, event] of Object.entries(EVENTS)) {
    const listeners = add(name)
    phone.on(event, (detail: unknown) => listeners.fire(detail))
  }
  for (const name of SILENT) add(name)
  // WeChat hands onError the text itself.
  const errors = add('Error')
  phone.on('appError', ({ message }) => errors.fire(message))
  return members
}
