import Fastify, { type FastifyInstance } from 'fastify'

import type { Cloud } from '../cloud'
import { controlVerbs } from './control-verbs'

/**
 * The control address: faults on demand, for tests and the control panel. Loopback only.
 * `POST /<verb>` with a JSON body; the answer is JSON.
 */
export async function startControl(cloud: Cloud, port: number): Promise<FastifyInstance> {
  const http = Fastify()
  http.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*')
  })
  http.options('/*', async (_request, reply) =>
    reply.header('access-control-allow-headers', 'content-type').send(),
  )
  for (const [verb, { schema, run }] of Object.entries(controlVerbs)) {
    http.post(`/${verb}`, { schema: { body: schema } }, async (request) => {
      const answer = run(request.body as never, cloud) ?? {}
      return { ok: true, ...answer }
    })
  }
  await http.listen({ host: '127.0.0.1', port })
  return http
}
