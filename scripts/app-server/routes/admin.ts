import { Type } from 'typebox'

import { audit } from '../domain/audit'
import { requirePeople } from '../domain/people'
import { decideReport, listReports } from '../domain/reports'
import { findSanctions, impose, lift } from '../domain/sanctions'
import { listWords, putWord, removeWord } from '../domain/word-list'
import { personOf } from '../http/access'
import { Problem } from '../http/problem'
import {
  answers,
  Body,
  DEFAULT_LIMIT,
  Id,
  Items,
  noContent,
  Page,
  PageQuery,
  Text,
  Time,
} from '../http/schemas'
import type { Routes } from './route-plugin'
import { SanctionBody, SanctionShape } from './sanction-shapes'

const Report = Type.Object({
  id: Type.String(),
  reporterId: Type.String(),
  subjectType: Type.Enum(['user', 'group', 'room', 'message']),
  subjectId: Type.String(),
  reason: Type.String(),
  detail: Type.String(),
  evidence: Type.Unknown(),
  status: Type.Enum(['open', 'upheld', 'rejected']),
  handledBy: Type.Union([Type.String(), Type.Null()]),
  note: Type.String(),
  createdAt: Time,
})
const Word = Type.Object({
  word: Type.String(),
  replacement: Type.Union([Type.String(), Type.Null()]),
})
const AuditEntry = Type.Object({
  id: Type.Integer(),
  actorId: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  detail: Type.Unknown(),
  createdAt: Time,
})
const FailedCall = Type.Object({
  id: Type.Integer(),
  subject: Type.String(),
  path: Type.String(),
  attempts: Type.Integer(),
  lastError: Type.Union([Type.String(), Type.Null()]),
  failedAt: Type.Union([Time, Type.Null()]),
})

const moderator = { access: { who: 'staff', role: 'moderator' } } as const
const admin = { access: { who: 'staff', role: 'admin' } } as const

