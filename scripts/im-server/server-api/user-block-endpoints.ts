import Type from 'typebox'

import type { Cloud } from '../cloud'
import { DisconnectStatus } from '../protocol/status'
import { apiTime, MINUTE_MS } from './api-time'
import { endpoint, type Endpoint, type Endpoints } from './endpoint'
import { Ids, Minutes, Whole } from './fields'

const IDS_A_CALL = 20
const ACCOUNTS_A_CALL = 100
const PAGE = 200

const Person = Type.Literal('PERSON')

function disconnect({ sessions }: Cloud, userId: string, status: number): void {
  for (const session of [...sessions.of(userId)]) session.disconnect(status)
}

/** Closes or opens accounts. */
const accountChange = (verb: string, isDeactivated: boolean): Endpoint =>
  endpoint({ userId: Ids(ACCOUNTS_A_CALL) }, ({ userId }, cloud) => {
    for (const id of userId) {
      cloud.state.users.update(id, { isDeactivated })
      if (isDeactivated) disconnect(cloud, id, DisconnectStatus.ACCOUNT_CANCELLED)
    }
    return { operateId: `${verb}-${cloud.state.clock.now()}` }
  })

/** People kept out of the app, people mute in private chats, and closed accounts. */
export const userBlockEndpoints: Endpoints = {
  '/user/block': endpoint(
    { userId: Ids(IDS_A_CALL), minute: Minutes },
    ({ userId, minute }, cloud) => {
      const blockedUntil = cloud.state.clock.now() + minute * MINUTE_MS
      for (const id of userId) {
        cloud.state.users.update(id, { blockedUntil })
        disconnect(cloud, id, DisconnectStatus.BLOCKED)
      }
    },
  ),
  '/user/unblock': endpoint({ userId: Ids(IDS_A_CALL) }, ({ userId }, { state }) => {
    for (const id of userId) state.users.update(id, { blockedUntil: 0 })
  }),
  '/user/block/query': endpoint({}, (_given, { state }) => ({
    users: [...state.users.all()]
      .filter((user) => state.users.isBlocked(user.id))
      .map((user) => ({ userId: user.id, blockEndTime: apiTime(user.blockedUntil) })),
  })),
  '/user/chat/fb/set': endpoint(
    { userId: Ids(ACCOUNTS_A_CALL), state: Whole(0, 1), type: Person },
    ({ userId, state: mute }, { state }) => {
      for (const id of userId) state.users.update(id, { isMutedInPrivate: mute === 1 })
    },
  ),
  '/user/chat/fb/querylist': endpoint(
    {
      num: Type.Optional(Whole(1, PAGE)),
      offset: Type.Optional(Whole(0, 1_000_000)),
      type: Person,
    },
    ({ num = 100, offset = 0 }, { state }) => {
      const muted = [...state.users.all()].filter((user) => user.isMutedInPrivate)
      return { total: muted.length, users: muted.slice(offset, offset + num).map(({ id }) => id) }
    },
  ),
  '/user/deactivate': accountChange('deactivate', true),
  '/user/delusers': accountChange('delete', true),
  '/user/reactivate': accountChange('reactivate', false),
  '/user/deactivate/query': endpoint(
    {
      pageNo: Type.Optional(Whole(1, 1_000_000)),
      pageSize: Type.Optional(Whole(1, PAGE)),
    },
    ({ pageNo = 1, pageSize = 50 }, { state }) => {
      const closed = [...state.users.all()].filter((user) => user.isDeactivated)
      const start = (pageNo - 1) * pageSize
      return { users: closed.slice(start, start + pageSize).map(({ id }) => id) }
    },
  ),
}
