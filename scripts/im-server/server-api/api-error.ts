/**
 * HTTP status by Server API code. Source: the code table of the Server API's documentation; codes it
 * gives no status for are bad requests here.
 */
const httpStatuses: Record<number, number> = { 1000: 500, 1001: 401, 1004: 401, 1008: 429 }

/**
 * A refused Server API request. Codes: 1002 parameter, 1003 no body, 1005 too long, 1008 too often,
 * 1009 service not on, 1015 and 1016 rooms kept alive, 1019 too many words, 1502 too many.
 */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly httpStatus: number

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message)
    this.httpStatus = httpStatuses[code] ?? 400
  }
}
