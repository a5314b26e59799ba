/**
 * Brings a file to the phone.
 * @param failure words for when it does not arrive.
 * @param onProgress told 0-100 on the way.
 * @returns its temporary path.
 */
export function downloadFile(
  url: string,
  failure: string,
  onProgress?: (percent: number) => void,
): Promise<string> {
  // Own media that has not left the phone yet is there already.
  if (!/^https?:\/\/(?!tmp\/)/.test(url)) return Promise.resolve(url)
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(failure))
    const task = wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) =>
        statusCode === 200 ? resolve(tempFilePath) : failed(),
      fail: failed,
    })
    if (onProgress) task.onProgressUpdate(({ progress }) => onProgress(progress))
  })
}
