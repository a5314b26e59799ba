import { t } from '../../i18n/t'
import type { MessageRow } from '../../models/rows'
import { isRefused, permissionRefused } from './permission-refused'

/**
 * Puts a picture or a video into the phone's album; when the album is closed, offers the way to the settings.
 * @param download brings it to the phone; null when the person stopped it.
 * @throws Error in words when it did not arrive or could not be saved.
 */
export async function saveMedia(
  row: MessageRow,
  download: (row: MessageRow) => Promise<string | null>,
): Promise<void> {
  if (!row.media?.url) throw new Error(t('chat.mediaGone'))
  const filePath = await download(row)
  if (filePath === null) return
  try {
    if (row.type === 'video') await wx.saveVideoToPhotosAlbum({ filePath })
    else await wx.saveImageToPhotosAlbum({ filePath })
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return
    if (isRefused(error)) return permissionRefused('chat.saveDenied', 'chat.saveDeniedNote')
    throw new Error(t('chat.notSaved'))
  }
  await wx.showToast({ title: t('chat.saved'), icon: 'none' })
}
