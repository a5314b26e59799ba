import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { newId, newSecret, sha256 } from '../ids'
import { ACCESS_TOKEN_SECONDS, signAccessToken } from './access-token'
import { requireNotBanned } from './sanctions'

const SESSION_MS = 30 * 24 * 3600_000
/**
 * A client whose connection broke before the answer came asks again with the same refresh token. Within this time, and
 * while nobody has used the successor, that is a repeat; any other second use means the token has leaked.
 */
const REPEAT_MS = 30_000

export interface Tokens {
  accessToken: string
  /** Seconds. */
  expiresIn: number
  refreshToken: string
}

export async function startSession(
  context: AppContext,
  userId: string,
  device: string,
): Promise<Tokens> {
  const { db, now } = context
  await requireNotBanned(context, 'app.ban', '', userId)
  const sessionId = newId('s')
  const refreshToken = await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('sessions')
      .values({
        id: sessionId,
        user_id: userId,
        device,
        created_at: now(),
        expires_at: now() + SESSION_MS,
      })
      .execute()
    return issueRefreshToken(transaction, sessionId, now())
  })
  return tokensOf(context, userId, sessionId, refreshToken)
}

/**
 * Exchanges a refresh token for new tokens; it works once.
 * @throws {Problem} auth.expired when it is unknown, over, or used before. A used one ends the whole session.
 */
export async function refreshSession(context: AppContext, token: string): Promise<Tokens> {
  const { db, now } = context
  const outcome = await db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('refresh_tokens')
      .innerJoin('sessions', 'sessions.id', 'refresh_tokens.session_id')
      .select(['hash', 'used_at', 'successor', 'session_id', 'user_id', 'expires_at', 'revoked_at'])
      .where('hash', '=', sha256(token))
      .forUpdate()
      .executeTakeFirst()
    if (!row || row.revoked_at !== null || row.expires_at <= now()) return null
    if (row.used_at !== null && !(await isRepeat(transaction, row.used_at, row.successor, now()))) {
      await revokeSession(transaction, row.session_id, now())
      return null
    }
    const next = await issueRefreshToken(transaction, row.session_id, now())
    if (row.successor) {
      await transaction.deleteFrom('refresh_tokens').where('hash', '=', row.successor).execute()
    }
    await transaction
      .updateTable('refresh_tokens')
      .set({ used_at: row.used_at ?? now(), successor: sha256(next) })
      .where('hash', '=', row.hash)
      .execute()
    await transaction
      .updateTable('sessions')
      .set({ expires_at: now() + SESSION_MS })
      .where('id', '=', row.session_id)
      .execute()
    return { userId: row.user_id, sessionId: row.session_id, refreshToken: next }
  })
  if (!outcome) throw Problem.signIn('The refresh token is not valid any more.')
  await requireNotBanned(context, 'app.ban', '', outcome.userId)
  return tokensOf(context, outcome.userId, outcome.sessionId, outcome.refreshToken)
}

async function isRepeat(
  db: Db,
  usedAt: number,
  successor: string | null,
  now: number,
): Promise<boolean> {
  if (!successor || now - usedAt > REPEAT_MS) return false
  const row = await db
    .selectFrom('refresh_tokens')
    .select('used_at')
    .where('hash', '=', successor)
    .executeTakeFirst()
  return row?.used_at === null
}

export async function revokeSession(db: Db, sessionId: string, now: number): Promise<void> {
  await db.updateTable('sessions').set({ revoked_at: now }).where('id', '=', sessionId).execute()
}

/** Signs a person out everywhere and ends their IM tokens. Sockets that are open stay open: only a block closes them. */
export async function revokeAllSessions(context: AppContext, userId: string): Promise<void> {
  const { db, outbox, now } = context
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('sessions')
      .set({ revoked_at: now() })
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .execute()
    await outbox.add(transaction, {
      subject: `user:${userId}`,
      path: '/user/token/expire.json',
      form: { userId, time: now() },
    })
  })
  await outbox.settle([`user:${userId}`])
}

async function issueRefreshToken(db: Db, sessionId: string, now: number): Promise<string> {
  const token = newSecret()
  await db
    .insertInto('refresh_tokens')
    .values({ hash: sha256(token), session_id: sessionId, issued_at: now })
    .execute()
  return token
}

async function tokensOf(
  { settings, now }: AppContext,
  userId: string,
  sessionId: string,
  refreshToken: string,
): Promise<Tokens> {
  const accessToken = await signAccessToken(settings.jwtSecret, { userId, sessionId }, now())
  return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken }
}
