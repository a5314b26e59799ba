import Type from 'typebox'

import type { Cloud } from '../cloud'
import { apiTime, MINUTE_MS } from './api-time'
import { endpoint, type Endpoint, type Endpoints } from './endpoint'
import { existingRoom } from './existing-room'
import { Id, Ids, Minutes, Told, Whole } from './fields'
import { RoomBan, tellOfBan } from './room-notices'

const PEOPLE_A_CALL = 20
const ROOMS_A_CALL = 50
const People = { chatroomId: Id, userId: Ids(PEOPLE_A_CALL) }

/** Mutes or opens whole rooms. */
const muteAll = (isMuted: boolean): Endpoint =>
  endpoint(
    { chatroomId: Ids(ROOMS_A_CALL), ...Told },
    ({ chatroomId, needNotify, extra }, cloud) => {
      for (const id of chatroomId) existingRoom(cloud.state, id)
      for (const id of chatroomId) {
        cloud.state.rooms.update(id, (room) => void (room.isMuted = isMuted))
        const operation = isMuted ? RoomBan.MUTE_ALL : RoomBan.UNMUTE_ALL
        if (needNotify) tellOfBan(cloud, id, operation, { extra })
      }
    },
  )

function withoutOrWith(list: string[], ids: string[], isIn: boolean): string[] {
  const others = list.filter((id) => !ids.includes(id))
  return isIn ? [...others, ...ids] : others
}

/** Puts people on, or takes them off, the list of those who speak while the room is muted. */
const exemption = (isExempt: boolean): Endpoint =>
  endpoint({ ...People, ...Told }, ({ chatroomId, userId: userIds, needNotify, extra }, cloud) => {
    existingRoom(cloud.state, chatroomId)
    cloud.state.rooms.update(chatroomId, (room) => {
      room.exempt = withoutOrWith(room.exempt, userIds, isExempt)
    })
    const operation = isExempt ? RoomBan.ADD_EXEMPTION : RoomBan.REMOVE_EXEMPTION
    if (needNotify) tellOfBan(cloud, chatroomId, operation, { userIds, extra })
  })

/** Hosts are protected: their messages are dropped last. */
const hosting = (isHost: boolean): Endpoint =>
  endpoint(People, ({ chatroomId, userId }, { state }) => {
    existingRoom(state, chatroomId)
    state.rooms.update(chatroomId, (room) => {
      room.hosts = withoutOrWith(room.hosts, userId, isHost)
    })
  })

function tellRoomsOf(
  cloud: Cloud,
  userIds: string[],
  operation: 6 | 7,
  detail: { durationTime?: number; extra?: string },
): void {
  const roomIds = new Set(userIds.flatMap((userId) => cloud.state.rooms.roomsOfUser(userId)))
  for (const id of roomIds) tellOfBan(cloud, id, operation, { ...detail, userIds })
}

/** Whole rooms muted, people mute in every room, and who is exempt or protected. */
export const roomMuteEndpoints: Endpoints = {
  '/chatroom/ban/add': muteAll(true),
  '/chatroom/ban/rollback': muteAll(false),
  '/chatroom/ban/check': endpoint({ chatroomId: Id }, ({ chatroomId }, { state }) => ({
    status: state.rooms.get(chatroomId)?.isMuted ? 1 : 0,
  })),
  '/chatroom/ban/query': endpoint(
    { size: Type.Optional(Whole(1, 1000)), page: Type.Optional(Whole(1, 10_000)) },
    ({ size = 50, page = 1 }, { state }) => {
      const muted = [...state.rooms.all()].filter((room) => room.isMuted)
      return { chatroomIds: muted.slice((page - 1) * size, page * size).map((room) => room.id) }
    },
  ),
  '/chatroom/user/ban/whitelist/add': exemption(true),
  '/chatroom/user/ban/whitelist/rollback': exemption(false),
  '/chatroom/user/ban/whitelist/query': endpoint(
    { chatroomId: Id },
    ({ chatroomId }, { state }) => ({
      userIds: state.rooms.get(chatroomId)?.exempt ?? [],
    }),
  ),
  '/chatroom/user/whitelist/add': hosting(true),
  '/chatroom/user/whitelist/remove': hosting(false),
  '/chatroom/user/whitelist/query': endpoint({ chatroomId: Id }, ({ chatroomId }, { state }) => ({
    users: state.rooms.get(chatroomId)?.hosts ?? [],
  })),
  '/chatroom/user/ban/add': endpoint(
    { userId: Ids(PEOPLE_A_CALL), minute: Minutes, ...Told },
    ({ userId, minute, needNotify, extra }, cloud) => {
      const durationTime = minute * MINUTE_MS
      const mutedInRoomsUntil = cloud.state.clock.now() + durationTime
      for (const id of userId) cloud.state.users.update(id, { mutedInRoomsUntil })
      if (needNotify) tellRoomsOf(cloud, userId, RoomBan.MUTE_EVERYWHERE, { durationTime, extra })
    },
  ),
  '/chatroom/user/ban/remove': endpoint(
    { userId: Ids(PEOPLE_A_CALL), ...Told },
    ({ userId, needNotify, extra }, cloud) => {
      for (const id of userId) cloud.state.users.update(id, { mutedInRoomsUntil: 0 })
      if (needNotify) tellRoomsOf(cloud, userId, RoomBan.UNMUTE_EVERYWHERE, { extra })
    },
  ),
  '/chatroom/user/ban/query': endpoint({}, (_given, { state }) => ({
    users: [...state.users.all()]
      .filter((user) => state.users.isMutedInRooms(user.id))
      .map((user) => ({ userId: user.id, time: apiTime(user.mutedInRoomsUntil ?? 0) })),
  })),
}
