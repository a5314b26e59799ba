import type { Cloud } from '../cloud'
import { destroyRoom } from '../rules/room-membership'
import type { Room } from '../state/rooms'
import { apiTime } from './api-time'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

const LIFETIME = { min: 60, max: 10_080, standard: 60 }
const IDS_A_CALL = 50
const LARGEST_PAGE = 500

/** The room named by `chatroomId`. @throws {ApiError} 1002 when there is none. */
export function existingRoom(parameters: Parameters, { state }: Cloud): Room {
  const room = state.rooms.get(parameters.id('chatroomId'))
  if (!room) throw new ApiError(1002, 'chatroomId names no room.')
  return room
}

export const roomEndpoints: Endpoints = {
  /** The older call, `chatroom[<id>]=<name>`; names are not kept, nothing reads them. */
  '/chatroom/create': (parameters, { state }) => {
    const rooms = parameters.map('chatroom')
    if (rooms.length === 0) throw new ApiError(1002, 'chatroom[id] is required.')
    return () => {
      for (const [id] of rooms) state.rooms.ensure(id)
    }
  },
  '/chatroom/create_new': (parameters, { state, delivery }) => {
    const chatroomId = parameters.id('chatroomId')
    const destroyType = parameters.integer('destroyType', { min: 0, max: 1, standard: 0 })
    const lifetimeMinutes = parameters.integer('destroyTime', LIFETIME)
    const isMuted = parameters.flag('isBan')
    const exempt = parameters.all('whiteUserIds')
    const ownerId = parameters.optional('entryOwnerId')
    const entryInfo = parameters.optional('entryInfo')
    const entries = entryInfo === undefined ? [] : entriesIn(entryInfo)
    if (entries.length > 0 && ownerId === undefined) {
      throw new ApiError(1002, 'entryOwnerId is required with entryInfo.')
    }
    return () => {
      state.rooms.ensure(chatroomId)
      state.rooms.update(chatroomId, (room) => {
        Object.assign(room, { destroyType, lifetimeMinutes, isMuted })
        if (exempt.length > 0) room.exempt = exempt
      })
      for (const [key, value] of entries) {
        const entry = { roomId: chatroomId, key, value, ownerId: ownerId!, isAutoDelete: false }
        state.roomEntries.set(entry)
      }
      if (entries.length > 0) {
        delivery.announceRoomEntries(chatroomId, state.roomEntries.versionOf(chatroomId))
      }
    }
  },
  /** Rooms that are not there are over already. */
  '/chatroom/destroy': (parameters, cloud) => {
    const roomIds = parameters.ids('chatroomId', IDS_A_CALL)
    return () => {
      for (const id of roomIds) if (cloud.state.rooms.get(id)) destroyRoom(cloud, id, 0)
    }
  },
  '/chatroom/destroy/set': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    const destroyType = parameters.integer('destroyType', { min: 0, max: 1 })
    const lifetimeMinutes = parameters.integer('destroyTime', LIFETIME)
    return () =>
      cloud.state.rooms.update(id, (room) => Object.assign(room, { destroyType, lifetimeMinutes }))
  },
  '/chatroom/get': (parameters, cloud) => {
    const room = existingRoom(parameters, cloud)
    return () => ({
      chatroomId: room.id,
      createTime: room.createdAt,
      memberCount: cloud.state.rooms.membersOf(room.id).size,
      destroyType: room.destroyType,
      destroyTime: room.lifetimeMinutes,
      ban: room.isMuted,
    })
  },
  '/chatroom/query': (parameters, { state }) => {
    const roomIds = parameters.ids('chatroomId', IDS_A_CALL)
    return () => ({
      chatRooms: roomIds.flatMap((id) => {
        const room = state.rooms.get(id)
        return room ? [{ chrmId: id, name: id, time: apiTime(room.createdAt) }] : []
      }),
    })
  },
  /** Order 1: as they joined; 2: the newest first. */
  '/chatroom/user/query': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    const count = parameters.integer('count', { min: 1, max: LARGEST_PAGE, standard: LARGEST_PAGE })
    const order = parameters.integer('order', { min: 1, max: 2, standard: 1 })
    return () => {
      const members = [...cloud.state.rooms.membersOf(id)]
      if (order === 2) members.reverse()
      return {
        total: members.length,
        users: members
          .slice(0, count)
          .map(([userId, time]) => ({ id: userId, time: apiTime(time) })),
      }
    }
  },
  '/chatroom/user/exist': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    const userId = parameters.id('userId')
    return () => ({ isInChrm: cloud.state.rooms.isMember(id, userId) })
  },
  '/chatroom/users/exist': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    const userIds = parameters.ids('userId', 1000)
    return () => ({
      result: userIds.map((userId) => ({
        userId,
        isInChrm: cloud.state.rooms.isMember(id, userId) ? 1 : 0,
      })),
    })
  },
}

function entriesIn(entryInfo: string): [key: string, value: string][] {
  let parsed: unknown
  try {
    parsed = JSON.parse(entryInfo)
  } catch {
    throw new ApiError(1002, 'entryInfo is not JSON.')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ApiError(1002, 'entryInfo is not an object of keys and values.')
  }
  return Object.entries(parsed).map(([key, value]) => [key, String(value)])
}
