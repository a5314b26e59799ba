import { Type } from 'typebox'

import { announce, listAnnouncements, removeAnnouncement } from '../domain/announcements'
import { HeadCounts } from '../domain/head-counts'
import { findProfiles } from '../domain/people'
import { speakInRoom } from '../domain/room-messages'
import {
  closeRoom,
  createRoom,
  findRoom,
  listHosts,
  listRooms,
  renameRoom,
  setRoomHost,
} from '../domain/rooms'
import { personOf } from '../http/access'
import {
  answers,
  Body,
  DEFAULT_LIMIT,
  Id,
  Items,
  noContent,
  Page,
  PageQuery,
  Profile,
  Text,
  Time,
} from '../http/schemas'
import { requirePeople } from '../domain/people'
import type { Routes } from './route-plugin'

const Room = Type.Object({
  id: Type.String(),
  name: Type.String(),
  ownerId: Type.String(),
  isMuted: Type.Boolean(),
  createdAt: Time,
})
const ListedRoom = Type.Object({
  ...Room.properties,
  memberCount: Type.Optional(
    Type.Integer({ description: 'People in it now; absent while the cloud does not say.' }),
  ),
})
const RoomDetail = Type.Object({
  ...Room.properties,
  role: Type.Enum(['visitor', 'host', 'owner']),
  hostIds: Type.Array(Type.String()),
})
const Announcement = Type.Object({
  id: Type.String(),
  body: Type.String(),
  byId: Type.String(),
  createdAt: Time,
})
const RoomParams = Body({ roomId: Id })

const visitor = { access: { who: 'room', role: 'visitor' } } as const
const host = { access: { who: 'room', role: 'host' } } as const
const owner = { access: { who: 'room', role: 'owner' } } as const

/** The cloud lists 500 people of a room at most. */
const MOST_MEMBERS = 500

export const roomRoutes: Routes = async (app, { context }) => {
  const { db } = context
  const headCounts = new HeadCounts(context)

  app.get(
    '/rooms',
    {
      config: { access: { who: 'person' } },
      schema: {
        summary: 'Open rooms',
        querystring: PageQuery,
        response: answers(Page(ListedRoom)),
      },
    },
    async ({ query }) => {
      const limit = query.limit ?? DEFAULT_LIMIT
      const items = await listRooms(db, limit + 1, query.cursor)
      const page = items.slice(0, limit)
      const counts = await headCounts.of(page.map(({ id }) => id))
      const listed = page.map((room) => ({ ...room, memberCount: counts.get(room.id) }))
      return { items: listed, nextCursor: items.length > limit ? page.at(-1)!.id : null }
    },
  )

  app.post(
    '/rooms',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'Open a room', body: Body({ name: Text(32) }), response: answers(Room) },
    },
    async (request) => createRoom(context, personOf(request).id, request.body.name),
  )

  app.get(
    '/rooms/:roomId',
    {
      config: visitor,
      schema: { summary: 'A room', params: RoomParams, response: answers(RoomDetail) },
    },
    async (request) => {
      const { roomId } = request.params
      const room = await findRoom(db, roomId)
      const hostIds = await listHosts(db, roomId)
      return { ...room, role: personOf(request).roomRole!, hostIds }
    },
  )

  app.patch(
    '/rooms/:roomId',
    {
      config: owner,
      schema: {
        summary: 'Rename a room',
        params: RoomParams,
        body: Body({ name: Text(32) }),
        response: answers(Room),
      },
    },
    async (request) =>
      renameRoom(context, personOf(request).id, request.params.roomId, request.body.name),
  )

  app.delete(
    '/rooms/:roomId',
    {
      config: owner,
      schema: { summary: 'Close a room for good', params: RoomParams, response: noContent },
    },
    async (request, reply) => {
      await closeRoom(context, personOf(request).id, request.params.roomId)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/rooms/:roomId/members',
    {
      config: visitor,
      schema: {
        summary: 'People in the room now, as the cloud knows them',
        params: RoomParams,
        response: answers(Type.Object({ total: Type.Integer(), items: Type.Array(Profile) })),
      },
    },
    async ({ params }) => {
      const answer = await context.rongcloud.call<{
        total?: number
        users?: Array<{ id: string }>
      }>('/chatroom/user/query.json', { chatroomId: params.roomId, count: MOST_MEMBERS, order: 1 })
      const ids = (answer.users ?? []).map((user) => user.id)
      return { total: answer.total ?? ids.length, items: await findProfiles(db, ids) }
    },
  )

  app.post(
    '/rooms/:roomId/messages',
    {
      config: visitor,
      schema: {
        summary: 'Speak in the room through this server',
        params: RoomParams,
        body: Body({ text: Text(1000) }),
        response: answers(Type.Object({ messageUid: Type.String() })),
      },
    },
    async (request) => ({
      messageUid: await speakInRoom(
        context,
        personOf(request).id,
        request.params.roomId,
        request.body.text,
      ),
    }),
  )

  app.get(
    '/rooms/:roomId/announcements',
    {
      config: visitor,
      schema: {
        summary: 'Announcements, newest first',
        params: RoomParams,
        response: answers(Items(Announcement)),
      },
    },
    async ({ params }) => ({ items: await listAnnouncements(db, params.roomId) }),
  )

  app.post(
    '/rooms/:roomId/announcements',
    {
      config: host,
      schema: {
        summary: 'Announce',
        params: RoomParams,
        body: Body({ body: Text(500) }),
        response: answers(Announcement),
      },
    },
    async (request) =>
      announce(context, personOf(request).id, request.params.roomId, request.body.body),
  )

  app.delete(
    '/rooms/:roomId/announcements/:announcementId',
    {
      config: host,
      schema: {
        summary: 'Take an announcement down',
        params: Body({ roomId: Id, announcementId: Id }),
        response: noContent,
      },
    },
    async (request, reply) => {
      const { roomId, announcementId } = request.params
      await removeAnnouncement(context, personOf(request).id, roomId, announcementId)
      return reply.code(204).send(null)
    },
  )

  for (const [method, isHost] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    app.route({
      method,
      url: '/rooms/:roomId/hosts/:userId',
      config: owner,
      schema: {
        summary: isHost ? 'Make a person a host' : 'Make a host a visitor again',
        params: Body({ roomId: Id, userId: Id }),
        response: noContent,
      },
      handler: async (request, reply) => {
        const { roomId, userId } = request.params
        await requirePeople(db, [userId])
        await setRoomHost(context, roomId, userId, isHost)
        return reply.code(204).send(null)
      },
    })
  }
}
