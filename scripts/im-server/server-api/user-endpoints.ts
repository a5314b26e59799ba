import Type from 'typebox'

import { ApiError } from './api-error'
import { apiTime } from './api-time'
import { endpoint, type Endpoints } from './endpoint'
import { Id, Ids, Text, Time } from './fields'

const profile = { name: Type.Optional(Text(128)), portraitUri: Type.Optional(Text(1024)) }

/** Who people are, and how they come in. */
export const userEndpoints: Endpoints = {
  '/user/getToken': endpoint({ userId: Id, ...profile }, ({ userId, ...change }, { state }) => {
    state.users.update(userId, change)
    return { userId, token: state.tokens.issue(userId) }
  }),
  '/user/refresh': endpoint({ userId: Id, ...profile }, ({ userId, ...change }, { state }) => {
    state.users.update(userId, change)
  }),
  '/user/info': endpoint({ userId: Id }, ({ userId }, { state }) => {
    const user = state.users.get(userId)
    if (!user) throw new ApiError(1002, 'userId names nobody.')
    return {
      userName: user.name,
      userPortrait: user.portraitUri,
      createTime: apiTime(user.createdAt),
    }
  }),
  /** Ends tokens issued before `time`. Connections that are up stay up. */
  '/user/token/expire': endpoint({ userId: Ids(20), time: Time }, ({ userId, time }, { state }) => {
    for (const id of userId) state.users.update(id, { tokensValidFrom: time })
  }),
  '/user/checkOnline': endpoint(
    { userId: Id },
    // A string on the wire, as the cloud has it.
    ({ userId }, { sessions }) => ({ status: sessions.isOnline(userId) ? '1' : '0' }),
    { service: 'online-status' },
  ),
  '/user/group/query': endpoint({ userId: Id }, ({ userId }, { state }) => ({
    groups: state.groups.of(userId).map(({ id, name }) => ({ id, name })),
  })),
}