export const adminRoutes: Routes = async (app, { context }) => {
  const { db, now } = context

  app.get(
    '/admin/reports',
    {
      config: moderator,
      schema: {
        summary: 'Reports, oldest first',
        querystring: Body({
          ...PageQuery.properties,
          status: Type.Optional(Type.Enum(['open', 'upheld', 'rejected'])),
        }),
        response: answers(Page(Report)),
      },
    },
    async ({ query }) => {
      const limit = query.limit ?? DEFAULT_LIMIT
      const items = await listReports(db, query.status ?? 'open', limit + 1, query.cursor)
      const page = items.slice(0, limit)
      return { items: page, nextCursor: items.length > limit ? page.at(-1)!.id : null }
    },
  )

  app.patch(
    '/admin/reports/:reportId',
    {
      config: moderator,
      schema: {
        summary: 'Decide a report',
        params: Body({ reportId: Id }),
        body: Body({
          status: Type.Enum(['upheld', 'rejected']),
          note: Type.Optional(Type.String({ maxLength: 500 })),
        }),
        response: answers(Report),
      },
    },
    async (request) => {
      const { status, note = '' } = request.body
      return decideReport(context, personOf(request).id, request.params.reportId, status, note)
    },
  )

  app.get(
    '/admin/words',
    { config: moderator, schema: { summary: 'The word list', response: answers(Items(Word)) } },
    async () => ({ items: await listWords(db) }),
  )

  app.put(
    '/admin/words',
    {
      config: admin,
      schema: {
        summary: 'Add or change a word; without a replacement, texts with it are refused',
        body: Body({ word: Text(32), replacement: Type.Optional(Text(32)) }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const { word, replacement = null } = request.body
      await putWord(context, personOf(request).id, { word: word.trim(), replacement })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/admin/words',
    {
      config: admin,
      schema: {
        summary: 'Take a word off the list',
        querystring: Body({ word: Text(32) }),
        response: noContent,
      },
    },
    async (request, reply) => {
      await removeWord(context, personOf(request).id, request.query.word.trim())
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/admin/bans',
    {
      config: moderator,
      schema: { summary: 'People kept out of the app', response: answers(Items(SanctionShape)) },
    },
    async () => ({ items: await findSanctions(db, now(), 'app.ban', '') }),
  )

  app.put(
    '/admin/bans/:userId',
    {
      config: moderator,
      schema: {
        summary: 'Keep a person out of the app',
        params: Body({ userId: Id }),
        body: SanctionBody,
        response: answers(SanctionShape),
      },
    },
    async (request) => {
      const { userId } = request.params
      const byId = personOf(request).id
      await requirePeople(db, [userId])
      await requireNoStaff(userId)
      const { minutes = null, reason = '' } = request.body
      await audit(db, now(), byId, 'app.ban', `user:${userId}`, { minutes, reason })
      return impose(context, byId, { kind: 'app.ban', scopeId: '', userId, minutes, reason })
    },
  )

  app.delete(
    '/admin/bans/:userId',
    {
      config: moderator,
      schema: { summary: 'Let them in again', params: Body({ userId: Id }), response: noContent },
    },
    async (request, reply) => {
      const { userId } = request.params
      await audit(db, now(), personOf(request).id, 'app.unban', `user:${userId}`, {})
      await lift(context, { kind: 'app.ban', scopeId: '', userId })
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/admin/roles/:userId',
    {
      config: admin,
      schema: {
        summary: 'Give a person a role in the app',
        params: Body({ userId: Id }),
        body: Body({ role: Type.Enum(['user', 'moderator', 'admin']) }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const { userId } = request.params
      const { role } = request.body
      const byId = personOf(request).id
      if (userId === byId) throw Problem.conflict('One does not change one’s own role.')
      await requirePeople(db, [userId])
      await db.transaction().execute(async (transaction) => {
        await transaction.updateTable('users').set({ role }).where('id', '=', userId).execute()
        await audit(transaction, now(), byId, 'user.role', `user:${userId}`, { role })
      })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/admin/audit',
    {
      config: admin,
      schema: {
        summary: 'Who did what, newest first',
        querystring: PageQuery,
        response: answers(Page(AuditEntry)),
      },
    },
    async ({ query }) => {
      const limit = query.limit ?? DEFAULT_LIMIT
      const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(query.cursor)
      if (!Number.isSafeInteger(before))
        throw new Problem('validation', 'The cursor is of no page.')
      const items = await db
        .selectFrom('audit_log')
        .select([
          'id',
          'actor_id as actorId',
          'action',
          'subject',
          'detail',
          'created_at as createdAt',
        ])
        .where('id', '<', before)
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      const page = items.slice(0, limit)
      return { items: page, nextCursor: items.length > limit ? String(page.at(-1)!.id) : null }
    },
  )

  app.post(
    '/admin/reconcile',
    {
      config: admin,
      schema: {
        summary: 'Compare with the IM cloud now',
        response: answers(Type.Object({ repairs: Type.Integer() })),
      },
    },
    async () => ({ repairs: await context.reconciler.run() }),
  )

  app.get(
    '/admin/outbox',
    {
      config: admin,
      schema: {
        summary: 'Calls the IM cloud refused, and calls that wait after a failure',
        response: answers(Items(FailedCall)),
      },
    },
    async () => ({ items: await context.outbox.listTroubled() }),
  )

  app.post(
    '/admin/outbox/:callId/retry',
    {
      config: admin,
      schema: {
        summary: 'Try a refused call again',
        params: Body({ callId: Type.Integer({ minimum: 1 }) }),
        response: noContent,
      },
    },
    async (request, reply) => {
      if (!(await context.outbox.retry(request.params.callId))) throw Problem.notFound('call')
      return reply.code(204).send(null)
    },
  )

  async function requireNoStaff(userId: string): Promise<void> {
    const row = await db
      .selectFrom('users')
      .select('role')
      .where('id', '=', userId)
      .executeTakeFirst()
    if (row && row.role !== 'user') {
      throw Problem.forbidden('Staff are not banned; take their role away first.')
    }
  }
}
