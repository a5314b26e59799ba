import type { Phone } from '../phone'
import { type PickedFile, pickFiles } from './file-chooser'
import { mimeType } from './file-store'
import { decodePicture, examineVideo, shrink } from './image-tools'
import { permissionsOf } from './permissions'
import { wxCall } from './wx-call'
import { WxError } from './wx-error'

interface MediaOptions {
  count: number
  mediaType: string[]
  sizeType: string[]
}

interface MessageFileOptions {
  count: number
  type: 'all' | 'video' | 'image' | 'file'
  extension: string[]
}

/** Source: WeChat, wx.chooseMedia and wx.chooseMessageFile. */
const MAX_MEDIA = 20
const MAX_MESSAGE_FILES = 100

/** Pictures, videos and files of the person's computer stand for those on a phone. */
export function choosers(phone: Phone): Record<string, unknown> {
  const permissions = permissionsOf(phone)
  const pick = async (name: string, accept: string, count: number): Promise<PickedFile[]> => {
    await permissions.requirePrivacy(name)
    return pickFiles(phone, { accept, count })
  }
  return {
    chooseMedia: wxCall<MediaOptions>(phone, 'chooseMedia', async (options) => {
      const { count = 9, mediaType = ['image', 'video'] } = options
      if (count > MAX_MEDIA) throw new WxError('count should not be larger than 20', 1001)
      const wanted = mediaType.includes('mix') ? ['image', 'video'] : mediaType
      const accept = wanted.map((type) => `${type}/*`).join(',')
      const picked = await pick('chooseMedia', accept, count)
      const tempFiles = await Promise.all(picked.map((file) => describe(phone, file, options)))
      const types = new Set(tempFiles.map((file) => file.fileType))
      return { tempFiles, type: types.size > 1 ? 'mix' : [...types][0] }
    }),
    chooseImage: wxCall<MediaOptions>(phone, 'chooseImage', async (options) => {
      const picked = await pick('chooseImage', 'image/*', options.count ?? 9)
      const files = await Promise.all(picked.map((file) => describe(phone, file, options)))
      return {
        tempFilePaths: files.map((file) => file.tempFilePath),
        tempFiles: files.map((file) => ({ path: file.tempFilePath, size: file.size })),
      }
    }),
    chooseVideo: wxCall(phone, 'chooseVideo', async () => {
      const [file] = await pick('chooseVideo', 'video/*', 1)
      const { tempFilePath, duration, size, width, height } = await describe(phone, file, {})
      return { tempFilePath, duration, size, width, height }
    }),
    chooseMessageFile: wxCall<MessageFileOptions>(phone, 'chooseMessageFile', async (options) => {
      const { count = 1, type = 'all', extension } = options
      if (count > MAX_MESSAGE_FILES) throw new WxError('count should not be larger than 100', 1001)
      const kinds = type === 'image' || type === 'video' ? `${type}/*` : ''
      const names =
        type === 'file' ? extension?.map((one) => `.${one.replace(/^\./, '')}`) : undefined
      const picked = await pick('chooseMessageFile', names?.join(',') ?? kinds, count)
      return {
        tempFiles: picked.map((file) => ({
          path: file.path,
          name: file.name,
          size: file.size,
          time: file.time,
          type: kindOf(file.type),
        })),
      }
    }),
  }
}

async function describe(
  phone: Phone,
  file: PickedFile,
  { sizeType }: Partial<MediaOptions>,
): Promise<{
  tempFilePath: string
  size: number
  width: number
  height: number
  duration: number
  thumbTempFilePath: string
  fileType: 'image' | 'video'
}> {
  if (file.type.startsWith('video/')) {
    const { thumbnail, ...facts } = await examineVideo(phone.fileUrl(file.path))
    const thumbTempFilePath = phone.files.addTemporary(thumbnail, 'jpg')
    return {
      tempFilePath: file.path,
      size: file.size,
      ...facts,
      thumbTempFilePath,
      fileType: 'video',
    }
  }
  const isCompressed = sizeType?.length === 1 && sizeType[0] === 'compressed'
  const path =
    isCompressed && file.type === 'image/jpeg' ? await compressed(phone, file) : file.path
  const bytes = phone.files.read(path)
  const { width, height } = await decodePicture(bytes, mimeType(path))
  return {
    tempFilePath: path,
    size: bytes.byteLength,
    width,
    height,
    duration: 0,
    thumbTempFilePath: '',
    fileType: 'image',
  }
}

async function compressed(phone: Phone, file: PickedFile): Promise<string> {
  const bytes = await shrink(phone.files.read(file.path), file.type, { quality: 0.8 })
  return phone.files.addTemporary(bytes, 'jpg')
}

function kindOf(type: string): string {
  const kind = type.split('/')[0]
  return kind === 'image' || kind === 'video' ? kind : 'file'
}
