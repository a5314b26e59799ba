import Type from 'typebox'

import type { State } from '../state/state'
import type { Group } from '../state/groups'
import { ApiError } from './api-error'
import { endpoint, type Endpoints } from './endpoint'
import { Id, Ids, Names, Text } from './fields'

const IDS_A_CALL = 1000
const Name = Text(64)

/** The group of this id. @throws {ApiError} 1002 when there is none. */
export function existingGroup(state: State, groupId: string): Group {
  const group = state.groups.get(groupId)
  if (!group) throw new ApiError(1002, `groupId ${groupId} names no group.`)
  return group
}

const countOf = (group: Group): object => ({ memberCount: Object.keys(group.members).length })

/** Groups and who is in them. */
export const groupEndpoints: Endpoints = {
  '/group/create': endpoint(
    { userId: Ids(IDS_A_CALL), groupId: Id, groupName: Name },
    ({ userId, groupId, groupName }, { state }) => {
      state.groups.join(groupId, groupName, userId)
    },
  ),
  '/group/join': endpoint(
    { userId: Ids(IDS_A_CALL), groupId: Id, groupName: Type.Optional(Name) },
    ({ userId, groupId, groupName = '' }, { state }) =>
      countOf(state.groups.join(groupId, groupName, userId)),
  ),
  '/group/quit': endpoint(
    { userId: Ids(IDS_A_CALL), groupId: Id },
    ({ userId, groupId }, { state }) => {
      const group = existingGroup(state, groupId)
      state.groups.quit(groupId, userId)
      return countOf(group)
    },
  ),
  '/group/dismiss': endpoint({ userId: Id, groupId: Id }, ({ groupId }, { state }) =>
    state.groups.dismiss(existingGroup(state, groupId).id),
  ),
  '/group/refresh': endpoint(
    { groupId: Id, groupName: Name },
    ({ groupId, groupName }, { state }) => {
      existingGroup(state, groupId)
      state.groups.update(groupId, (group) => void (group.name = groupName))
    },
  ),
  /** A group nobody has made has nobody in it. */
  '/group/user/query': endpoint({ groupId: Id }, ({ groupId }, { state }) => ({
    users: Object.keys(state.groups.get(groupId)?.members ?? {}).map((id) => ({ id })),
  })),
  /** Makes a person a member of exactly the groups named, `group[<id>]=<name>`; of none without names. */
  '/group/sync': endpoint(
    { userId: Id, group: Type.Optional(Names) },
    ({ userId, group: names = {} }, { state }) => {
      for (const { id } of state.groups.of(userId)) {
        if (!(id in names)) state.groups.quit(id, [userId])
      }
      for (const [id, name] of Object.entries(names)) state.groups.join(id, name, [userId])
    },
  ),
}
