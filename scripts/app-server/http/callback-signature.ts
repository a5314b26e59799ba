import type { FastifyRequest } from 'fastify'

import type { AppContext } from '../context'
import { isSignature, signatureOf } from '../rongcloud/signature'
import { Problem } from './problem'

const WINDOW_MS = 5 * 60_000

interface CallbackSignature {
  nonce: string
  timestamp: string
  signature: string
  appKey: string | null
}

/**
 * Checks that a callback comes from the IM cloud. Three forms are in use: the query's `signTimestamp` (documentation
 * v2 to v4), its `timestamp` with `appKey` (newer samples), and `RC-` headers (RongCloud's own sample server).
 * The signature does not cover the body: between machines the address must be https.
 */
export function requireCallbackSignature(context: AppContext, request: FastifyRequest): void {
  const { settings, now } = context
  const given = fromQuery(request.query as Record<string, unknown>) ?? fromHeaders(request)
  if (!given) throw Problem.forbidden('The callback is not signed.')
  const expected = signatureOf(settings.rongcloud.appSecret, given.nonce, given.timestamp)
  const isOurApp = given.appKey === null || given.appKey === settings.rongcloud.appKey
  if (!isOurApp || !isSignature(expected, given.signature)) {
    throw Problem.forbidden('The signature of the callback is wrong.')
  }
  if (Math.abs(now() - toMs(given.timestamp)) > WINDOW_MS) {
    throw Problem.forbidden('The callback was signed too long ago.')
  }
}

function fromQuery(query: Record<string, unknown>): CallbackSignature | null {
  const { nonce, signature, appKey } = query
  const timestamp = query['signTimestamp'] ?? query['timestamp']
  if (typeof nonce !== 'string' || typeof signature !== 'string') return null
  if (typeof timestamp !== 'string') return null
  return { nonce, signature, timestamp, appKey: typeof appKey === 'string' ? appKey : null }
}

function fromHeaders({ headers }: FastifyRequest): CallbackSignature | null {
  const nonce = headers['rc-nonce']
  const timestamp = headers['rc-timestamp']
  const signature = headers['rc-signature']
  const appKey = headers['rc-app-key']
  if (typeof nonce !== 'string' || typeof timestamp !== 'string') return null
  if (typeof signature !== 'string') return null
  return { nonce, timestamp, signature, appKey: typeof appKey === 'string' ? appKey : null }
}

/** Seconds have ten digits until the year 2286, milliseconds thirteen. */
function toMs(timestamp: string): number {
  const value = Number(timestamp)
  return timestamp.length <= 10 ? value * 1000 : value
}
