import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

import type { AppContext } from '../context'

/** One family of routes: types of params, query, body and answer follow from each route's schemas. */
export type Routes = FastifyPluginAsyncTypebox<{ context: AppContext }>

/** The server as a family of routes gets it. */
export type RouteApp = Parameters<Routes>[0]
