export interface PictureFacts {
  /** Pixels. */
  width: number
  height: number
}

/** What the device can do with pictures. */
export interface Pictures {
  factsOf(path: string): Promise<PictureFacts>
  /** @param quality 0-100. @returns the path of a JPEG no larger than asked. */
  compress(path: string, size: PictureFacts, quality: number): Promise<string>
  readBase64(path: string): Promise<string>
}

export function createPictures(
  api: Pick<WechatMiniprogram.Wx, 'getImageInfo' | 'compressImage' | 'getFileSystemManager'>,
): Pictures {
  return {
    factsOf: (path) =>
      new Promise((resolve, reject) => {
        api.getImageInfo({
          src: path,
          success: ({ width, height }) => resolve({ width, height }),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
      }),
    compress: (path, { width, height }, quality) =>
      new Promise((resolve, reject) => {
        api.compressImage({
          src: path,
          quality,
          compressedWidth: width,
          compressedHeight: height,
          success: ({ tempFilePath }) => resolve(tempFilePath),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
      }),
    readBase64: (path) =>
      new Promise((resolve, reject) => {
        api.getFileSystemManager().readFile({
          filePath: path,
          encoding: 'base64',
          // Always text with this encoding; the typings also cover reading without one.
          success: ({ data }) => resolve(data as string),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
      }),
  }
}
