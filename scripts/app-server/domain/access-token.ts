import { SignJWT, jwtVerify } from 'jose'

export const ACCESS_TOKEN_SECONDS = 3600
const ISSUER = 'hutong'

export interface AccessClaims {
  userId: string
  sessionId: string
}

/** Our access token: a JWT (HS256) that is over after an hour. Role and bans are read fresh on every request. */
export function signAccessToken(
  secret: Uint8Array,
  { userId, sessionId }: AccessClaims,
  nowMs: number,
): Promise<string> {
  const issuedAt = Math.floor(nowMs / 1000)
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(secret)
}

/** @returns null for anything but a token of ours that is still good. */
export async function verifyAccessToken(
  secret: Uint8Array,
  token: string,
  nowMs: number,
): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      currentDate: new Date(nowMs),
    })
    if (typeof payload.sub !== 'string' || typeof payload['sid'] !== 'string') return null
    return { userId: payload.sub, sessionId: payload['sid'] }
  } catch {
    return null
  }
}
