import { t, type WordKey } from './t'
import { errorsEn } from './errors-en'

interface CodedError {
  /** Which catalogue the code belongs to. */
  source: 'error' | 'api'
  code: string
  sdkCode?: number
}

function isCodedError(error: unknown): error is CodedError {
  return typeof error === 'object' && error !== null && 'source' in error && 'code' in error
}

/** What to tell people about any error; a code without words of its own reads as `UNKNOWN`. */
export function errorWords(error: unknown): string {
  const {
    source,
    code,
    sdkCode = 0,
  } = isCodedError(error) ? error : { source: 'error', code: 'UNKNOWN' }
  const key = `${source}.${code}`
  return t(key in errorsEn ? (key as WordKey) : 'error.UNKNOWN', { sdkCode })
}

/** Rejects with words for people where `run` rejects with a code. */
export async function saying<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw new Error(errorWords(error))
  }
}
