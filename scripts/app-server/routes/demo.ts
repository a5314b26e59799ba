import { DEMO_PEOPLE } from '../domain/demo'
import { findProfiles } from '../domain/people'
import { Problem } from '../http/problem'
import { answers, Body, Id, Items, Profile } from '../http/schemas'
import type { Routes } from './route-plugin'
import { signIn, SignedInShape } from './sessions'

/** Registered only where `HUTONG_DEMO=1`: anybody signs in as one of the demo people. */
export const demoRoutes: Routes = async (app, { context }) => {
  app.get(
    '/demo/people',
    {
      config: { access: { who: 'anyone' } },
      schema: { summary: 'The people of the demo', response: answers(Items(Profile)) },
    },
    async () => ({
      items: await findProfiles(
        context.db,
        DEMO_PEOPLE.map((person) => person.id),
      ),
    }),
  )

  app.post(
    '/demo/sessions',
    {
      config: { access: { who: 'anyone' } },
      schema: {
        summary: 'Sign in as one of them',
        body: Body({ userId: Id }),
        response: answers(SignedInShape),
      },
    },
    async ({ body }) => {
      const person = await context.db
        .selectFrom('users')
        .select('id')
        .where('id', '=', body.userId)
        .where('is_demo', '=', true)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (!person) throw Problem.notFound('demo person')
      return signIn(context, person.id, 'demo')
    },
  )
}
