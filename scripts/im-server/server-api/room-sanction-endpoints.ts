import type { Cloud } from '../cloud'
import { leaveRoom } from '../rules/room-membership'
import type { Room } from '../state/rooms'
import { apiTime, LONGEST_MINUTES, MINUTE_MS } from './api-time'
import type { Endpoint, Endpoints } from './endpoint'
import type { Parameters } from './parameters'
import { existingRoom } from './room-endpoints'
import { RoomBan, tellOfBan, tellOfBlock } from './room-notices'

const IDS_A_CALL = 20

/** What every call against people in a room reads. */
function readTarget(parameters: Parameters, cloud: Cloud) {
  return {
    room: existingRoom(parameters, cloud),
    userIds: parameters.ids('userId', IDS_A_CALL),
    isTold: parameters.flag('needNotify'),
    extra: parameters.optional('extra') ?? '',
  }
}

function listOf(times: Record<string, number>, now: number): { userId: string; time: string }[] {
  return Object.entries(times)
    .filter(([, until]) => until > now)
    .map(([userId, until]) => ({ userId, time: apiTime(until) }))
}

function listed(field: 'mutedUntil' | 'bannedUntil'): Endpoint {
  return (parameters, { state }) => {
    const id = parameters.id('chatroomId')
    return () => ({ users: listOf(state.rooms.get(id)?.[field] ?? {}, state.clock.now()) })
  }
}

function lifted(
  field: 'mutedUntil' | 'bannedUntil',
  tell: (cloud: Cloud, room: Room, userIds: string[], extra: string) => void,
): Endpoint {
  return (parameters, cloud) => {
    const { room, userIds, isTold, extra } = readTarget(parameters, cloud)
    return () => {
      cloud.state.rooms.update(room.id, (change) => {
        for (const userId of userIds) delete change[field][userId]
      })
      if (isTold) tell(cloud, room, userIds, extra)
    }
  }
}

/** Mutes and bans of people in one room. */
export const roomSanctionEndpoints: Endpoints = {
  '/chatroom/user/gag/add': (parameters, cloud) => {
    const { room, userIds, isTold, extra } = readTarget(parameters, cloud)
    const minutes = parameters.integer('minute', { min: 1, max: LONGEST_MINUTES })
    return () => {
      const durationTime = minutes * MINUTE_MS
      const until = cloud.state.clock.now() + durationTime
      cloud.state.rooms.update(room.id, (change) => {
        for (const userId of userIds) change.mutedUntil[userId] = until
      })
      if (isTold) tellOfBan(cloud, room.id, RoomBan.MUTE_USERS, { userIds, durationTime, extra })
    }
  },
  '/chatroom/user/gag/rollback': lifted('mutedUntil', (cloud, room, userIds, extra) =>
    tellOfBan(cloud, room.id, RoomBan.UNMUTE_USERS, { userIds, extra }),
  ),
  '/chatroom/user/gag/list': listed('mutedUntil'),
  /** Whoever is inside is sent out, and told so: the SDK leaves the room on that notice. */
  '/chatroom/user/block/add': (parameters, cloud) => {
    const { room, userIds, isTold, extra } = readTarget(parameters, cloud)
    const minutes = parameters.integer('minute', { min: 1, max: LONGEST_MINUTES })
    return () => {
      const durationTime = minutes * MINUTE_MS
      const until = cloud.state.clock.now() + durationTime
      const inside = userIds.filter((userId) => cloud.state.rooms.isMember(room.id, userId))
      cloud.state.rooms.update(room.id, (change) => {
        for (const userId of userIds) change.bannedUntil[userId] = until
      })
      tellOfBlock(
        cloud,
        room.id,
        { isBlocked: true, userIds, durationTime, extra },
        isTold ? 'room' : inside,
      )
      for (const userId of inside) leaveRoom(cloud, room.id, userId)
    }
  },
  '/chatroom/user/block/rollback': lifted('bannedUntil', (cloud, room, userIds, extra) =>
    tellOfBlock(cloud, room.id, { isBlocked: false, userIds, extra }, 'room'),
  ),
  '/chatroom/user/block/list': listed('bannedUntil'),
}
