import type { FastifyInstance } from 'fastify'

import type { Cloud } from '../cloud'
import { ApiRate } from './api-rate'
import type { Endpoints } from './endpoint'
import { groupEndpoints } from './group-endpoints'
import { groupMuteEndpoints } from './group-mute-endpoints'
import { broadcastEndpoints } from './broadcast-endpoints'
import { messageEndpoints } from './message-endpoints'
import { messageRecordEndpoints } from './message-record-endpoints'
import { ApiError, Parameters } from './parameters'
import { roomEndpoints } from './room-endpoints'
import { roomEntryEndpoints } from './room-entry-endpoints'
import { roomMuteEndpoints } from './room-mute-endpoints'
import { roomPolicyEndpoints } from './room-policy-endpoints'
import { roomSanctionEndpoints } from './room-sanction-endpoints'
import { sensitiveWordEndpoints } from './sensitive-word-endpoints'
import { checkSignature } from './signature'
import { userBlockEndpoints } from './user-block-endpoints'
import { userEndpoints } from './user-endpoints'
import { userListEndpoints } from './user-list-endpoints'

const endpoints: Endpoints = {
  ...userEndpoints,
  ...userBlockEndpoints,
  ...userListEndpoints,
  ...groupEndpoints,
  ...groupMuteEndpoints,
  ...roomEndpoints,
  ...roomSanctionEndpoints,
  ...roomMuteEndpoints,
  ...roomPolicyEndpoints,
  ...roomEntryEndpoints,
  ...sensitiveWordEndpoints,
  ...messageEndpoints,
  ...messageRecordEndpoints,
  ...broadcastEndpoints,
}

/** The Server API: signed POST requests, answered once what they changed is durable. */
export function addServerApi(http: FastifyInstance, cloud: Cloud): void {
  const rate = new ApiRate(cloud.settings.apiCallsPerSecond)
  for (const [path, endpoint] of Object.entries(endpoints)) {
    http.post(`${path}.json`, async (request, reply) => {
      const refusal = checkSignature(request.headers, cloud.settings, Date.now())
      if (refusal) {
        return reply.code(401).send({ code: refusal.code, errorMessage: refusal.message })
      }
      if (!rate.take(path, Date.now())) {
        return reply.code(429).send({ code: 1008, errorMessage: 'Too many calls in a second.' })
      }
      try {
        const parameters = new Parameters(request.body)
        const work = endpoint(parameters, cloud)
        parameters.checkAllRead()
        const answer = work() ?? {}
        await cloud.state.store.settled()
        return { code: 200, ...answer }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return reply.code(error.httpStatus).send({ code: error.code, errorMessage: error.message })
      }
    })
  }
}
