import type { Cloud } from '../cloud'
import { apiTime, LONGEST_MINUTES, MINUTE_MS } from './api-time'
import type { Endpoint, Endpoints } from './endpoint'
import type { Parameters } from './parameters'
import { existingRoom } from './room-endpoints'
import { RoomBan, tellOfBan } from './room-notices'

const IDS_A_CALL = 20
const ROOMS_A_CALL = 50

/** Mutes or opens whole rooms. */
const muteAll =
  (isMuted: boolean): Endpoint =>
  (parameters, cloud) => {
    const roomIds = parameters.ids('chatroomId', ROOMS_A_CALL)
    const isTold = parameters.flag('needNotify')
    const extra = parameters.optional('extra') ?? ''
    return () => {
      for (const id of roomIds) {
        cloud.state.rooms.update(id, (room) => void (room.isMuted = isMuted))
        const operation = isMuted ? RoomBan.MUTE_ALL : RoomBan.UNMUTE_ALL
        if (isTold) tellOfBan(cloud, id, operation, { extra })
      }
    }
  }

function withoutOrWith(list: string[], ids: string[], isIn: boolean): string[] {
  const others = list.filter((id) => !ids.includes(id))
  return isIn ? [...others, ...ids] : others
}

/** Puts people on, or takes them off, the list of those who speak while the room is muted. */
const exemption =
  (isExempt: boolean): Endpoint =>
  (parameters, cloud) => {
    const { room, userIds } = readPeople(parameters, cloud)
    const isTold = parameters.flag('needNotify')
    const extra = parameters.optional('extra') ?? ''
    return () => {
      cloud.state.rooms.update(room.id, (change) => {
        change.exempt = withoutOrWith(change.exempt, userIds, isExempt)
      })
      const operation = isExempt ? RoomBan.ADD_EXEMPTION : RoomBan.REMOVE_EXEMPTION
      if (isTold) tellOfBan(cloud, room.id, operation, { userIds, extra })
    }
  }

/** Hosts are protected: their messages are dropped last. */
const hosting =
  (isHost: boolean): Endpoint =>
  (parameters, cloud) => {
    const { room, userIds } = readPeople(parameters, cloud)
    return () =>
      cloud.state.rooms.update(room.id, (change) => {
        change.hosts = withoutOrWith(change.hosts, userIds, isHost)
      })
  }

function readPeople(parameters: Parameters, cloud: Cloud) {
  return { room: existingRoom(parameters, cloud), userIds: parameters.ids('userId', IDS_A_CALL) }
}

/** Whole rooms muted, people mute in every room, and who is exempt or protected. */
export const roomMuteEndpoints: Endpoints = {
  '/chatroom/ban/add': muteAll(true),
  '/chatroom/ban/rollback': muteAll(false),
  '/chatroom/ban/check': (parameters, { state }) => {
    const id = parameters.id('chatroomId')
    return () => ({ status: state.rooms.get(id)?.isMuted ? 1 : 0 })
  },
  '/chatroom/ban/query': (parameters, { state }) => {
    const size = parameters.integer('size', { min: 1, max: 1000, standard: 50 })
    const page = parameters.integer('page', { min: 1, max: 10_000, standard: 1 })
    return () => {
      const muted = [...state.rooms.all()].filter((room) => room.isMuted)
      return { chatroomIds: muted.slice((page - 1) * size, page * size).map((room) => room.id) }
    }
  },
  '/chatroom/user/ban/whitelist/add': exemption(true),
  '/chatroom/user/ban/whitelist/rollback': exemption(false),
  '/chatroom/user/ban/whitelist/query': (parameters, { state }) => {
    const id = parameters.id('chatroomId')
    return () => ({ userIds: state.rooms.get(id)?.exempt ?? [] })
  },
  '/chatroom/user/whitelist/add': hosting(true),
  '/chatroom/user/whitelist/remove': hosting(false),
  '/chatroom/user/whitelist/query': (parameters, { state }) => {
    const id = parameters.id('chatroomId')
    return () => ({ users: state.rooms.get(id)?.hosts ?? [] })
  },
  '/chatroom/user/ban/add': (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const minutes = parameters.integer('minute', { min: 1, max: LONGEST_MINUTES })
    const { isTold, extra } = readNotice(parameters)
    return () => {
      const durationTime = minutes * MINUTE_MS
      const mutedInRoomsUntil = cloud.state.clock.now() + durationTime
      for (const userId of userIds) cloud.state.users.update(userId, { mutedInRoomsUntil })
      if (isTold) tellRoomsOf(cloud, userIds, RoomBan.MUTE_EVERYWHERE, { durationTime, extra })
    }
  },
  '/chatroom/user/ban/remove': (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const { isTold, extra } = readNotice(parameters)
    return () => {
      for (const userId of userIds) cloud.state.users.update(userId, { mutedInRoomsUntil: 0 })
      if (isTold) tellRoomsOf(cloud, userIds, RoomBan.UNMUTE_EVERYWHERE, { extra })
    }
  },
  '/chatroom/user/ban/query':
    (_parameters, { state }) =>
    () => ({
      users: [...state.users.all()]
        .filter((user) => state.users.isMutedInRooms(user.id))
        .map((user) => ({ userId: user.id, time: apiTime(user.mutedInRoomsUntil ?? 0) })),
    }),
}

function readNotice(parameters: Parameters): { isTold: boolean; extra: string } {
  return { isTold: parameters.flag('needNotify'), extra: parameters.optional('extra') ?? '' }
}

function tellRoomsOf(
  cloud: Cloud,
  userIds: string[],
  operation: 6 | 7,
  detail: { durationTime?: number; extra: string },
): void {
  const roomIds = new Set(userIds.flatMap((userId) => cloud.state.rooms.roomsOfUser(userId)))
  for (const id of roomIds) tellOfBan(cloud, id, operation, { ...detail, userIds })
}
