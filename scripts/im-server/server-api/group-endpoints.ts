import type { Cloud } from '../cloud'
import type { Group } from '../state/groups'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

const IDS_A_CALL = 1000

function existing(parameters: Parameters, { state }: Cloud): Group {
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
    return () => void state.groups.join(groupId, groupName, userIds)
  },
  '/group/quit': (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const group = existing(parameters, cloud)
    return () => cloud.state.groups.quit(group.id, userIds)
  },
  '/group/dismiss': (parameters, cloud) => {
    parameters.id('userId')
    const group = existing(parameters, cloud)
    return () => cloud.state.groups.dismiss(group.id)
  },
  '/group/refresh': (parameters, cloud) => {
    const group = existing(parameters, cloud)
    const groupName = parameters.text('groupName')
    return () => cloud.state.groups.update(group.id, (change) => void (change.name = groupName))
  },
}
