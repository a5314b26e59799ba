import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import type { Clock } from './clock'
import type { Users } from './users'

export type TokenVerdict =
  { ok: true; userId: string } | { ok: false; reason: 'incorrect' | 'expired' }

/**
 * Connection tokens: `<opaque>@`. The opaque part is base64url of the person, the time and a signature,
 * so none need to be kept. The SDK sends it back up to and including `@`.
 */
export class Tokens {
  private readonly expired = new Set<string>()

  /** @param lifetimeMs how long a token is good for; 0 for ever, as the cloud's default. */
  constructor(
    private readonly secret: string,
    private readonly lifetimeMs: number,
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  issue(userId: string): string {
    const claims = { u: userId, t: this.clock.now(), n: randomBytes(6).toString('base64url') }
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
    return `${body}.${this.sign(body)}@`
  }

  /** Makes one token expired from now on. */
  expire(token: string): void {
    this.expired.add(opaqueOf(token))
  }

  check(token: string): TokenVerdict {
    const opaque = opaqueOf(token)
    const [body = '', signature = ''] = opaque.split('.')
    const expected = Buffer.from(this.sign(body))
    const given = Buffer.from(signature)
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
      return { ok: false, reason: 'incorrect' }
    }
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { u: string; t: number }
    const user = this.users.get(claims.u)
    if (!user) return { ok: false, reason: 'incorrect' }
    const isOld = this.lifetimeMs > 0 && claims.t + this.lifetimeMs <= this.clock.now()
    if (isOld || claims.t < user.tokensValidFrom || this.expired.has(opaque)) {
      return { ok: false, reason: 'expired' }
    }
    return { ok: true, userId: claims.u }
  }

  private sign(body: string): string {
    return createHmac('sha256', this.secret).update(body).digest('base64url')
  }
}

function opaqueOf(token: string): string {
  return token.replace(/@.*$/s, '')
}
