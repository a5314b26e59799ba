import { t } from '../../i18n/t'
import type { MediaView, OpenedRow } from '../../models/rows'

/** Formats `wx.openDocument` shows. */
const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']
/** Formats WeChat's viewer of pictures and videos shows. */
const PICTURES = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'bmp']
const VIDEOS = ['mp4', 'mov', 'm4v']

type DocumentType = 'doc' | 'docx' | 'xls' | 'xlsx' | 'ppt' | 'pptx' | 'pdf'

/** What the page shows while a message is being opened. */
export interface Opening {
  /** Addresses of the chat's pictures, oldest first, to leaf through. */
  pictures: readonly string[]
  /** Brings a file to the phone and shows how far it is. @returns null when the person stopped it. */
  download(row: OpenedRow): Promise<string | null>
}

/**
 * Shows what a tapped message holds, in WeChat's own viewers. Texts hold nothing more.
 * @throws Error in words when it is gone or the phone cannot show it.
 */
export async function openContent(row: OpenedRow, opening: Opening): Promise<void> {
  const { media } = row
  if (media === null) return
  switch (row.type) {
    case 'image':
    case 'gif': {
      const { url } = withAddress(media)
      // What burns is shown alone, and offers nothing that would keep it.
      const isKept = row.burnSeconds === 0
      const urls = isKept && opening.pictures.includes(url) ? [...opening.pictures] : [url]
      await wx.previewImage({ current: url, urls, showmenu: isKept })
      return
    }
    case 'video': {
      const { url, thumbnail: poster } = withAddress(media)
      const showmenu = row.burnSeconds === 0
      await wx.previewMedia({ sources: [{ url, type: 'video', poster }], showmenu })
      return
    }
    case 'location':
      return openPlace(media)
    case 'file':
      return openFile(row, withAddress(media), opening)
    case 'card':
      await wx.setClipboardData({ data: media.url })
      await wx.showToast({ title: t('chat.linkCopied'), icon: 'none' })
      return
    default:
  }
}

function withAddress(media: MediaView): MediaView {
  if (media.url === '') throw new Error(t('chat.mediaGone'))
  return media
}

/** A place without coordinates came from a client that lost them: 0, 0 lies in the sea. */
async function openPlace({ latitude, longitude, name }: MediaView): Promise<void> {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  if (!isOnEarth || (latitude === 0 && longitude === 0)) throw new Error(t('chat.placeUnknown'))
  await wx.openLocation({ latitude, longitude, name })
}

async function openFile(row: OpenedRow, media: MediaView, opening: Opening): Promise<void> {
  const extension = media.name.slice(media.name.lastIndexOf('.') + 1).toLowerCase()
  const { url } = media
  if (PICTURES.includes(extension)) {
    await wx.previewImage({ current: url, urls: [url] })
  } else if (VIDEOS.includes(extension)) {
    await wx.previewMedia({ sources: [{ url, type: 'video' }] })
  } else if (isDocument(extension)) {
    const filePath = await opening.download(row)
    if (filePath === null) return
    try {
      await wx.openDocument({ filePath, fileType: extension, showMenu: row.burnSeconds === 0 })
    } catch {
      throw new Error(t('chat.fileBroken'))
    }
  } else {
    throw new Error(t('chat.fileNotShown'))
  }
}

function isDocument(extension: string): extension is DocumentType {
  return DOCUMENTS.includes(extension)
}
