import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Cloud } from '../cloud'
import { ApiError } from './api-error'
import { broadcastEndpoints } from './broadcast-endpoints'
import { CallRate } from './call-rates'
import type { Endpoint, Endpoints } from './endpoint'
import { formReader } from './form'
import { groupEndpoints } from './group-endpoints'
import { groupMuteEndpoints } from './group-mute-endpoints'
import { addArchives, archiveEndpoints } from './message-archive'
import { messageEndpoints } from './message-endpoints'
import { messageRecordEndpoints } from './message-record-endpoints'
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

/** Makes what answers the bodies of one endpoint. It throws `ApiError` for what it refuses. */
function answererOf(endpoint: Endpoint, cloud: Cloud): (body: unknown) => object {
  const read = formReader(endpoint.schema)
  const { apiCallsPerSecond, servicesOff } = cloud.settings
  const rate = new CallRate(endpoint.rate ?? [{ calls: apiCallsPerSecond, withinMs: 1000 }])
  const run = endpoint.run as (given: unknown, cloud: Cloud) => object | void
  return (body) => {
    if (endpoint.service && servicesOff.has(endpoint.service)) {
      throw new ApiError(1009, `The service ${endpoint.service} is not on.`)
    }
    const given = read(body)
    if (apiCallsPerSecond > 0 && !rate.take()) throw new ApiError(1008, 'Called too often.')
    return run(given, cloud) ?? {}
  }
}

/**
 * The Server API: signed POST requests, answered once what they changed is durable.
 * @param address host and port of this server, for addresses in answers.
 */
export function addServerApi(http: FastifyInstance, cloud: Cloud, address: () => string): void {
  addArchives(http, cloud)
  const all = { ...endpoints, ...archiveEndpoints(address) }
  for (const [path, endpoint] of Object.entries(all)) {
    const answer = answererOf(endpoint, cloud)
    const checkSigned = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const refusal = checkSignature(request.headers, cloud.settings, Date.now())
      if (!refusal) return
      return reply.code(401).send({ code: refusal.code, errorMessage: refusal.message })
    }
    http.post(`${path}.json`, { onRequest: checkSigned }, async (request, reply) => {
      try {
        const fields = answer(request.body)
        await cloud.state.store.settled()
        return { code: 200, ...fields }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return reply.code(error.httpStatus).send({ code: error.code, errorMessage: error.message })
      }
    })
  }
}
