import type { Cloud } from '../cloud'
import { leaveRoom } from '../rules/room-membership'
import { apiTime, MINUTE_MS } from './api-time'
import { endpoint, type Endpoint, type Endpoints } from './endpoint'
import { existingRoom } from './existing-room'
import { Id, Ids, Minutes, Told } from './fields'
import { RoomBan, tellOfBan, tellOfBlock } from './room-notices'

const People = { chatroomId: Id, userId: Ids(20), ...Told }

type Sanction = 'mutedUntil' | 'bannedUntil'

const list = (sanction: Sanction): Endpoint =>
  endpoint({ chatroomId: Id }, ({ chatroomId }, { state }) => {
    const now = state.clock.now()
    return {
      users: Object.entries(state.rooms.get(chatroomId)?.[sanction] ?? {})
        .filter(([, until]) => until > now)
        .map(([userId, until]) => ({ userId, time: apiTime(until) })),
    }
  })

const lift = (
  sanction: Sanction,
  tell: (cloud: Cloud, roomId: string, userIds: string[], extra?: string) => void,
): Endpoint =>
  endpoint(People, ({ chatroomId, userId, needNotify, extra }, cloud) => {
    existingRoom(cloud.state, chatroomId)
    cloud.state.rooms.update(chatroomId, (room) => {
      for (const id of userId) delete room[sanction][id]
    })
    if (needNotify) tell(cloud, chatroomId, userId, extra)
  })

/** Mutes and bans of people in one room. */
export const roomSanctionEndpoints: Endpoints = {
  '/chatroom/user/gag/add': endpoint(
    { ...People, minute: Minutes },
    ({ chatroomId, userId: userIds, minute, needNotify, extra }, cloud) => {
      existingRoom(cloud.state, chatroomId)
      const durationTime = minute * MINUTE_MS
      const until = cloud.state.clock.now() + durationTime
      cloud.state.rooms.update(chatroomId, (room) => {
        for (const id of userIds) room.mutedUntil[id] = until
      })
      if (!needNotify) return
      tellOfBan(cloud, chatroomId, RoomBan.MUTE_USERS, { userIds, durationTime, extra })
    },
  ),
  '/chatroom/user/gag/rollback': lift('mutedUntil', (cloud, roomId, userIds, extra) =>
    tellOfBan(cloud, roomId, RoomBan.UNMUTE_USERS, { userIds, extra }),
  ),
  '/chatroom/user/gag/list': list('mutedUntil'),
  /** Whoever is inside is sent out, and told so: the SDK leaves the room on that notice. */
  '/chatroom/user/block/add': endpoint(
    { ...People, minute: Minutes },
    ({ chatroomId, userId: userIds, minute, needNotify, extra }, cloud) => {
      existingRoom(cloud.state, chatroomId)
      const durationTime = minute * MINUTE_MS
      const until = cloud.state.clock.now() + durationTime
      const inside = userIds.filter((id) => cloud.state.rooms.isMember(chatroomId, id))
      cloud.state.rooms.update(chatroomId, (room) => {
        for (const id of userIds) room.bannedUntil[id] = until
      })
      const block = { isBlocked: true, userIds, durationTime, extra }
      tellOfBlock(cloud, chatroomId, block, needNotify ? 'room' : inside)
      for (const id of inside) leaveRoom(cloud, chatroomId, id, { cause: 'banned' })
    },
  ),
  '/chatroom/user/block/rollback': lift('bannedUntil', (cloud, roomId, userIds, extra) =>
    tellOfBlock(cloud, roomId, { isBlocked: false, userIds, extra }, 'room'),
  ),
  '/chatroom/user/block/list': list('bannedUntil'),
}
