export interface FileUpload {
  url: string
  path: string
  /** Name of the form field that holds the file. */
  field: string
  formData: Record<string, string>
  /** 0-100. */
  onProgress(percent: number): void
}

export interface RunningUpload {
  /** Resolves for any HTTP status; rejects when there was no answer or it was cancelled. */
  done: Promise<{ status: number }>
  cancel(): void
}

/** Multipart uploads of files on the device. */
export interface FileTransfer {
  upload(upload: FileUpload): RunningUpload
  /** Bytes; null when the file does not exist (any more). */
  sizeOf(path: string): Promise<number | null>
}

/** An upload of 100 MB over a slow network takes minutes; WeChat's own default is one. */
const TIMEOUT_MS = 15 * 60_000

export function createFileTransfer(
  api: Pick<WechatMiniprogram.Wx, 'uploadFile' | 'getFileSystemManager'>,
): FileTransfer {
  return {
    upload({ url, path, field, formData, onProgress }) {
      let task: WechatMiniprogram.UploadTask | null = null
      const done = new Promise<{ status: number }>((resolve, reject) => {
        task = api.uploadFile({
          url,
          filePath: path,
          name: field,
          formData,
          timeout: TIMEOUT_MS,
          success: ({ statusCode }) => resolve({ status: statusCode }),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
        task.onProgressUpdate(({ progress }) => onProgress(progress))
      })
      return { done, cancel: () => task?.abort() }
    },
    sizeOf: (path) =>
      new Promise((resolve) => {
        api.getFileSystemManager().getFileInfo({
          filePath: path,
          success: ({ size }) => resolve(size),
          fail: () => resolve(null),
        })
      }),
  }
}
