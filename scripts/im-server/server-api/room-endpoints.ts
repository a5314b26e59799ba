import Type from 'typebox'

import { destroyRoom } from '../rules/room-membership'
import { ApiError } from './api-error'
import { apiTime } from './api-time'
import { endpoint, type Endpoints } from './endpoint'
import { existingRoom } from './existing-room'
import { Flag, Id, Ids, Names, Text, Whole } from './fields'
import { checkRoomFor, entriesIn, putEntries } from './room-entry-changes'

const ROOMS_A_CALL = 50
const PEOPLE_A_CALL = 1000
const LARGEST_PAGE = 500

/** 0: ends when idle; 1: ends `destroyTime` minutes after it was made. */
const DestroyType = Whole(0, 1)
const Lifetime = Type.Optional(Whole(60, 10_080))
const STANDARD_LIFETIME = 60

/** Rooms, and who is in them. Nobody is put into a room from here: joining is the client's. */
export const roomEndpoints: Endpoints = {
  /** The older call, `chatroom[<id>]=<name>`; names are not kept, nothing reads them. */
  '/chatroom/create': endpoint({ chatroom: Names }, ({ chatroom }, { state }) => {
    for (const id of Object.keys(chatroom)) state.rooms.ensure(id)
  }),
  '/chatroom/create_new': endpoint(
    {
      chatroomId: Id,
      destroyType: Type.Optional(DestroyType),
      destroyTime: Lifetime,
      isBan: Flag,
      whiteUserIds: Type.Optional(Ids(20)),
      entryOwnerId: Type.Optional(Id),
      entryInfo: Type.Optional(Text(1_048_576)),
    },
    (given, cloud) => {
      const { rooms } = cloud.state
      const entries = given.entryInfo === undefined ? [] : entriesIn(given.entryInfo, false)
      if (entries.length > 0 && given.entryOwnerId === undefined) {
        throw new ApiError(1002, 'entryOwnerId is required with entryInfo.')
      }
      checkRoomFor(cloud, given.chatroomId, entries)
      rooms.ensure(given.chatroomId)
      rooms.update(given.chatroomId, (room) => {
        room.destroyType = given.destroyType ?? 0
        room.lifetimeMinutes = given.destroyTime ?? STANDARD_LIFETIME
        room.isMuted = given.isBan ?? false
        if (given.whiteUserIds) room.exempt = given.whiteUserIds
      })
      putEntries(cloud, given.chatroomId, given.entryOwnerId ?? '', entries)
    },
  ),
  /** Rooms that are not there are over already. */
  '/chatroom/destroy': endpoint({ chatroomId: Ids(ROOMS_A_CALL) }, ({ chatroomId }, cloud) => {
    for (const id of chatroomId) if (cloud.state.rooms.get(id)) destroyRoom(cloud, id, 0)
  }),
  '/chatroom/destroy/set': endpoint(
    { chatroomId: Id, destroyType: DestroyType, destroyTime: Lifetime },
    ({ chatroomId, destroyType, destroyTime = STANDARD_LIFETIME }, { state }) => {
      existingRoom(state, chatroomId)
      state.rooms.update(chatroomId, (room) => {
        room.destroyType = destroyType
        room.lifetimeMinutes = destroyTime
      })
    },
  ),
  '/chatroom/get': endpoint({ chatroomId: Id }, ({ chatroomId }, { state }) => {
    const room = existingRoom(state, chatroomId)
    return {
      chatroomId: room.id,
      createTime: room.createdAt,
      memberCount: state.rooms.membersOf(room.id).size,
      destroyType: room.destroyType,
      destroyTime: room.lifetimeMinutes,
      ban: room.isMuted,
    }
  }),
  '/chatroom/query': endpoint({ chatroomId: Ids(ROOMS_A_CALL) }, ({ chatroomId }, { state }) => ({
    chatRooms: chatroomId.flatMap((id) => {
      const room = state.rooms.get(id)
      return room ? [{ chrmId: id, name: id, time: apiTime(room.createdAt) }] : []
    }),
  })),
  /** Order 1: as they joined; 2: the newest first. */
  '/chatroom/user/query': endpoint(
    {
      chatroomId: Id,
      count: Type.Optional(Whole(1, LARGEST_PAGE)),
      order: Type.Optional(Whole(1, 2)),
    },
    ({ chatroomId, count = LARGEST_PAGE, order = 1 }, { state }) => {
      const members = [...state.rooms.membersOf(existingRoom(state, chatroomId).id)]
      if (order === 2) members.reverse()
      const users = members.slice(0, count).map(([id, time]) => ({ id, time: apiTime(time) }))
      return { total: members.length, users }
    },
  ),
  '/chatroom/user/exist': endpoint(
    { chatroomId: Id, userId: Id },
    ({ chatroomId, userId }, { state }) => ({
      isInChrm: state.rooms.isMember(existingRoom(state, chatroomId).id, userId),
    }),
  ),
  '/chatroom/users/exist': endpoint(
    { chatroomId: Id, userId: Ids(PEOPLE_A_CALL) },
    ({ chatroomId, userId }, { state }) => {
      existingRoom(state, chatroomId)
      const isInside = (id: string): 0 | 1 => (state.rooms.isMember(chatroomId, id) ? 1 : 0)
      return { result: userId.map((id) => ({ userId: id, isInChrm: isInside(id) })) }
    },
  ),
}
