import { t } from '../../i18n/t'

/** Says why nothing was recorded, and offers the way to the microphone when it is closed. */
export async function recordingRefused(reason: 'denied' | 'failed' | 'short'): Promise<void> {
  if (reason !== 'denied') {
    const title = t(reason === 'short' ? 'chat.recordShort' : 'chat.recordFailed')
    await wx.showToast({ title, icon: 'none' })
    return
  }
  const { confirm } = await wx.showModal({
    title: t('chat.recordDenied'),
    content: t('chat.recordDeniedNote'),
    confirmText: t('chat.openSettings'),
    cancelText: t('common.cancel'),
  })
  if (confirm) await wx.openSetting({})
}
