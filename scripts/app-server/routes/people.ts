import { Type } from 'typebox'

import { deleteAccount } from '../domain/account-deletion'
import { changeProfile, findOwnProfile, findProfiles } from '../domain/people'
import { findPresence } from '../domain/presence'
import { personOf } from '../http/access'
import { Problem } from '../http/problem'
import { answers, Body, Id, Items, noContent, OwnProfile, Profile, Text } from '../http/schemas'
import type { Routes } from './route-plugin'

const MOST_IDS = 100
/** A picture's address, or nothing. */
const Avatar = Type.String({ maxLength: 1024, pattern: '^(https?://\\S+)?$' })

export const peopleRoutes: Routes = async (app, { context }) => {
  const { db } = context

  app.get(
    '/me',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'One’s own profile', response: answers(OwnProfile) },
    },
    async (request) => findOwnProfile(db, personOf(request).id),
  )

  app.patch(
    '/me',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary: 'Change one’s own profile',
        body: Type.Object(
          { nickname: Type.Optional(Text(32)), avatar: Type.Optional(Avatar) },
          { additionalProperties: false, minProperties: 1 },
        ),
        response: answers(OwnProfile),
      },
    },
    async (request) => changeProfile(context, personOf(request).id, request.body),
  )

  app.delete(
    '/me',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'End one’s own account', response: noContent },
    },
    async (request, reply) => {
      await deleteAccount(context, personOf(request).id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/users',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary: 'Profiles by ids, 100 at most; unknown ids are left out',
        querystring: Body({ ids: Type.String({ minLength: 1, maxLength: 6600 }) }),
        response: answers(Items(Profile)),
      },
    },
    async ({ query }) => {
      const ids = query.ids.split(',').filter(Boolean)
      if (ids.length > MOST_IDS) {
        throw new Problem('validation', `Ask for ${MOST_IDS} people at most.`, [
          { pointer: '/querystring/ids', detail: `must not hold more than ${MOST_IDS} ids` },
        ])
      }
      return { items: await findProfiles(db, ids) }
    },
  )

  app.get(
    '/users/:userId',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'A profile', params: Body({ userId: Id }), response: answers(Profile) },
    },
    async ({ params }) => {
      const [profile] = await findProfiles(db, [params.userId])
      if (!profile) throw Problem.notFound('person')
      return profile
    },
  )

  app.get(
    '/users/:userId/presence',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary: 'Whether a contact is online',
        params: Body({ userId: Id }),
        response: answers(Type.Object({ userId: Type.String(), isOnline: Type.Boolean() })),
      },
    },
    async (request) => findPresence(context, personOf(request).id, request.params.userId),
  )
}
