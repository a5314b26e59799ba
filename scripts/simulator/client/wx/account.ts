import type { Phone } from '../phone'
import { showModal } from './dialogs'
import { permissionsOf } from './permissions'
import { wxCall } from './wx-call'
import { requireString, WxError } from './wx-error'

/** Who the person is and what they allow: login, settings, privacy, subscriptions, sharing. */
export function account(phone: Phone): Record<string, unknown> {
  const permissions = permissionsOf(phone)
  const nothing = (name: string) => wxCall(phone, name, () => undefined)
  return {
    // A server that stands for WeChat's code2Session tells people apart by the phone's name in the code.
    login: wxCall(phone, 'login', () => ({ code: `simulator-${phone.id}-${crypto.randomUUID()}` })),
    checkSession: nothing('checkSession'),
    getUserInfo: wxCall(phone, 'getUserInfo', () => {
      throw new WxError('scope unauthorized')
    }),
    getSetting: wxCall(phone, 'getSetting', () => ({
      authSetting: permissions.authSetting,
      subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
    })),
    openSetting: wxCall(phone, 'openSetting', async () => ({
      authSetting: await permissions.openSetting(),
    })),
    openAppAuthorizeSetting: nothing('openAppAuthorizeSetting'),
    authorize: wxCall<{ scope: string }>(phone, 'authorize', ({ scope }) =>
      permissions.require(requireString('scope', scope)),
    ),
    getPrivacySetting: wxCall(phone, 'getPrivacySetting', () => ({
      needAuthorization: permissions.needsPrivacy,
      privacyContractName: '《小程序隐私保护指引》',
    })),
    requirePrivacyAuthorize: wxCall(phone, 'requirePrivacyAuthorize', () =>
      permissions.requirePrivacy('requirePrivacyAuthorize'),
    ),
    onNeedPrivacyAuthorization: permissions.privacyNeeded.on,
    offNeedPrivacyAuthorization: permissions.privacyNeeded.off,
    openPrivacyContract: wxCall(phone, 'openPrivacyContract', () => {
      const isChinese = phone.device.language.startsWith('zh')
      showModal(phone, {
        title: isChinese ? '隐私保护指引' : 'Privacy notice',
        content: isChinese
          ? '此处显示在小程序后台填写的隐私保护指引。'
          : 'The privacy notice filled in on the platform shows here.',
        showCancel: false,
      }).catch((error: unknown) => phone.reportError(error))
    }),
    requestSubscribeMessage: wxCall<{ tmplIds: string[] }>(
      phone,
      'requestSubscribeMessage',
      async ({ tmplIds }) => subscribe(phone, tmplIds),
    ),
    showShareMenu: nothing('showShareMenu'),
    hideShareMenu: nothing('hideShareMenu'),
    updateShareMenu: nothing('updateShareMenu'),
    getGroupEnterInfo: wxCall(phone, 'getGroupEnterInfo', () => {
      throw new WxError('not in group')
    }),
  }
}

/** Source: WeChat, wx.requestSubscribeMessage. */
async function subscribe(phone: Phone, tmplIds: unknown): Promise<Record<string, unknown>> {
  if (!Array.isArray(tmplIds) || tmplIds.length === 0)
    throw new WxError("TmplIds can't be empty", undefined, { errCode: 10001 })
  if (tmplIds.length > 5)
    throw new WxError('TmplIds length exceeds limit', undefined, { errCode: 20003 })
  const isChinese = phone.device.language.startsWith('zh')
  const { confirm } = await showModal(phone, {
    kind: 'permission',
    content: isChinese ? '允许发送一次订阅消息？' : 'Allow one notification?',
    confirmText: isChinese ? '允许' : 'Allow',
    cancelText: isChinese ? '取消' : 'Cancel',
  })
  return Object.fromEntries(tmplIds.map((id) => [String(id), confirm ? 'accept' : 'reject']))
}
