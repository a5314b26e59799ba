import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** How far a request's clock may be from ours. */
const TIMESTAMP_WINDOW_MS = 5 * 60_000

/** `hex(sha1(secret + nonce + timestamp))`, the Server API's and the callbacks' signature. */
export function signatureOf(secret: string, nonce: string, timestamp: string): string {
  return createHash('sha1')
    .update(secret + nonce + timestamp)
    .digest('hex')
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name] ?? headers[`rc-${name}`]
  return typeof value === 'string' ? value : ''
}

/** Why a request is refused, as a Server API code; null when it is signed well. */
export function checkSignature(
  headers: IncomingHttpHeaders,
  app: { appKey: string; appSecret: string },
  nowMs: number,
): { code: number; message: string } | null {
  const nonce = header(headers, 'nonce')
  const timestamp = header(headers, 'timestamp')
  if (header(headers, 'app-key') !== app.appKey) return { code: 1001, message: 'Unknown App-Key.' }
  if (nonce === '' || nonce.length > 18) return { code: 1004, message: 'Nonce is missing or long.' }
  // Documents say milliseconds, published SDKs send seconds.
  if (!/^(\d{10}|\d{13})$/.test(timestamp)) return { code: 1004, message: 'Bad Timestamp.' }
  const timeMs = timestamp.length === 10 ? Number(timestamp) * 1000 : Number(timestamp)
  if (Math.abs(nowMs - timeMs) > TIMESTAMP_WINDOW_MS) {
    return { code: 1004, message: 'Timestamp is out of its window.' }
  }
  const given = Buffer.from(header(headers, 'signature').toLowerCase())
  const expected = Buffer.from(signatureOf(app.appSecret, nonce, timestamp))
  const isRight = given.length === expected.length && timingSafeEqual(given, expected)
  return isRight ? null : { code: 1004, message: 'Signature is wrong.' }
}
