import type { CombineContent } from '../../models/message-content'
import type { FileTransfer } from '../../platform/file-transfer'
import type { Pictures } from '../../platform/pictures'
import { ImError } from '../im/im-error'
import type { OutboxDraft } from '../outbox/outbox'
import { checkMedia } from './media-limits'
import { preparePicture } from './prepare-picture'

/** A file a person chose or recorded. Paths are the platform's temporary ones. */
export type ChosenMedia =
  | { type: 'image'; path: string; isOriginal: boolean }
  | { type: 'gif'; path: string; width: number; height: number }
  | { type: 'voice'; path: string; durationSeconds: number }
  | { type: 'video'; path: string; durationSeconds: number; coverPath: string }
  | { type: 'file'; path: string; name: string }

const PAGE_NAME = 'history.html'

/** Turns chosen media into what the outbox sends: checked, shrunk, with thumbnail and sizes. */
export class MediaPreparation {
  constructor(
    private readonly transfer: FileTransfer,
    private readonly pictures: Pictures,
  ) {}

  /** @throws {ImError} `FILE_GONE` and the codes of `checkMedia`; nothing has been sent then. */
  async prepare(media: ChosenMedia): Promise<OutboxDraft> {
    const bytes = await this.transfer.sizeOf(media.path)
    if (bytes === null) throw new ImError('FILE_GONE', false, 0, media.type)
    const durationSeconds = 'durationSeconds' in media ? media.durationSeconds : 0
    checkMedia({ type: media.type, bytes, durationSeconds })
    switch (media.type) {
      case 'image': {
        const picture = await preparePicture(this.pictures, media.path, media.isOriginal)
        const { path, thumbnail, width, height } = picture
        return {
          content: { type: 'image', url: '', thumbnail, width, height },
          upload: { path, kind: 'image', name: nameOf(path, 'jpg') },
        }
      }
      case 'gif': {
        const { path, width, height } = media
        return {
          content: { type: 'gif', url: '', width, height, bytes },
          upload: { path, kind: 'image', name: nameOf(path, 'gif') },
        }
      }
      case 'voice':
        return {
          content: {
            type: 'voice',
            url: '',
            durationSeconds: Math.max(1, Math.round(durationSeconds)),
            isLegacyAmr: false,
            inlineBase64: '',
          },
          upload: { path: media.path, kind: 'audio', name: nameOf(media.path, 'aac') },
        }
      case 'video': {
        const name = nameOf(media.path, 'mp4')
        // A phone that made no cover, or one that cannot be read: the video goes without.
        const cover = await preparePicture(this.pictures, media.coverPath, true).catch(() => null)
        return {
          content: {
            type: 'video',
            url: '',
            thumbnail: cover?.thumbnail ?? '',
            durationSeconds: Math.max(1, Math.round(durationSeconds)),
            bytes,
            name,
          },
          upload: { path: media.path, kind: 'video', name },
        }
      }
      case 'file': {
        const { path, name } = media
        const fileType = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
        return {
          content: { type: 'file', url: '', name, bytes, fileType },
          upload: { path, kind: 'file', name },
        }
      }
    }
  }

  /**
   * @param page the chat history as HTML, for clients that know no list of messages.
   * @throws when the phone cannot keep the page.
   */
  async preparePage(content: CombineContent, page: string): Promise<OutboxDraft> {
    const path = await this.transfer.write(PAGE_NAME, page)
    return { content, upload: { path, kind: 'page', name: PAGE_NAME } }
  }
}

/** The last part of a temporary path, with the extension the vendor goes by. */
function nameOf(path: string, extension: string): string {
  const name = path.split('/').pop() ?? ''
  return /\.[A-Za-z0-9]+$/.test(name) ? name : `${name || 'file'}.${extension}`
}
