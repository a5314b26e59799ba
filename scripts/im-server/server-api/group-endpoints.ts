import type { Cloud } from '../cloud'
import type { Group } from '../state/groups'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

const IDS_A_CALL = 1000

/** The group named by `groupId`. @throws {ApiError} 1002 when there is none. */
export function existingGroup(parameters: Parameters, { state }: Cloud): Group {
  const group = state.groups.get(parameters.id('groupId'))
  if (!group) throw new ApiError(1002, 'groupId names no group.')
  return group
}

export const groupEndpoints: Endpoints = {
  '/group/create': (parameters, { state }) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const groupId = parameters.id('groupId')
    const groupName = parameters.text('groupName')
    return () => void state.groups.join(groupId, groupName, userIds)
  },
  '/group/join': (parameters, { state }) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const groupId = parameters.id('groupId')
    const groupName = parameters.optional('groupName') ?? ''
    return () => {
      const { members } = state.groups.join(groupId, groupName, userIds)
      return { memberCount: Object.keys(members).length }
    }
  },
  '/group/quit': (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const group = existingGroup(parameters, cloud)
    return () => {
      cloud.state.groups.quit(group.id, userIds)
      return { memberCount: Object.keys(group.members).length }
    }
  },
  '/group/dismiss': (parameters, cloud) => {
    parameters.id('userId')
    const group = existingGroup(parameters, cloud)
    return () => cloud.state.groups.dismiss(group.id)
  },
  '/group/refresh': (parameters, cloud) => {
    const group = existingGroup(parameters, cloud)
    const groupName = parameters.text('groupName')
    return () => cloud.state.groups.update(group.id, (change) => void (change.name = groupName))
  },
  /** A group nobody has made has nobody in it. */
  '/group/user/query': (parameters, { state }) => {
    const groupId = parameters.id('groupId')
    return () => ({
      users: Object.keys(state.groups.get(groupId)?.members ?? {}).map((id) => ({ id })),
    })
  },
  /** Makes a person a member of exactly the groups named, `group[<id>]=<name>`. */
  '/group/sync': (parameters, { state }) => {
    const userId = parameters.id('userId')
    const groups = new Map(parameters.map('group'))
    return () => {
      for (const { id } of state.groups.of(userId)) {
        if (!groups.has(id)) state.groups.quit(id, [userId])
      }
      for (const [id, name] of groups) state.groups.join(id, name, [userId])
    }
  },
}
