import { requireAbove } from '../domain/group-membership'
import { groupMute } from '../domain/group-mutes'
import { findGroupRole } from '../domain/groups'
import { findSanctions, impose, lift } from '../domain/sanctions'
import { personOf } from '../http/access'
import { Problem } from '../http/problem'
import { answers, Body, Id, Items, noContent } from '../http/schemas'
import type { Routes } from './route-plugin'
import { SanctionBody, SanctionShape } from './sanction-shapes'
import { addWholeMuteRoutes } from './whole-mute-routes'

const GroupParams = Body({ groupId: Id })
const MemberParams = Body({ groupId: Id, userId: Id })
const admin = { access: { who: 'group', role: 'admin' } } as const

export const groupMuteRoutes: Routes = async (app, { context }) => {
  const { db, now } = context

  app.get(
    '/groups/:groupId/mutes',
    {
      config: admin,
      schema: {
        summary: 'Members muted now',
        params: GroupParams,
        response: answers(Items(SanctionShape)),
      },
    },
    async ({ params }) => ({ items: await findSanctions(db, now(), 'group.mute', params.groupId) }),
  )

  app.put(
    '/groups/:groupId/mutes/:userId',
    {
      config: admin,
      schema: {
        summary: 'Mute a member',
        params: MemberParams,
        body: SanctionBody,
        response: answers(SanctionShape),
      },
    },
    async (request) => {
      const person = personOf(request)
      const { groupId, userId } = request.params
      await requireAbove(db, groupId, person.groupRole!, userId)
      const { minutes = null, reason = '' } = request.body
      return impose(context, person.id, {
        kind: 'group.mute',
        scopeId: groupId,
        userId,
        minutes,
        reason,
      })
    },
  )

  app.delete(
    '/groups/:groupId/mutes/:userId',
    {
      config: admin,
      schema: { summary: 'Lift a mute', params: MemberParams, response: noContent },
    },
    async ({ params }, reply) => {
      await lift(context, { kind: 'group.mute', scopeId: params.groupId, userId: params.userId })
      return reply.code(204).send(null)
    },
  )

  addWholeMuteRoutes(app, context, {
    place: groupMute,
    access: admin.access,
    async requireExemptable(groupId, userId) {
      if (!(await findGroupRole(db, groupId, userId))) throw Problem.notFound('group member')
    },
  })
}
