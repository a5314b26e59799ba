import { Type } from 'typebox'

import { recallMessage } from '../domain/recall'
import { fileReport } from '../domain/reports'
import { isStaff, personOf } from '../http/access'
import { answers, Body, Id, noContent, Text, Time } from '../http/schemas'
import type { Routes } from './route-plugin'

/** Message ids are the cloud's, e.g. `C3RC-VBTQ-2FO8-K7LC`. */
const MessageUid = Type.String({ minLength: 1, maxLength: 64 })

export const moderationRoutes: Routes = async (app, { context }) => {
  app.post(
    '/messages/:messageUid/recall',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary: 'Take back what somebody said, as staff, a group’s admin or a room’s host',
        params: Body({ messageUid: MessageUid }),
        body: Body({
          channel: Type.Enum(['PERSON', 'GROUP', 'TEMPGROUP']),
          targetId: Id,
          fromId: Id,
          sentAt: Time,
        }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      const moderator = { id: person.id, isStaff: isStaff(person) }
      await recallMessage(context, moderator, request.params.messageUid, request.body)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/reports',
    {
      config: { access: { who: 'person' }, rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        summary: 'Report a person, group, room or message',
        body: Body({
          subjectType: Type.Enum(['user', 'group', 'room', 'message']),
          subjectId: MessageUid,
          reason: Text(50),
          detail: Type.Optional(Type.String({ maxLength: 500 })),
        }),
        response: answers(Type.Object({ id: Type.String() })),
      },
    },
    async (request) => {
      const { detail = '', ...report } = request.body
      return fileReport(context, personOf(request).id, { ...report, detail })
    },
  )

  app.post(
    '/content-checks',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary: 'Check a text before a client sends it itself',
        body: Body({ text: Text(10_000) }),
        response: answers(Type.Object({ text: Type.String() })),
      },
    },
    async (request) => ({
      text: await context.textGuard.check(personOf(request).id, 'social', request.body.text),
    }),
  )
}
