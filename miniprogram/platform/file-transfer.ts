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

/** Files on the device, and multipart uploads of them. */
export interface FileTransfer {
  upload(upload: FileUpload): RunningUpload
  /** Bytes; null when the file does not exist (any more). */
  sizeOf(path: string): Promise<number | null>
  /** Makes a file of text. It stays until a number of newer ones was made. @returns its path. */
  write(name: string, text: string): Promise<string>
}

/** Made files start so in the folder that is the app's. */
const MADE = 'made-'
/** An older one was sent, or given up, long ago. */
const KEPT_FILES = 20

/** An upload of 100 MB over a slow network takes minutes; WeChat's own default is one. */
const TIMEOUT_MS = 15 * 60_000

export function createFileTransfer(
  api: Pick<WechatMiniprogram.Wx, 'uploadFile' | 'getFileSystemManager' | 'env'>,
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
    write(name, text) {
      const files = api.getFileSystemManager()
      const folder = api.env.USER_DATA_PATH
      const filePath = `${folder}/${MADE}${Date.now()}-${name}`
      return new Promise((resolve, reject) => {
        removeOld(files, folder)
        files.writeFile({
          filePath,
          data: text,
          encoding: 'utf8',
          success: () => resolve(filePath),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        })
      })
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

/** Their names begin with the time they were made at. */
function removeOld(files: WechatMiniprogram.FileSystemManager, folder: string): void {
  try {
    const made = files.readdirSync(folder).filter((name) => name.startsWith(MADE))
    const old = made.sort().slice(0, Math.max(0, made.length - KEPT_FILES))
    for (const name of old) files.unlinkSync(`${folder}/${name}`)
  } catch {
    // What could not be removed now is tried again with the next file.
  }
}
