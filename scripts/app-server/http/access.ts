import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { AppContext } from '../context'
import type { GroupRole, StaffRole } from '../data/tables'
import { verifyAccessToken } from '../domain/access-token'
import { hasAtLeast } from '../domain/group-membership'
import { findGroupRole } from '../domain/groups'
import { findRoomRole, type RoomRole } from '../domain/rooms'
import { requireNotBanned } from '../domain/sanctions'
import { requireCallbackSignature } from './callback-signature'
import { Problem } from './problem'

/**
 * Who may call an address. Every route declares one; a route without it stops the server from starting.
 * `group` and `room` look at the address's `:groupId` and `:roomId`.
 */
export type Access =
  | { who: 'anyone' }
  | { who: 'person' }
  | { who: 'staff'; role: 'moderator' | 'admin' }
  | { who: 'group'; role: GroupRole }
  | { who: 'room'; role: RoomRole }
  | { who: 'rongcloud' }

/** The person asking, as the database has them at this moment. */
export interface SignedIn {
  id: string
  role: StaffRole
  sessionId: string
  /** Set on addresses of a group. */
  groupRole?: GroupRole
  /** Set on addresses of a room. */
  roomRole?: RoomRole
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    signedIn: SignedIn | null
  }
}

const STAFF_RANK: Record<StaffRole, number> = { user: 0, moderator: 1, admin: 2 }
const ROOM_RANK: Record<RoomRole, number> = { visitor: 0, host: 1, owner: 2 }

/** The person asking. Only for routes whose access is not `anyone` or `rongcloud`. */
export function personOf(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw new Error('this route has no person: its access is open')
  return request.signedIn
}

export function isStaff(person: SignedIn): boolean {
  return STAFF_RANK[person.role] >= STAFF_RANK.moderator
}

/** Checks every request before anything of it is read. */
export function checkAccess(app: FastifyInstance, context: AppContext): void {
  app.decorateRequest('signedIn', null)
  app.addHook('onRoute', (route) => {
    if (!route.config?.access) throw new Error(`${route.url} does not say who may call it`)
  })
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    const access = request.routeOptions.config.access
    if (!access || access.who === 'anyone') return
    if (access.who === 'rongcloud') return requireCallbackSignature(context, request)
    request.signedIn = await requirePerson(context, request)
    await requireRole(context, request, request.signedIn, access)
  })
}

async function requirePerson(context: AppContext, request: FastifyRequest): Promise<SignedIn> {
  const { db, settings, now } = context
  const [scheme, token] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) {
    throw Problem.signIn('The request carries no access token.')
  }
  const claims = await verifyAccessToken(settings.jwtSecret, token, now())
  if (!claims) throw Problem.signIn('The access token is not valid any more.')
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.role', 'sessions.revoked_at'])
    .where('sessions.id', '=', claims.sessionId)
    .where('users.id', '=', claims.userId)
    .executeTakeFirst()
  if (!row || row.revoked_at !== null) throw Problem.signIn('The session is over.')
  await requireNotBanned(context, 'app.ban', '', row.id)
  return { id: row.id, role: row.role, sessionId: claims.sessionId }
}

async function requireRole(
  { db }: AppContext,
  request: FastifyRequest,
  person: SignedIn,
  access: Access,
): Promise<void> {
  const params = request.params as { groupId?: string; roomId?: string }
  if (access.who === 'staff' && STAFF_RANK[person.role] < STAFF_RANK[access.role]) {
    throw Problem.forbidden(`Only a ${access.role} may do this.`)
  }
  if (access.who === 'group') {
    const role = await findGroupRole(db, params.groupId ?? '', person.id)
    // A stranger is told the same whether the group exists or not.
    if (!role) throw Problem.notFound('group')
    if (!hasAtLeast(role, access.role)) {
      throw Problem.forbidden(`Only the group's ${access.role} may do this.`)
    }
    person.groupRole = role
  }
  if (access.who === 'room') {
    const role = await findRoomRole(db, params.roomId ?? '', person.id)
    if (!role) throw Problem.notFound('room')
    if (ROOM_RANK[role] < ROOM_RANK[access.role] && !isStaff(person)) {
      throw Problem.forbidden(`Only the room's ${access.role} may do this.`)
    }
    person.roomRole = role
  }
}
