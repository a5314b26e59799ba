import type { FastifyInstance } from 'fastify'

import type { Cloud } from '../cloud'
import type { Endpoints } from './endpoint'
import { groupEndpoints } from './group-endpoints'
import { messageEndpoints } from './message-endpoints'
import { ApiError, Parameters } from './parameters'
import { roomEndpoints } from './room-endpoints'
import { checkSignature } from './signature'
import { userEndpoints } from './user-endpoints'

const endpoints: Endpoints = {
  ...userEndpoints,
  ...groupEndpoints,
  ...roomEndpoints,
  ...messageEndpoints,
}

/** The Server API: signed POST requests, answered once what they changed is durable. */
export function addServerApi(http: FastifyInstance, cloud: Cloud): void {
  for (const [path, endpoint] of Object.entries(endpoints)) {
    http.post(`${path}.json`, async (request, reply) => {
      const refusal = checkSignature(request.headers, cloud.settings, Date.now())
      if (refusal) {
        return reply.code(401).send({ code: refusal.code, errorMessage: refusal.message })
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
