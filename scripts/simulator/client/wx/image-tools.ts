import { WxError } from './wx-error'

/** Decodes a picture. @throws {WxError} when it is none. */
export async function decodePicture(bytes: Uint8Array, type: string): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes.slice()], { type }))
  } catch {
    throw new WxError('decode image fail')
  }
}

export async function canvasBytes(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  type: string,
  quality: number,
): Promise<Uint8Array> {
  const blob =
    'convertToBlob' in canvas
      ? await canvas.convertToBlob({ type, quality })
      : await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  if (!blob) throw new WxError('canvas is empty')
  return new Uint8Array(await blob.arrayBuffer())
}

/** A smaller copy, proportions kept when only one side is given. `quality` is 0 to 1, for JPEG. */
export async function shrink(
  bytes: Uint8Array,
  type: string,
  options: { quality: number; width?: number; height?: number },
): Promise<Uint8Array> {
  const picture = await decodePicture(bytes, type)
  const ratio = picture.width / picture.height
  const width = options.width ?? (options.height ? options.height * ratio : picture.width)
  const height = options.height ?? (options.width ? options.width / ratio : picture.height)
  const canvas = new OffscreenCanvas(Math.round(width), Math.round(height))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvasBytes(canvas, type, options.quality)
}

export interface VideoFacts {
  width: number
  height: number
  /** Seconds. */
  duration: number
  /** JPEG of the first frame. */
  thumbnail: Uint8Array
}

/** Size, length and first frame of a video. @throws {WxError} when the browser cannot play it. */
export async function examineVideo(url: string): Promise<VideoFacts> {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  video.src = url
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve
    video.onerror = () => reject(new WxError('video format not supported'))
  })
  const canvas = new OffscreenCanvas(video.videoWidth || 1, video.videoHeight || 1)
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return {
    width: video.videoWidth,
    height: video.videoHeight,
    duration: await lengthOf(video),
    thumbnail: await canvasBytes(canvas, 'image/jpeg', 0.8),
  }
}

/**
 * Seconds of sound or video that has its metadata. What a browser itself recorded does not tell its length before its
 * end was seen.
 */
export async function lengthOf(media: HTMLMediaElement): Promise<number> {
  if (media.duration === Infinity) {
    await new Promise<void>((resolve) => {
      media.ondurationchange = () => Number.isFinite(media.duration) && resolve()
      media.onerror = () => resolve()
      media.currentTime = Number.MAX_SAFE_INTEGER
    })
  }
  return Number.isFinite(media.duration) ? media.duration : 0
}
