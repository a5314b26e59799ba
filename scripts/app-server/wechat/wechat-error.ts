/** WeChat refused a call (`code` is its errcode), or could not be reached (0). */
export class WeChatError extends Error {
  constructor(
    readonly api: string,
    readonly code: number,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${api} failed with errcode ${code}: ${reason}`, options)
    this.name = 'WeChatError'
  }
}
