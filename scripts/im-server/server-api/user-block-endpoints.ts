import type { Cloud } from '../cloud'
import { DisconnectStatus } from '../protocol/status'
import { apiTime, LONGEST_MINUTES, MINUTE_MS } from './api-time'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'

const IDS_A_CALL = 20
const ACCOUNTS_A_CALL = 100

function disconnect({ sessions }: Cloud, userId: string, status: number): void {
  for (const session of [...sessions.of(userId)]) session.disconnect(status)
}

/** Reads who is meant, and gives the work of closing or opening their accounts. */
function accountChange(parameters: Parameters, cloud: Cloud, isDeactivated: boolean): () => object {
  const userIds = parameters.ids('userId', ACCOUNTS_A_CALL)
  return () => {
    for (const userId of userIds) {
      cloud.state.users.update(userId, { isDeactivated })
      if (isDeactivated) disconnect(cloud, userId, DisconnectStatus.ACCOUNT_CANCELLED)
    }
    return {
      operateId: `${isDeactivated ? 'deactivate' : 'reactivate'}-${cloud.state.clock.now()}`,
    }
  }
}

/** People kept out of the app, people mute in private chats, and closed accounts. */
export const userBlockEndpoints: Endpoints = {
  '/user/block': (parameters, cloud) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    const minutes = parameters.integer('minute', { min: 1, max: LONGEST_MINUTES })
    return () => {
      const blockedUntil = cloud.state.clock.now() + minutes * MINUTE_MS
      for (const userId of userIds) {
        cloud.state.users.update(userId, { blockedUntil })
        disconnect(cloud, userId, DisconnectStatus.BLOCKED)
      }
    }
  },
  '/user/unblock': (parameters, { state }) => {
    const userIds = parameters.ids('userId', IDS_A_CALL)
    return () => {
      for (const userId of userIds) state.users.update(userId, { blockedUntil: 0 })
    }
  },
  '/user/block/query':
    (_parameters, { state }) =>
    () => ({
      users: [...state.users.all()]
        .filter((user) => state.users.isBlocked(user.id))
        .map((user) => ({ userId: user.id, blockEndTime: apiTime(user.blockedUntil) })),
    }),
  '/user/chat/fb/set': (parameters, { state }) => {
    const userIds = parameters.ids('userId', ACCOUNTS_A_CALL)
    const isMutedInPrivate = parameters.integer('state', { min: 0, max: 1 }) === 1
    requirePerson(parameters)
    return () => {
      for (const userId of userIds) state.users.update(userId, { isMutedInPrivate })
    }
  },
  '/user/chat/fb/querylist': (parameters, { state }) => {
    const count = parameters.integer('num', { min: 1, max: 200, standard: 100 })
    const offset = parameters.integer('offset', { min: 0, max: 1_000_000, standard: 0 })
    requirePerson(parameters)
    return () => {
      const muted = [...state.users.all()].filter((user) => user.isMutedInPrivate)
      return {
        total: muted.length,
        users: muted.slice(offset, offset + count).map((user) => user.id),
      }
    }
  },
  '/user/deactivate': (parameters, cloud) => accountChange(parameters, cloud, true),
  '/user/reactivate': (parameters, cloud) => accountChange(parameters, cloud, false),
}

function requirePerson(parameters: Parameters): void {
  if (parameters.text('type') !== 'PERSON') throw new ApiError(1002, 'type must be PERSON.')
}
