/**
 * Codes after which the same call may succeed later: internal error, rate limit, timeout.
 * Source: error table of the Server API, docs.rongcloud.cn (platform-chat-api/code).
 */
const LATER_CODES = new Set([1000, 1008, 1050])

/** The Server API refused a call, or could not be reached (`code` 0). */
export class RongCloudError extends Error {
  constructor(
    readonly path: string,
    readonly code: number,
    readonly httpStatus: number,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path} failed with code ${code} (HTTP ${httpStatus}): ${reason}`, options)
    this.name = 'RongCloudError'
  }

  get isRetryable(): boolean {
    return this.code === 0 || this.httpStatus >= 500 || LATER_CODES.has(this.code)
  }
}
