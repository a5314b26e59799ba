import { apiTime, LONGEST_MINUTES, MINUTE_MS } from './api-time'
import type { Endpoint, Endpoints } from './endpoint'
import { existingGroup } from './group-endpoints'
import { ApiError } from './parameters'

const IDS_A_CALL = 20
/** A mute without an end is listed with this one. */
const ENDLESS = apiTime(Date.UTC(2099, 11, 31))

/** Mutes or opens whole groups. */
const muteAll =
  (isMuted: boolean): Endpoint =>
  (parameters, { state }) => {
    const groupIds = parameters.ids('groupId', IDS_A_CALL)
    const missing = groupIds.find((id) => !state.groups.get(id))
    if (missing !== undefined) throw new ApiError(1002, `groupId ${missing} names no group.`)
    return () => {
      for (const id of groupIds) state.groups.update(id, (group) => void (group.isMuted = isMuted))
    }
  }

/** Puts members on, or takes them off, the list of those who speak while the group is muted. */
const exemption =
  (isExempt: boolean): Endpoint =>
  (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const { id } = existingGroup(parameters, cloud)
    return () =>
      cloud.state.groups.update(id, (group) => {
        const others = group.exempt.filter((userId) => !userIds.includes(userId))
        group.exempt = isExempt ? [...others, ...userIds] : others
      })
  }

export const groupMuteEndpoints: Endpoints = {
  /** 0 minutes: until lifted. */
  '/group/user/gag/add': (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const { id } = existingGroup(parameters, cloud)
    const minutes = parameters.integer('minute', { min: 0, max: LONGEST_MINUTES })
    return () => {
      const until = minutes === 0 ? 0 : cloud.state.clock.now() + minutes * MINUTE_MS
      cloud.state.groups.update(id, (group) => {
        for (const userId of userIds) group.mutedUntil[userId] = until
      })
    }
  },
  '/group/user/gag/rollback': (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const { id } = existingGroup(parameters, cloud)
    return () =>
      cloud.state.groups.update(id, (group) => {
        for (const userId of userIds) delete group.mutedUntil[userId]
      })
  },
  '/group/user/gag/list': (parameters, { state }) => {
    const groupId = parameters.id('groupId')
    return () => {
      const now = state.clock.now()
      const mutes = Object.entries(state.groups.get(groupId)?.mutedUntil ?? {})
      return {
        users: mutes
          .filter(([, until]) => until === 0 || until > now)
          .map(([userId, until]) => ({ userId, time: until === 0 ? ENDLESS : apiTime(until) })),
      }
    }
  },
  '/group/ban/add': muteAll(true),
  '/group/ban/rollback': muteAll(false),
  /** Of the groups named, or of all that are muted when none is. */
  '/group/ban/query': (parameters, { state }) => {
    const groupIds = parameters.all('groupId')
    const page = parameters.integer('page', { min: 1, max: 10_000, standard: 1 })
    const size = parameters.integer('size', { min: 1, max: 200, standard: 50 })
    return () => {
      const muted = [...state.groups.all()].filter((group) => group.isMuted)
      const listed = muted.slice((page - 1) * size, page * size).map((group) => group.id)
      const wanted = groupIds.length > 0 ? groupIds : listed
      return {
        groupinfo: wanted.map((groupId) => ({
          groupId,
          stat: state.groups.get(groupId)?.isMuted ? 1 : 0,
        })),
      }
    }
  },
  '/group/user/ban/whitelist/add': exemption(true),
  '/group/user/ban/whitelist/rollback': exemption(false),
  '/group/user/ban/whitelist/query': (parameters, { state }) => {
    const groupId = parameters.id('groupId')
    return () => ({ userIds: state.groups.get(groupId)?.exempt ?? [] })
  },
}
