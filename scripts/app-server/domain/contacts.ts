import type { AppContext } from '../context'
import type { Db } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import type { CloudCall } from '../outbox/outbox'
import { compareLatin, initialOf, latinName } from './latin-name'
import { requirePeople, type Profile } from './people'
import { systemTold } from './system-notices'

export interface Contact extends Profile {
  remark: string
  /** What the person is called here, remark before nickname, in Latin letters: to find people by. */
  latinName: string
  /** Where an address book lists them: `A`-`Z` or `#`. */
  initial: string
}

export interface ContactRequest {
  id: string
  fromId: string
  toId: string
  message: string
  status: 'pending' | 'accepted' | 'refused' | 'withdrawn'
  createdAt: number
}

/** In the order of an address book. */
export async function listContacts(db: Db, userId: string): Promise<Contact[]> {
  const rows = await db
    .selectFrom('contacts')
    .innerJoin('users', 'users.id', 'contacts.contact_id')
    .select(['users.id', 'users.nickname', 'users.avatar', 'contacts.remark'])
    .where('contacts.user_id', '=', userId)
    .orderBy('users.id')
    .execute()
  const contacts = rows.map((row) => {
    const latin = latinName(row.remark || row.nickname)
    return { ...row, latinName: latin, initial: initialOf(latin) }
  })
  return contacts.sort((a, b) => compareLatin(a.latinName, b.latinName))
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
  const { db, now, outbox, textGuard } = context
  if (fromId === toId) throw Problem.conflict('One cannot be a contact of oneself.')
  await requirePeople(db, [toId])
  const text = message ? await textGuard.check(fromId, 'social', message) : ''
  const request = await db.transaction().execute(async (transaction) => {
    if (await isContact(transaction, fromId, toId)) throw Problem.conflict('Contacts already.')
    // Somebody blocked is told what a stranger is told: nothing.
    const isBlocked = await hasBlocked(transaction, toId, fromId)
    const opposite = await findPending(transaction, toId, fromId)
    if (opposite && !isBlocked) {
      await answer(transaction, opposite.id, 'accepted', now())
      await addContactPair(transaction, fromId, toId, now())
      await outbox.add(transaction, contactTold(opposite, 'AcceptResponse'))
      return { ...opposite, status: 'accepted' as const }
    }
    const waiting = await findPending(transaction, fromId, toId)
    if (waiting) return waiting
    const asked = { id: newId('c'), fromId, toId, message: text, createdAt: now() }
    if (!isBlocked) {
      await transaction
        .insertInto('contact_requests')
        .values({
          id: asked.id,
          from_id: fromId,
          to_id: toId,
          message: text,
          created_at: asked.createdAt,
        })
        .execute()
      await outbox.add(transaction, contactTold(asked, 'Request'))
    }
    return { ...asked, status: 'pending' as const }
  })
  outbox.wake()
  return request
}

/**
 * Only the person asked may accept or refuse, only the one who asked may withdraw. Who asked is told of a yes; a no
 * stays quiet.
 */
export async function answerRequest(
  { db, now, outbox }: AppContext,
  userId: string,
  requestId: string,
  status: 'accepted' | 'refused' | 'withdrawn',
): Promise<ContactRequest> {
  const answered = await db.transaction().execute(async (transaction) => {
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
      await outbox.add(transaction, contactTold(request, 'AcceptResponse'))
    }
    return { ...request, status }
  })
  outbox.wake()
  return answered
}

/**
 * Tells the person asked of a request, or the one who asked of the answer, in the cloud's own kind of message.
 * Source: ContactNotificationMessage, docs.rongcloud.cn (message types).
 */
function contactTold(
  { fromId, toId, message }: Pick<ContactRequest, 'fromId' | 'toId' | 'message'>,
  operation: 'Request' | 'AcceptResponse',
): CloudCall {
  const isRequest = operation === 'Request'
  const [sourceUserId, targetUserId] = isRequest ? [fromId, toId] : [toId, fromId]
  return systemTold(targetUserId, 'RC:ContactNtf', {
    operation,
    sourceUserId,
    targetUserId,
    message: isRequest ? message : '',
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
