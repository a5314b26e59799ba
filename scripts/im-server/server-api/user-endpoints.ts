import type { Cloud } from '../cloud'
import { apiTime } from './api-time'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

function nameOf(parameters: Parameters): string | undefined {
  const name = parameters.optional('name')
  if (name !== undefined && name.length > 128) throw new ApiError(1005, 'name is too long.')
  return name
}

function portraitOf(parameters: Parameters): string | undefined {
  const portraitUri = parameters.optional('portraitUri')
  if (portraitUri !== undefined && portraitUri.length > 512) {
    throw new ApiError(1005, 'portraitUri is too long.')
  }
  return portraitUri
}

/** Reads a profile and gives the work of keeping it. */
function profileChange(
  parameters: Parameters,
  { state }: Cloud,
): { userId: string; keep: () => void } {
  const userId = parameters.id('userId')
  const name = nameOf(parameters)
  const portraitUri = portraitOf(parameters)
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(portraitUri === undefined ? {} : { portraitUri }),
  }
  return { userId, keep: () => void state.users.update(userId, change) }
}

export const userEndpoints: Endpoints = {
  '/user/getToken': (parameters, cloud) => {
    const { userId, keep } = profileChange(parameters, cloud)
    return () => {
      keep()
      return { userId, token: cloud.state.tokens.issue(userId) }
    }
  },
  '/user/refresh': (parameters, cloud) => profileChange(parameters, cloud).keep,
  '/user/info': (parameters, { state }) => {
    const userId = parameters.id('userId')
    return () => {
      const user = state.users.get(userId)
      if (!user) throw new ApiError(1002, 'userId names nobody.')
      return {
        userName: user.name,
        userPortrait: user.portraitUri,
        createTime: apiTime(user.createdAt),
      }
    }
  },
  /** Ends tokens issued before `time`. Connections that are up stay up. */
  '/user/token/expire': (parameters, { state }) => {
    const userIds = parameters.ids('userId', 20)
    const time = parameters.integer('time', { min: 1, max: Number.MAX_SAFE_INTEGER })
    return () => {
      for (const userId of userIds) state.users.update(userId, { tokensValidFrom: time })
    }
  },
  '/user/checkOnline': (parameters, { sessions }) => {
    const userId = parameters.id('userId')
    // A string on the wire, as the cloud has it.
    return () => ({ status: sessions.isOnline(userId) ? '1' : '0' })
  },
  '/user/group/query': (parameters, { state }) => {
    const userId = parameters.id('userId')
    return () => ({ groups: state.groups.of(userId).map(({ id, name }) => ({ id, name })) })
  },
}
