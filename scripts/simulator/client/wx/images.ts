import { canvases } from '../builtins/canvas-node'
import { asCanvasNode } from '../builtins/canvas-node'
import type { Phone } from '../phone'
import { readAnyFile } from './file-source'
import { FileStore, mimeType } from './file-store'
import { canvasBytes, decodePicture, shrink } from './image-tools'
import { make } from './overlay'
import { permissionsOf } from './permissions'
import { wxCall } from './wx-call'
import { requireString, WxError } from './wx-error'

interface CanvasOptions {
  canvas: HTMLCanvasElement
  canvasId: string
  x: number
  y: number
  width: number
  height: number
  destWidth: number
  destHeight: number
  fileType: 'png' | 'jpg'
  quality: number
}

/** Pictures as files: facts, smaller copies, the album, canvases. */
export function images(phone: Phone): Record<string, unknown> {
  return {
    getImageInfo: wxCall<{ src: string }>(phone, 'getImageInfo', async ({ src }) => {
      const source = requireString('src', src)
      const bytes = await load(phone, source)
      const { width, height } = await decodePicture(bytes, typeOf(bytes, source))
      const type = typeOf(bytes, source).split('/')[1]
      const path = /^https?:/.test(source) ? phone.files.addTemporary(bytes, type) : source
      return { width, height, path, orientation: 'up', type }
    }),
    compressImage: wxCall<{
      src: string
      quality: number
      compressedWidth: number
      compressedHeight: number
    }>(phone, 'compressImage', async (options) => {
      const source = requireString('src', options.src)
      const bytes = await load(phone, source)
      const type = typeOf(bytes, source)
      const smaller = await shrink(bytes, type, {
        quality: (options.quality ?? 80) / 100,
        width: options.compressedWidth,
        height: options.compressedHeight,
      })
      const extension = type === 'image/png' ? 'png' : 'jpg'
      return { tempFilePath: phone.files.addTemporary(smaller, extension) }
    }),
    saveImageToPhotosAlbum: save(phone, 'saveImageToPhotosAlbum'),
    saveVideoToPhotosAlbum: save(phone, 'saveVideoToPhotosAlbum'),
    compressVideo: wxCall<{ src: string }>(phone, 'compressVideo', ({ src }) => {
      const tempFilePath = requireString('src', src)
      return { tempFilePath, size: Math.ceil(phone.files.stat(tempFilePath).size / 1024) }
    }),
    createOffscreenCanvas: (options: { width?: number; height?: number } = {}) => {
      const canvas = asCanvasNode(document.createElement('canvas'), (path) => phone.fileUrl(path))
      canvas.width = options.width ?? 300
      canvas.height = options.height ?? 150
      return canvas
    },
    canvasToTempFilePath: wxCall<CanvasOptions>(phone, 'canvasToTempFilePath', async (options) => {
      const canvas = options.canvas ?? findCanvas(phone, options.canvasId)
      if (!canvas) throw new WxError('canvas is empty')
      const { x = 0, y = 0, width = canvas.width - x, height = canvas.height - y } = options
      const copy = new OffscreenCanvas(options.destWidth ?? width, options.destHeight ?? height)
      copy.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, copy.width, copy.height)
      const isJpeg = options.fileType === 'jpg'
      const type = isJpeg ? 'image/jpeg' : 'image/png'
      const bytes = await canvasBytes(copy, type, options.quality ?? 1)
      return { tempFilePath: phone.files.addTemporary(bytes, isJpeg ? 'jpg' : 'png') }
    }),
  }
}

function findCanvas(phone: Phone, canvasId = ''): HTMLCanvasElement | undefined {
  const page = phone.topPage()?.document
  const element = page?.querySelector(`wx-canvas[canvas-id="${CSS.escape(canvasId)}"]`)
  return canvases.get(element ?? page?.getElementById(canvasId) ?? document.body)
}

async function load(phone: Phone, source: string): Promise<Uint8Array> {
  const isWeb = /^https?:/.test(source)
  const response = isWeb ? await fetch(phone.proxied(source)) : undefined
  if (!response) return readAnyFile(phone, source)
  if (!response.ok) throw new WxError(`download image fail. reason: HTTP ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** By the first bytes, since addresses need not end in an extension. */
function typeOf(bytes: Uint8Array, path: string): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (bytes[0] === 0x47 && bytes[1] === 0x49) return 'image/gif'
  if (bytes[0] === 0x52 && bytes[8] === 0x57) return 'image/webp'
  return mimeType(path)
}

/** The album of a person's computer is its downloads folder. */
function save(phone: Phone, name: string): unknown {
  return wxCall<{ filePath: string }>(phone, name, async ({ filePath }) => {
    const path = requireString('filePath', filePath)
    if (/^https?:/.test(path)) throw new WxError('invalid file type')
    const permissions = permissionsOf(phone)
    await permissions.requirePrivacy(name)
    await permissions.require('scope.writePhotosAlbum')
    if (FileStore.owns(path) && !phone.files.exists(path))
      throw new WxError('no such file or directory')
    const link = make(phone.overlay.ownerDocument, 'a', {
      href: phone.fileUrl(path),
      download: path.split('/').pop(),
    })
    link.click()
  })
}
