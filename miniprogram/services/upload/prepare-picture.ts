import type { PictureFacts, Pictures } from '../../platform/pictures'

/** Source: the vendor's limits for RC:ImgMsg: JPEG, base64 without a prefix. */
const MAX_THUMBNAIL_CHARACTERS = 10 * 1024
const THUMBNAIL_SIDE = 240
const PICTURE_SIDE = 960
const PICTURE_QUALITY = 80
/** Tried in turn until a thumbnail fits. */
const THUMBNAIL_STEPS = [
  { side: THUMBNAIL_SIDE, quality: 70 },
  { side: THUMBNAIL_SIDE, quality: 40 },
  { side: 160, quality: 40 },
  { side: 100, quality: 30 },
  { side: 60, quality: 20 },
]

export interface PreparedPicture extends PictureFacts {
  /** The file to upload. */
  path: string
  /** Base64 JPEG; empty when the device cannot make one small enough. */
  thumbnail: string
}

/** Shrinks a picture for sending, unless its original was chosen, and makes its thumbnail. */
export async function preparePicture(
  pictures: Pictures,
  path: string,
  isOriginal: boolean,
): Promise<PreparedPicture> {
  const original = await pictures.factsOf(path)
  const size = isOriginal ? original : fitted(original, PICTURE_SIDE)
  const sent = isOriginal ? path : await pictures.compress(path, size, PICTURE_QUALITY)
  return { path: sent, ...size, thumbnail: await thumbnailOf(pictures, path, original) }
}

async function thumbnailOf(
  pictures: Pictures,
  path: string,
  original: PictureFacts,
): Promise<string> {
  for (const { side, quality } of THUMBNAIL_STEPS) {
    const small = await pictures.compress(path, fitted(original, side), quality)
    const base64 = await pictures.readBase64(small)
    if (base64.length <= MAX_THUMBNAIL_CHARACTERS) return base64
  }
  return ''
}

/** The same shape with its longest side no longer than `side`. */
export function fitted({ width, height }: PictureFacts, side: number): PictureFacts {
  const scale = Math.min(1, side / Math.max(width, height, 1))
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}
