import { t } from '../../i18n/t'
import type { MessageRow } from '../../models/rows'
import { downloadFile } from '../shared/download-file'

/**
 * Puts a picture or a video into the phone's album.
 * @throws Error in words when it did not arrive or the album is closed to Hutong.
 */
export async function saveMedia({ type, media }: MessageRow): Promise<void> {
  const url = media?.url ?? ''
  if (url === '') throw new Error(t('chat.notSaved'))
  const filePath = await downloadFile(url, t('chat.notSaved'))
  try {
    if (type === 'video') await wx.saveVideoToPhotosAlbum({ filePath })
    else await wx.saveImageToPhotosAlbum({ filePath })
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (errMsg.includes('cancel')) return
    const isDenied = /auth|deny|denied|permission/.test(errMsg)
    throw new Error(t(isDenied ? 'chat.saveDenied' : 'chat.notSaved'))
  }
  await wx.showToast({ title: t('chat.saved'), icon: 'none' })
}
