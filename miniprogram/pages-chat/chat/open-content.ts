import { t } from '../../i18n/t'
import type { MediaView, MessageRow } from '../../models/rows'
import { downloadFile } from '../shared/download-file'

/** Formats `wx.openDocument` shows. */
const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

type DocumentType = 'doc' | 'docx' | 'xls' | 'xlsx' | 'ppt' | 'pptx' | 'pdf'

/**
 * Shows what a tapped message holds, in WeChat's own viewers. Texts hold nothing more.
 * @param pictures addresses of the chat's loaded pictures, oldest first, to leaf through.
 */
export async function openContent(row: MessageRow, pictures: readonly string[]): Promise<void> {
  const { media } = row
  if (media === null) return
  switch (row.type) {
    case 'image':
    case 'gif':
      await wx.previewImage({ current: media.url, urls: [...pictures] })
      return
    case 'video':
      await wx.previewMedia({
        sources: [{ url: media.url, type: 'video', poster: media.thumbnail }],
      })
      return
    case 'location':
      await wx.openLocation({
        latitude: media.latitude,
        longitude: media.longitude,
        name: media.name,
      })
      return
    case 'file':
      await openFile(media)
      return
    case 'card':
      await wx.setClipboardData({ data: media.url })
      await wx.showToast({ title: t('chat.linkCopied'), icon: 'none' })
      return
    default:
  }
}

/** @throws Error in words when the file did not arrive or has a format WeChat cannot show. */
async function openFile({ url, name }: MediaView): Promise<void> {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  if (!isDocument(extension)) throw new Error(t('chat.fileNotShown'))
  const loading = t('common.loading')
  await wx.showLoading({ title: loading, mask: true })
  try {
    const filePath = await downloadFile(url, t('chat.fileNotLoaded'), (percent) => {
      void wx.showLoading({ title: `${loading} ${percent}%`, mask: true })
    })
    await wx.openDocument({ filePath, fileType: extension, showMenu: true })
  } finally {
    await wx.hideLoading()
  }
}

function isDocument(extension: string): extension is DocumentType {
  return DOCUMENTS.includes(extension)
}
