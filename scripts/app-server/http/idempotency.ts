import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { AppContext } from '../context'
import { sha256 } from '../ids'
import { Problem } from './problem'

const KEY_PATTERN = /^[\x21-\x7e]{1,100}$/
/** A request that has not answered after this time has died with its process; the key is free again. */
const ABANDONED_MS = 60_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while this request holds its `Idempotency-Key`. */
    idempotencyKey: string | null
  }
}

/**
 * `Idempotency-Key` on writes of a person: the first answer is kept for a day and given again to a repeat, so that a
 * client which lost an answer can ask again without doing the thing twice. Failures of ours (5xx) are not kept.
 */
export function honourIdempotencyKeys(app: FastifyInstance, context: AppContext): void {
  const { db, now } = context
  app.decorateRequest('idempotencyKey', null)

  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (key === undefined || !request.signedIn || request.method === 'GET') return
    if (typeof key !== 'string' || !KEY_PATTERN.test(key)) {
      throw new Problem('validation', 'Idempotency-Key takes 1 to 100 visible ASCII characters.')
    }
    const userId = request.signedIn.id
    const fingerprint = fingerprintOf(request)
    if (await claim(userId, key, fingerprint)) {
      request.idempotencyKey = key
      return
    }
    const earlier = await db
      .selectFrom('idempotency_keys')
      .select(['fingerprint', 'status', 'body'])
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .executeTakeFirst()
    if (earlier && earlier.fingerprint !== fingerprint) {
      throw Problem.conflict('This Idempotency-Key belongs to another request.')
    }
    if (!earlier || earlier.status === null) {
      void reply.header('retry-after', '1')
      throw Problem.conflict('The first request with this Idempotency-Key is still at work.')
    }
    const type = earlier.status >= 400 ? 'application/problem+json' : 'application/json'
    return reply
      .code(earlier.status)
      .header('idempotency-replayed', 'true')
      .type(type)
      .serializer((text: unknown) => String(text))
      .send(earlier.body ?? '')
  })

  app.addHook('onSend', async (request, reply, payload) => {
    if (request.idempotencyKey === null || !request.signedIn) return payload
    const row = { userId: request.signedIn.id, key: request.idempotencyKey }
    if (reply.statusCode >= 500) await release(row)
    else await keep(row, reply.statusCode, typeof payload === 'string' ? payload : '')
    return payload
  })

  /** Takes the key for this request; false when another request has it. */
  async function claim(userId: string, key: string, fingerprint: string): Promise<boolean> {
    await db
      .deleteFrom('idempotency_keys')
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .where('status', 'is', null)
      .where('created_at', '<', now() - ABANDONED_MS)
      .execute()
    const added = await db
      .insertInto('idempotency_keys')
      .values({ user_id: userId, key, fingerprint, created_at: now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst()
    return added !== undefined
  }

  async function keep(
    { userId, key }: { userId: string; key: string },
    status: number,
    body: string,
  ): Promise<void> {
    await db
      .updateTable('idempotency_keys')
      .set({ status, body })
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .execute()
  }

  async function release({ userId, key }: { userId: string; key: string }): Promise<void> {
    await db
      .deleteFrom('idempotency_keys')
      .where('user_id', '=', userId)
      .where('key', '=', key)
      .execute()
  }
}

function fingerprintOf(request: FastifyRequest): string {
  return sha256(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
}
