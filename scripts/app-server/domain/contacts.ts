import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import { requirePeople, type Profile } from './people'

export interface Contact extends Profile {
  remark: string
}

export interface ContactRequest {
  id: string
  fromId: string
  toId: string
  message: string
  status: 'pending' | 'accepted' | 'refused' | 'withdrawn'
  createdAt: number
}

export function listContacts(db: Db, userId: string): Promise<Contact[]> {
  return db
    .selectFrom('contacts')
    .innerJoin('users', 'users.id', 'contacts.contact_id')
    .select(['users.id', 'users.nickname', 'users.avatar', 'contacts.remark'])
    .where('contacts.user_id', '=', userId)
    .orderBy('users.nickname')
    .orderBy('users.id')
    .execute()
}

export async function addContactPair(db: Db, a: string, b: string, now: number): Promise<void> {
  await db
    .insertInto('contacts')
    .values([
      { user_id: a, contact_id: b, created_at: now },
      { user_id: b, contact_id: a, created_at: now },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function selectRequests(db: Db) {
  return db
    .selectFrom('contact_requests')
    .select([
      'id',
      'from_id as fromId',
      'to_id as toId',
      'message',
      'status',
      'created_at as createdAt',
    ])
}

/** Requests to and from a person that wait for an answer, newest first. */
export function listRequests(db: Db, userId: string): Promise<ContactRequest[]> {
  return selectRequests(db)
    .where('status', '=', 'pending')
    .where((where) => where.or([where('to_id', '=', userId), where('from_id', '=', userId)]))
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
}

/**
 * Asks a person to be one's contact. Two people who ask each other are contacts at once; asking again while the first
 * request waits returns that one.
 */
export async function requestContact(
  context: AppContext,
  fromId: string,
  toId: string,
  message: string,
): Promise<ContactRequest> {
  const { db, now, textGuard } = context
  if (fromId === toId) throw Problem.conflict('One cannot be a contact of oneself.')
  await requirePeople(db, [toId])
  const text = message ? await textGuard.check(fromId, 'social', message) : ''
  return db.transaction().execute(async (transaction) => {
    if (await isContact(transaction, fromId, toId)) throw Problem.conflict('Contacts already.')
    // Somebody blocked is told what a stranger is told: nothing.
    const isBlocked = await hasBlocked(transaction, toId, fromId)
    const opposite = await findPending(transaction, toId, fromId)
    if (opposite && !isBlocked) {
      await answer(transaction, opposite.id, 'accepted', now())
      await addContactPair(transaction, fromId, toId, now())
      return { ...opposite, status: 'accepted' as const }
    }
    const waiting = await findPending(transaction, fromId, toId)
    if (waiting) return waiting
    const request = { id: newId('c'), fromId, toId, message: text, createdAt: now() }
    if (!isBlocked) {
      await transaction
        .insertInto('contact_requests')
        .values({
          id: request.id,
          from_id: fromId,
          to_id: toId,
          message: text,
          created_at: request.createdAt,
        })
        .execute()
    }
    return { ...request, status: 'pending' as const }
  })
}

/** Only the person asked may accept or refuse, only the one who asked may withdraw. */
export async function answerRequest(
  { db, now }: AppContext,
  userId: string,
  requestId: string,
  status: 'accepted' | 'refused' | 'withdrawn',
): Promise<ContactRequest> {
  return db.transaction().execute(async (transaction) => {
    const request = await selectRequests(transaction)
      .where('id', '=', requestId)
      .where(status === 'withdrawn' ? 'from_id' : 'to_id', '=', userId)
      .forUpdate()
      .executeTakeFirst()
    if (!request) throw Problem.notFound('contact request')
    if (request.status === status) return request
    if (request.status !== 'pending') throw Problem.conflict(`The request is ${request.status}.`)
    await answer(transaction, requestId, status, now())
    if (status === 'accepted') {
      await addContactPair(transaction, request.fromId, request.toId, now())
    }
    return { ...request, status }
  })
}

export async function setRemark(
  db: Db,
  userId: string,
  contactId: string,
  remark: string,
): Promise<void> {
  const result = await db
    .updateTable('contacts')
    .set({ remark })
    .where('user_id', '=', userId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw Problem.notFound('contact')
}

/** Ends the contact for both. */
export async function removeContact(db: Db, userId: string, contactId: string): Promise<void> {
  await db
    .deleteFrom('contacts')
    .where((where) =>
      where.or([
        where.and([where('user_id', '=', userId), where('contact_id', '=', contactId)]),
        where.and([where('user_id', '=', contactId), where('contact_id', '=', userId)]),
      ]),
    )
    .execute()
}

export async function isContact(db: Db, userId: string, contactId: string): Promise<boolean> {
  const row = await db
    .selectFrom('contacts')
    .select('contact_id')
    .where('user_id', '=', userId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
  return row !== undefined
}

async function hasBlocked(db: Db, userId: string, targetId: string): Promise<boolean> {
  const row = await db
    .selectFrom('blocks')
    .select('target_id')
    .where('user_id', '=', userId)
    .where('target_id', '=', targetId)
    .executeTakeFirst()
  return row !== undefined
}

function findPending(db: Db, fromId: string, toId: string): Promise<ContactRequest | undefined> {
  return selectRequests(db)
    .where('from_id', '=', fromId)
    .where('to_id', '=', toId)
    .where('status', '=', 'pending')
    .executeTakeFirst()
}

async function answer(
  db: Db,
  requestId: string,
  status: 'accepted' | 'refused' | 'withdrawn',
  now: number,
): Promise<void> {
  await db
    .updateTable('contact_requests')
    .set({ status, answered_at: now })
    .where('id', '=', requestId)
    .execute()
}
