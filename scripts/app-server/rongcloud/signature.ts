import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** `hex(sha1(AppSecret + Nonce + Timestamp))`, both of calls to the Server API and of callbacks from it. */
export function signatureOf(appSecret: string, nonce: string, timestamp: string): string {
  return createHash('sha1').update(`${appSecret}${nonce}${timestamp}`).digest('hex')
}

/** Headers of one signed Server API call. `Timestamp` is in milliseconds, as the documentation asks. */
export function signedHeaders(
  appKey: string,
  appSecret: string,
  nowMs: number,
): Record<string, string> {
  const nonce = randomBytes(8).toString('hex')
  const timestamp = String(nowMs)
  return {
    'App-Key': appKey,
    Nonce: nonce,
    Timestamp: timestamp,
    Signature: signatureOf(appSecret, nonce, timestamp),
  }
}

/** Compares in constant time, so that a wrong signature tells nothing about the right one. */
export function isSignature(expected: string, given: string): boolean {
  const a = Buffer.from(expected)
  const b = Buffer.from(given.toLowerCase())
  return a.length === b.length && timingSafeEqual(a, b)
}
