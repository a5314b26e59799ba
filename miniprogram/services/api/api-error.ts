/** The app server's own codes (RFC 9457 `code`), and ours for answers that are no problem documents. */
export type ApiErrorCode = string

/** The only error the app-server client rejects with. Words for people: `errorWords(error)` in i18n. */
export class ApiError extends Error {
  /** Which word catalogue `code` belongs to. */
  readonly source = 'api'
  override readonly name = 'ApiError'

  constructor(
    readonly code: ApiErrorCode,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** For developers. */
    readonly detail: string,
  ) {
    super(`${code} (${status}): ${detail}`)
  }

  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }

  static fromAnswer(status: number, body: unknown): ApiError {
    const { code, detail } = (typeof body === 'object' && body !== null ? body : {}) as {
      code?: unknown
      detail?: unknown
    }
    return new ApiError(
      typeof code === 'string' ? code : status >= 500 ? 'internal' : 'validation',
      status,
      typeof detail === 'string' ? detail : '',
    )
  }
}
