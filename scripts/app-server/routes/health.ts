import { sql } from 'kysely'
import { Type } from 'typebox'

import { Problem } from '../http/problem'
import { answers } from '../http/schemas'
import type { Routes } from './route-plugin'

const Ok = Type.Object({ status: Type.Literal('ok') })

/** For the machine that runs the server: alive, and able to work. */
export const healthRoutes: Routes = async (app, { context }) => {
  app.get(
    '/healthz',
    {
      config: { access: { who: 'anyone' } },
      schema: { summary: 'The process runs', response: answers(Ok) },
    },
    async () => ({ status: 'ok' as const }),
  )

  app.get(
    '/readyz',
    {
      config: { access: { who: 'anyone' } },
      schema: { summary: 'The database answers', response: answers(Ok) },
    },
    async () => {
      try {
        await sql`select 1`.execute(context.db)
      } catch (error) {
        context.log.error({ err: error }, 'the database does not answer')
        throw new Problem('internal', 'The database does not answer.', undefined, 503)
      }
      return { status: 'ok' as const }
    },
  )
}
