import { t } from '../../i18n/t'
import { permissionRefused } from './permission-refused'

/** Says why nothing was recorded, and offers the way to the microphone when it is closed. */
export async function recordingRefused(reason: 'denied' | 'failed' | 'short'): Promise<void> {
  if (reason === 'denied') return permissionRefused('chat.recordDenied', 'chat.recordDeniedNote')
  const title = t(reason === 'short' ? 'chat.recordShort' : 'chat.recordFailed')
  await wx.showToast({ title, icon: 'none' })
}
