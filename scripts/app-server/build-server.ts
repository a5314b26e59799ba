import type { IncomingMessage } from 'node:http'

import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { LogController, type FastifyInstance } from 'fastify'

import type { AppContext } from './context'
import { checkAccess } from './http/access'
import { answerProblems } from './http/problem-answers'
import { honourIdempotencyKeys } from './http/idempotency'
import { Problem } from './http/problem'
import { adminRoutes } from './routes/admin'
import { contactRoutes } from './routes/contacts'
import { demoRoutes } from './routes/demo'
import { groupMuteRoutes } from './routes/group-mutes'
import { groupRoutes } from './routes/groups'
import { healthRoutes } from './routes/health'
import { imTokenRoutes } from './routes/im-token'
import { moderationRoutes } from './routes/moderation'
import { peopleRoutes } from './routes/people'
import { questionRoutes } from './routes/questions'
import { rongcloudHooks } from './routes/rongcloud-hooks'
import { roomMuteRoutes } from './routes/room-mutes'
import { roomRoutes } from './routes/rooms'
import { sessionRoutes } from './routes/sessions'

/** No request of ours comes near; uploads do not pass through this server. */
const LARGEST_BODY = 256 * 1024

const apiRoutes = [
  sessionRoutes,
  imTokenRoutes,
  peopleRoutes,
  contactRoutes,
  groupRoutes,
  groupMuteRoutes,
  roomRoutes,
  roomMuteRoutes,
  questionRoutes,
  moderationRoutes,
  adminRoutes,
  rongcloudHooks,
]

/** The HTTP server with all its routes, not yet listening. */
export async function buildServer(context: AppContext): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: context.log,
    bodyLimit: LARGEST_BODY,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    rewriteUrl: readMethodOverride,
    genReqId: () => `urn:uuid:${crypto.randomUUID()}`,
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  acceptEmptyJson(app)
  answerProblems(app)
  checkAccess(app, context)
  await app.register(rateLimit, {
    // After the access check, so that a person is counted and not the address they share.
    hook: 'preHandler',
    max: context.settings.requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.signedIn?.id ?? request.ip,
    errorResponseBuilder: (_request, { after }) =>
      new Problem('rate_limited', `Too many requests; try again in ${after}.`),
  })
  honourIdempotencyKeys(app, context)
  await app.register(swagger, {
    openapi: {
      info: { title: 'Hutong app server', version: '1' },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    transform: ({ schema, url, route }) => {
      const who = route.config?.access?.who
      const isOpen = who === 'anyone' || who === 'rongcloud'
      return { schema: { ...schema, ...(isOpen ? {} : { security: [{ bearer: [] }] }) }, url }
    },
  })
  await app.register(healthRoutes, { context })
  for (const routes of apiRoutes) await app.register(routes, { prefix: '/v1', context })
  if (context.settings.isDemo) await app.register(demoRoutes, { prefix: '/v1', context })
  app.get(
    '/v1/openapi.json',
    { config: { access: { who: 'anyone' } }, schema: { hide: true } },
    async () => app.swagger(),
  )
  return app
}

/** `wx.request` cannot say PATCH, so our client says it in a header of a POST. */
function readMethodOverride(request: IncomingMessage): string {
  const { method, headers, url = '/' } = request
  if (method === 'POST' && headers['x-http-method-override'] === 'PATCH') request.method = 'PATCH'
  return url
}

/** `wx.request` sends `content-type: application/json` with every POST, also when there is no body. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else void parseJson(request, body.toString(), done)
  })
}
