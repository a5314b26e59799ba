import { Type } from 'typebox'

import { issueImToken } from '../domain/im-token'
import { personOf } from '../http/access'
import { answers } from '../http/schemas'
import type { Routes } from './route-plugin'

const ImAccess = Type.Object({
  token: Type.String(),
  userId: Type.String(),
  appKey: Type.String(),
  navigators: Type.Array(Type.String()),
  cmp: Type.Array(Type.String()),
})

export const imTokenRoutes: Routes = async (app, { context }) => {
  app.post(
    '/im/token',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'A token for the IM cloud', response: answers(ImAccess) },
    },
    async (request) => issueImToken(context, personOf(request).id),
  )
}
