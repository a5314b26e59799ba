import { Type } from 'typebox'

import { block, listBlocks, unblock } from '../domain/blocks'
import {
  answerRequest,
  listContacts,
  listRequests,
  removeContact,
  requestContact,
  setRemark,
} from '../domain/contacts'
import { personOf } from '../http/access'
import { answers, Body, Id, Items, noContent, Profile, Time } from '../http/schemas'
import type { Routes } from './route-plugin'

const Contact = Type.Object({
  ...Profile.properties,
  remark: Type.String(),
  latinName: Type.String({ description: 'Remark or nickname in Latin letters, e.g. `lin xiao`.' }),
  initial: Type.String({ description: 'Letter of an address book, `A`-`Z` or `#`.' }),
})
const ContactRequest = Type.Object({
  id: Type.String(),
  fromId: Type.String(),
  toId: Type.String(),
  message: Type.String(),
  status: Type.Enum(['pending', 'accepted', 'refused', 'withdrawn']),
  createdAt: Time,
})
const person = { access: { who: 'person' } } as const

export const contactRoutes: Routes = async (app, { context }) => {
  const { db } = context

  app.get(
    '/contacts',
    {
      config: person,
      schema: {
        summary: 'One’s contacts, in the order of an address book',
        response: answers(Items(Contact)),
      },
    },
    async (request) => ({ items: await listContacts(db, personOf(request).id) }),
  )

  app.patch(
    '/contacts/:userId',
    {
      config: person,
      schema: {
        summary: 'Give a contact a name only oneself sees',
        params: Body({ userId: Id }),
        body: Body({ remark: Type.String({ maxLength: 32 }) }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const { remark } = request.body
      await setRemark(db, personOf(request).id, request.params.userId, remark.trim())
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/contacts/:userId',
    {
      config: person,
      schema: {
        summary: 'End a contact, for both',
        params: Body({ userId: Id }),
        response: noContent,
      },
    },
    async (request, reply) => {
      await removeContact(db, personOf(request).id, request.params.userId)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/contact-requests',
    {
      config: person,
      schema: {
        summary: 'Requests that wait, to and from oneself',
        response: answers(Items(ContactRequest)),
      },
    },
    async (request) => ({ items: await listRequests(db, personOf(request).id) }),
  )

  app.post(
    '/contact-requests',
    {
      config: person,
      schema: {
        summary: 'Ask a person to be one’s contact',
        body: Body({ userId: Id, message: Type.Optional(Type.String({ maxLength: 100 })) }),
        response: answers(ContactRequest),
      },
    },
    async (request) => {
      const { userId, message } = request.body
      return requestContact(context, personOf(request).id, userId, message?.trim() ?? '')
    },
  )

  for (const [verb, status] of [
    ['accept', 'accepted'],
    ['refuse', 'refused'],
    ['withdraw', 'withdrawn'],
  ] as const) {
    app.post(
      `/contact-requests/:requestId/${verb}`,
      {
        config: person,
        schema: {
          summary: `${verb} a contact request`,
          params: Body({ requestId: Id }),
          response: answers(ContactRequest),
        },
      },
      async (request) => {
        const { requestId } = request.params
        return answerRequest(context, personOf(request).id, requestId, status)
      },
    )
  }

  app.get(
    '/me/blocks',
    {
      config: person,
      schema: { summary: 'People one has blocked', response: answers(Items(Profile)) },
    },
    async (request) => ({ items: await listBlocks(db, personOf(request).id) }),
  )

  app.put(
    '/me/blocks/:userId',
    {
      config: person,
      schema: { summary: 'Block a person', params: Body({ userId: Id }), response: noContent },
    },
    async (request, reply) => {
      await block(context, personOf(request).id, request.params.userId)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/me/blocks/:userId',
    {
      config: person,
      schema: { summary: 'Unblock a person', params: Body({ userId: Id }), response: noContent },
    },
    async (request, reply) => {
      await unblock(context, personOf(request).id, request.params.userId)
      return reply.code(204).send(null)
    },
  )
}
