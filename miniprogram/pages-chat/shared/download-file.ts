/** Where what was brought lies, by address: opened again, it need not come again. */
const brought = new Map<string, string>()

/** A file on its way to the phone. */
export interface Download {
  /** Its temporary path; null when it was stopped. @throws Error with `failure` when it does not arrive. */
  done: Promise<string | null>
  stop(): void
}

/**
 * Brings a file to the phone.
 * @param failure words for when it does not arrive.
 * @param onProgress told 0-100 on the way.
 */
export function startDownload(
  url: string,
  failure: string,
  onProgress: (percent: number) => void = () => undefined,
): Download {
  const path = pathHere(url)
  if (path !== null) return { done: Promise.resolve(path), stop: () => undefined }
  let isStopped = false
  let task: WechatMiniprogram.DownloadTask | null = null
  const done = new Promise<string | null>((resolve, reject) => {
    const failed = () => (isStopped ? resolve(null) : reject(new Error(failure)))
    task = wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode !== 200) return failed()
        brought.set(url, tempFilePath)
        resolve(tempFilePath)
      },
      fail: failed,
    })
    onProgress(0)
    task.onProgressUpdate(({ progress }) => onProgress(progress))
  })
  const stop = () => {
    isStopped = true
    task?.abort()
  }
  return { done, stop }
}

/** Own media that has not left the phone, or what was brought before; null when it must come. */
function pathHere(url: string): string | null {
  if (!/^https?:\/\/(?!tmp\/)/.test(url)) return url
  const path = brought.get(url)
  if (path === undefined) return null
  try {
    wx.getFileSystemManager().accessSync(path)
    return path
  } catch {
    brought.delete(url)
    return null
  }
}
