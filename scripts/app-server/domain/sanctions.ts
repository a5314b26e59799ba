import { sql } from 'kysely'

import type { AppContext } from '../context'
import type { Db, SanctionKind } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import type { CloudCall } from '../outbox/outbox'
import { CLOUD_SANCTIONS, LONGEST_CLOUD_MINUTES } from './cloud-sanctions'

/** Who is sanctioned, how and where. `scopeId` is the group's or room's id, '' for the whole app. */
export interface SanctionKey {
  kind: SanctionKind
  scopeId: string
  userId: string
}

export interface Sanction extends SanctionKey {
  /** Unix ms; null: until lifted. */
  until: number | null
  reason: string
  byId: string
  createdAt: number
}

export interface NewSanction extends SanctionKey {
  /** null: until lifted. */
  minutes: number | null
  reason: string
}

/** Sanctions in force now. */
export function currentSanctions(db: Db, now: number) {
  return db
    .selectFrom('sanctions')
    .select([
      'kind',
      'scope_id as scopeId',
      'user_id as userId',
      'until',
      'reason',
      'by_id as byId',
      'created_at as createdAt',
    ])
    .where('lifted_at', 'is', null)
    .where((where) => where.or([where('until', 'is', null), where('until', '>', now)]))
}

export function findSanctions(
  db: Db,
  now: number,
  kind: SanctionKind,
  scopeId: string,
): Promise<Sanction[]> {
  return currentSanctions(db, now)
    .where('kind', '=', kind)
    .where('scope_id', '=', scopeId)
    .orderBy('created_at')
    .execute()
}

export async function findSanction(
  db: Db,
  now: number,
  key: SanctionKey,
): Promise<Sanction | undefined> {
  return currentSanctions(db, now)
    .where('kind', '=', key.kind)
    .where('scope_id', '=', key.scopeId)
    .where('user_id', '=', key.userId)
    .executeTakeFirst()
}

/** @throws {Problem} banned, with the reason and the end. */
export async function requireNotBanned(
  { db, now }: Pick<AppContext, 'db' | 'now'>,
  kind: 'app.ban' | 'room.ban',
  scopeId: string,
  userId: string,
): Promise<void> {
  const ban = await findSanction(db, now(), { kind, scopeId, userId })
  if (ban) throw new Problem('banned', `Banned ${describeEnd(ban)}.`)
}

export function describeEnd({ until, reason }: Sanction): string {
  const end = until === null ? 'until lifted' : `until ${new Date(until).toISOString()}`
  return reason ? `${end}: ${reason}` : end
}

/**
 * Puts a sanction in force, in place of one of the same key. The cloud takes 30 days at most; a longer one is
 * renewed by the reconciler.
 */
export async function impose(
  { db, outbox, now }: AppContext,
  byId: string,
  wanted: NewSanction,
): Promise<Sanction> {
  const until = wanted.minutes === null ? null : now() + wanted.minutes * 60_000
  const cloudMinutes = Math.min(wanted.minutes ?? LONGEST_CLOUD_MINUTES, LONGEST_CLOUD_MINUTES)
  const made: Sanction = {
    kind: wanted.kind,
    scopeId: wanted.scopeId,
    userId: wanted.userId,
    until,
    reason: wanted.reason,
    byId,
    createdAt: now(),
  }
  await db.transaction().execute(async (transaction) => {
    await markLifted(transaction, now(), wanted)
    await transaction
      .insertInto('sanctions')
      .values({
        id: newId('x'),
        kind: made.kind,
        scope_id: made.scopeId,
        user_id: made.userId,
        until,
        reason: made.reason,
        by_id: byId,
        created_at: made.createdAt,
        cloud_until: now() + cloudMinutes * 60_000,
      })
      .execute()
    await outbox.add(transaction, imposeCall(wanted, cloudMinutes))
  })
  await outbox.settle([subjectOf(wanted)])
  return made
}

/** Lifts a sanction; lifting one that is not there changes nothing. */
export async function lift({ db, outbox, now }: AppContext, key: SanctionKey): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    if ((await markLifted(transaction, now(), key)) === 0) return
    await outbox.add(transaction, liftCall(key))
  })
  await outbox.settle([subjectOf(key)])
}

async function markLifted(db: Db, now: number, key: SanctionKey): Promise<number> {
  const result = await db
    .updateTable('sanctions')
    .set({ lifted_at: now })
    .where('kind', '=', key.kind)
    .where('scope_id', '=', key.scopeId)
    .where('user_id', '=', key.userId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export function imposeCall(key: SanctionKey, minutes: number): CloudCall {
  const { impose: path } = CLOUD_SANCTIONS[key.kind]
  return { subject: subjectOf(key), path, form: { ...formOf(key), minute: minutes } }
}

export function liftCall(key: SanctionKey): CloudCall {
  const { lift: path } = CLOUD_SANCTIONS[key.kind]
  return { subject: subjectOf(key), path, form: formOf(key) }
}

function formOf({ kind, scopeId, userId }: SanctionKey): Record<string, string> {
  const { idField } = CLOUD_SANCTIONS[kind]
  return idField ? { [idField]: scopeId, userId } : { userId }
}

function subjectOf({ kind, scopeId, userId }: SanctionKey): string {
  return kind === 'app.ban' ? `user:${userId}` : `${kind.split('.')[0]}:${scopeId}`
}

/** Sanctions whose time in the cloud ends before `horizon` (Unix ms) although they go on. */
export function endingInCloud(db: Db, now: number, horizon: number) {
  return currentSanctions(db, now)
    .where('cloud_until', '<', horizon)
    .where((where) => where.or([where('until', 'is', null), sql<boolean>`until > cloud_until`]))
    .execute()
}
