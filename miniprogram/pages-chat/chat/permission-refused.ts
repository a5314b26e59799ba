import { t, type WordKey } from '../../i18n/t'

/** Whether a call of WeChat's failed because the person does not allow it. */
export function isRefused(error: unknown): boolean {
  const { errMsg = '' } = (error ?? {}) as { errMsg?: string }
  return /auth|deny|denied|permission|scope|privacy/i.test(errMsg)
}

/** Says what is closed to Hutong and offers the way to the settings. */
export async function permissionRefused(title: WordKey, note: WordKey): Promise<void> {
  const { confirm } = await wx.showModal({
    title: t(title),
    content: t(note),
    confirmText: t('chat.openSettings'),
    cancelText: t('common.cancel'),
  })
  if (confirm) await wx.openSetting({})
}
