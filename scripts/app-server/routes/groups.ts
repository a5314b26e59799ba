import { Type } from 'typebox'

import {
  inviteToGroup,
  joinGroup,
  kickFromGroup,
  leaveGroup,
  setGroupAdmin,
  transferGroup,
} from '../domain/group-membership'
import {
  changeGroup,
  createGroup,
  dismissGroup,
  findGroup,
  listGroupsOf,
  listMembers,
} from '../domain/groups'
import { personOf } from '../http/access'
import { answers, Body, Id, Items, noContent, Profile, Text, Time } from '../http/schemas'
import type { Routes } from './route-plugin'

const JoinPolicy = Type.Union([Type.Literal('open'), Type.Literal('invitation')])
const Group = Type.Object({
  id: Type.String(),
  name: Type.String(),
  notice: Type.String(),
  ownerId: Type.String(),
  joinPolicy: JoinPolicy,
  isMuted: Type.Boolean(),
  memberCount: Type.Integer(),
})
const Member = Type.Object({
  ...Profile.properties,
  role: Type.Enum(['member', 'admin', 'owner']),
  joinedAt: Time,
})
const GroupCard = Type.Object({
  id: Type.String(),
  name: Type.String(),
  memberCount: Type.Integer(),
  joinPolicy: JoinPolicy,
})
const GroupParams = Body({ groupId: Id })
const MemberParams = Body({ groupId: Id, userId: Id })

const member = { access: { who: 'group', role: 'member' } } as const
const admin = { access: { who: 'group', role: 'admin' } } as const
const owner = { access: { who: 'group', role: 'owner' } } as const

export const groupRoutes: Routes = async (app, { context }) => {
  const { db } = context

  app.get(
    '/me/groups',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'Groups one is in', response: answers(Items(Group)) },
    },
    async (request) => ({ items: await listGroupsOf(db, personOf(request).id) }),
  )

  app.post(
    '/groups',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary: 'Make a group of oneself and some contacts',
        body: Body({
          name: Text(32),
          memberIds: Type.Array(Id, { maxItems: 99 }),
          joinPolicy: Type.Optional(JoinPolicy),
        }),
        response: answers(Group),
      },
    },
    async (request) => {
      const { name, memberIds, joinPolicy = 'open' } = request.body
      return createGroup(context, personOf(request).id, { name, memberIds, joinPolicy })
    },
  )

  app.get(
    '/groups/:groupId',
    {
      config: member,
      schema: { summary: 'A group one is in', params: GroupParams, response: answers(Group) },
    },
    async ({ params }) => findGroup(db, params.groupId),
  )

  app.get(
    '/groups/:groupId/card',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary:
          'What somebody sees of a group before joining; who knows the id has been told of it',
        params: GroupParams,
        response: answers(GroupCard),
      },
    },
    async ({ params }) => {
      const { id, name, memberCount, joinPolicy } = await findGroup(db, params.groupId)
      return { id, name, memberCount, joinPolicy }
    },
  )

  app.patch(
    '/groups/:groupId',
    {
      config: admin,
      schema: {
        summary: 'Rename a group, set its notice or how it is joined',
        params: GroupParams,
        body: Type.Object(
          {
            name: Type.Optional(Text(32)),
            notice: Type.Optional(Type.String({ maxLength: 500 })),
            joinPolicy: Type.Optional(JoinPolicy),
          },
          { additionalProperties: false, minProperties: 1 },
        ),
        response: answers(Group),
      },
    },
    async (request) =>
      changeGroup(context, personOf(request).id, request.params.groupId, request.body),
  )

  app.delete(
    '/groups/:groupId',
    {
      config: owner,
      schema: { summary: 'Dismiss a group', params: GroupParams, response: noContent },
    },
    async (request, reply) => {
      await dismissGroup(context, personOf(request).id, request.params.groupId)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/groups/:groupId/members',
    {
      config: member,
      schema: {
        summary: 'Members: owner, admins, then by joining',
        params: GroupParams,
        response: answers(Items(Member)),
      },
    },
    async ({ params }) => ({ items: await listMembers(db, params.groupId) }),
  )

  app.post(
    '/groups/:groupId/members',
    {
      config: member,
      schema: {
        summary: 'Invite contacts',
        params: GroupParams,
        body: Body({ userIds: Type.Array(Id, { minItems: 1, maxItems: 100 }) }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      const { groupId } = request.params
      await inviteToGroup(context, person.id, person.groupRole!, groupId, request.body.userIds)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/groups/:groupId/members/me',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'Join an open group', params: GroupParams, response: noContent },
    },
    async (request, reply) => {
      await joinGroup(context, personOf(request).id, request.params.groupId)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/groups/:groupId/members/me',
    {
      config: member,
      schema: { summary: 'Leave a group', params: GroupParams, response: noContent },
    },
    async (request, reply) => {
      const person = personOf(request)
      await leaveGroup(context, person.id, person.groupRole!, request.params.groupId)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/groups/:groupId/members/:userId',
    {
      config: admin,
      schema: { summary: 'Remove a member', params: MemberParams, response: noContent },
    },
    async (request, reply) => {
      const person = personOf(request)
      const { groupId, userId } = request.params
      await kickFromGroup(context, person.id, person.groupRole!, groupId, userId)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/groups/:groupId/owner',
    {
      config: owner,
      schema: {
        summary: 'Hand the group over; the old owner stays as an admin',
        params: GroupParams,
        body: Body({ userId: Id }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const { groupId } = request.params
      await transferGroup(context, personOf(request).id, groupId, request.body.userId)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/groups/:groupId/admins/:userId',
    {
      config: owner,
      schema: { summary: 'Make a member an admin', params: MemberParams, response: noContent },
    },
    async (request, reply) => {
      const { groupId, userId } = request.params
      await setGroupAdmin(context, personOf(request).id, groupId, userId, 'admin')
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/groups/:groupId/admins/:userId',
    {
      config: owner,
      schema: {
        summary: 'Make an admin a member again',
        params: MemberParams,
        response: noContent,
      },
    },
    async (request, reply) => {
      const { groupId, userId } = request.params
      await setGroupAdmin(context, personOf(request).id, groupId, userId, 'member')
      return reply.code(204).send(null)
    },
  )
}
