import { CODE_GROUPS } from './sdk-codes'

/** Our codes: the groups of the SDK's numbers, and what fails before or around the SDK. */
export type ImErrorCode =
  | keyof typeof CODE_GROUPS
  /** The platform does not let this app talk to the host; `detail` names host and list. */
  | 'DOMAIN_NOT_ALLOWED'
  /** The SDK's subpackage could not be fetched. */
  | 'SDK_LOAD_FAILED'
  /** A temporary file no longer exists: the person must choose it again. */
  | 'FILE_GONE'
  | 'FILE_EMPTY'
  | 'GIF_TOO_LARGE'
  | 'VIDEO_TOO_LONG'
  | 'VOICE_TOO_LONG'
  /** The person took it back. */
  | 'CANCELLED'
  /** A number no table knows: a newer SDK or server. */
  | 'UNKNOWN'

interface CodeFacts {
  code: ImErrorCode
  retryable: boolean
}

const UNKNOWN_FACTS: CodeFacts = { code: 'UNKNOWN', retryable: false }

const byNumber = new Map<number, CodeFacts>()
for (const [code, { retryable, sdk }] of Object.entries(CODE_GROUPS)) {
  for (const number of sdk) byNumber.set(number, { code: code as ImErrorCode, retryable })
}

/** The only error `ImService` rejects with. Words for people: `errorWords(error)` in i18n. */
export class ImError extends Error {
  /** Which word catalogue `code` belongs to. */
  readonly source = 'error'
  override readonly name = 'ImError'

  constructor(
    readonly code: ImErrorCode,
    /** The same call may succeed later without anybody changing anything. */
    readonly retryable: boolean,
    /** The SDK's number; 0 when the SDK was not involved. */
    readonly sdkCode: number,
    /** For developers: operation and cause. Never a token or a text. */
    readonly detail: string,
  ) {
    super(`${code} (${sdkCode}): ${detail}`)
  }

  static fromSdk(sdkCode: number, operation: string): ImError {
    const { code, retryable } = byNumber.get(sdkCode) ?? UNKNOWN_FACTS
    return new ImError(code, retryable, sdkCode, operation)
  }

  /** What a thrown value of the SDK or the platform means; an `ImError` passes unchanged. */
  static fromThrown(thrown: unknown, operation: string): ImError {
    if (thrown instanceof ImError) return thrown
    const cause = thrown instanceof Error ? thrown.message : String(thrown)
    return new ImError('UNKNOWN', false, 0, `${operation}: ${cause}`)
  }
}
