import Type from 'typebox'

import { apiTime, MINUTE_MS } from './api-time'
import { endpoint, type Endpoint, type Endpoints } from './endpoint'
import { Id, Ids, MinutesOrEndless, Whole } from './fields'
import { existingGroup } from './group-endpoints'

const IDS_A_CALL = 20
/** A mute without an end is listed with this one. */
const ENDLESS = apiTime(Date.UTC(2099, 11, 31))

/** Mutes or opens whole groups. */
const muteAll = (isMuted: boolean): Endpoint =>
  endpoint({ groupId: Ids(IDS_A_CALL) }, ({ groupId }, { state }) => {
    for (const id of groupId) existingGroup(state, id)
    for (const id of groupId) state.groups.update(id, (group) => void (group.isMuted = isMuted))
  })

/** Puts members on, or takes them off, the list of those who speak while the group is muted. */
const exemption = (isExempt: boolean): Endpoint =>
  endpoint({ userId: Ids(IDS_A_CALL), groupId: Id }, ({ userId, groupId }, { state }) => {
    existingGroup(state, groupId)
    state.groups.update(groupId, (group) => {
      const others = group.exempt.filter((id) => !userId.includes(id))
      group.exempt = isExempt ? [...others, ...userId] : others
    })
  })

/** Members muted, whole groups muted, and who is exempt from that. */
export const groupMuteEndpoints: Endpoints = {
  '/group/user/gag/add': endpoint(
    { userId: Ids(IDS_A_CALL), groupId: Id, minute: MinutesOrEndless },
    ({ userId, groupId, minute }, { state }) => {
      existingGroup(state, groupId)
      const until = minute === 0 ? 0 : state.clock.now() + minute * MINUTE_MS
      state.groups.update(groupId, (group) => {
        for (const id of userId) group.mutedUntil[id] = until
      })
    },
  ),
  '/group/user/gag/rollback': endpoint(
    { userId: Ids(IDS_A_CALL), groupId: Id },
    ({ userId, groupId }, { state }) => {
      existingGroup(state, groupId)
      state.groups.update(groupId, (group) => {
        for (const id of userId) delete group.mutedUntil[id]
      })
    },
  ),
  '/group/user/gag/list': endpoint({ groupId: Id }, ({ groupId }, { state }) => {
    const now = state.clock.now()
    const mutes = Object.entries(state.groups.get(groupId)?.mutedUntil ?? {})
    return {
      users: mutes
        .filter(([, until]) => until === 0 || until > now)
        .map(([userId, until]) => ({ userId, time: until === 0 ? ENDLESS : apiTime(until) })),
    }
  }),
  '/group/ban/add': muteAll(true),
  '/group/ban/rollback': muteAll(false),
  /** Of the groups named, or of all that are muted when none is. */
  '/group/ban/query': endpoint(
    {
      groupId: Type.Optional(Ids(IDS_A_CALL)),
      page: Type.Optional(Whole(1, 10_000)),
      size: Type.Optional(Whole(1, 200)),
    },
    ({ groupId, page = 1, size = 50 }, { state }) => {
      const muted = [...state.groups.all()].filter((group) => group.isMuted)
      const listed = muted.slice((page - 1) * size, page * size).map((group) => group.id)
      return {
        groupinfo: (groupId ?? listed).map((id) => ({
          groupId: id,
          stat: state.groups.get(id)?.isMuted ? 1 : 0,
        })),
      }
    },
  ),
  '/group/user/ban/whitelist/add': exemption(true),
  '/group/user/ban/whitelist/rollback': exemption(false),
  '/group/user/ban/whitelist/query': endpoint({ groupId: Id }, ({ groupId }, { state }) => ({
    userIds: state.groups.get(groupId)?.exempt ?? [],
  })),
}
