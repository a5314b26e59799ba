import { signAccessToken, verifyAccessToken } from '../../../scripts/app-server/domain/access-token'

const secret = new TextEncoder().encode('s'.repeat(32))
const claims = { userId: 'lin', sessionId: 's_1' }
const HOUR_MS = 3600_000

describe('access tokens', () => {
  it('say who and which session for an hour, and nothing after it', async () => {
    const token = await signAccessToken(secret, claims, 1_000_000)
    expect(await verifyAccessToken(secret, token, 1_000_000 + HOUR_MS - 1000)).toEqual(claims)
    expect(await verifyAccessToken(secret, token, 1_000_000 + HOUR_MS + 1000)).toBeNull()
  })

  it('are refused when signed with another secret, not signed at all, or no token', async () => {
    const token = await signAccessToken(secret, claims, Date.now())
    const other = new TextEncoder().encode('o'.repeat(32))
    const [, body] = token.split('.')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    expect(await verifyAccessToken(other, token, Date.now())).toBeNull()
    expect(await verifyAccessToken(secret, unsigned, Date.now())).toBeNull()
    expect(await verifyAccessToken(secret, 'hello', Date.now())).toBeNull()
  })
})
