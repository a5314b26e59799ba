import { pickFiles } from '../wx/file-chooser'
import { permissionsOf } from '../wx/permissions'
import type { BuiltinHost } from './builtin'

/**
 * What a button's `open-type` opens, and the event that tells the outcome. Types that need WeChat's own screens
 * (customer service, phone number) answer as they do for an app without the right to them.
 */
export function openAs(host: BuiltinHost, type: string): void {
  OPEN_TYPES[type]?.(host)
}

const OPEN_TYPES: Record<string, (host: BuiltinHost) => void> = {
  chooseAvatar: (host) => {
    pickFiles(host.phone, { accept: 'image/*' })
      .then(([file]) => host.trigger('chooseavatar', { avatarUrl: file.path }))
      .catch(() => host.trigger('chooseavatar', { errMsg: 'chooseAvatar:fail cancel' }))
  },
  openSetting: (host) => {
    const errMsg = 'openSetting:ok'
    permissionsOf(host.phone)
      .openSetting()
      .then((authSetting) => host.trigger('opensetting', { errMsg, authSetting }))
      .catch((error: unknown) => host.phone.reportError(error))
  },
  agreePrivacyAuthorization: (host) => {
    permissionsOf(host.phone).agreePrivacy()
    host.trigger('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
  share: (host) => {
    host.phone.navigator
      .share('button', host.element)
      .catch((error: unknown) => host.phone.reportError(error))
  },
  contact: (host) => host.trigger('contact', { errMsg: 'enterContact:ok', path: '', query: {} }),
  getPhoneNumber: (host) =>
    host.trigger('getphonenumber', { errMsg: 'getPhoneNumber:fail no permission', errno: 102 }),
  getRealtimePhoneNumber: (host) =>
    host.trigger('getrealtimephonenumber', { errMsg: 'getRealtimePhoneNumber:fail no permission' }),
  feedback: () => undefined,
  launchApp: (host) => host.trigger('error', { errMsg: 'launchApplication:fail' }),
}
