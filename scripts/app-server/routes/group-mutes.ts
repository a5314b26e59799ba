import { Type } from 'typebox'

import { requireAbove } from '../domain/group-membership'
import { listExempt, setGroupExemption, setGroupMuted } from '../domain/group-mutes'
import { findGroupRole } from '../domain/groups'
import { findSanctions, impose, lift } from '../domain/sanctions'
import { personOf } from '../http/access'
import { Problem } from '../http/problem'
import { answers, Body, Id, Items, noContent } from '../http/schemas'
import type { Routes } from './route-plugin'
import { SanctionBody, SanctionShape } from './sanction-shapes'

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

  for (const [method, isMuted] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    app.route({
      method,
      url: '/groups/:groupId/mute-all',
      config: admin,
      schema: {
        summary: isMuted ? 'Mute the whole group' : 'Let the whole group speak again',
        params: GroupParams,
        response: noContent,
      },
      handler: async (request, reply) => {
        const { groupId } = request.params
        await setGroupMuted(context, personOf(request).id, groupId, isMuted)
        return reply.code(204).send(null)
      },
    })

    app.route({
      method,
      url: '/groups/:groupId/mute-all/exempt/:userId',
      config: admin,
      schema: {
        summary: isMuted ? 'Let a member speak all the same' : 'End an exemption',
        params: MemberParams,
        response: noContent,
      },
      handler: async (request, reply) => {
        const { groupId, userId } = request.params
        if (!(await findGroupRole(db, groupId, userId))) throw Problem.notFound('group member')
        await setGroupExemption(context, groupId, userId, isMuted)
        return reply.code(204).send(null)
      },
    })
  }

  app.get(
    '/groups/:groupId/mute-all/exempt',
    {
      config: admin,
      schema: {
        summary: 'Who may speak while the group is muted',
        params: GroupParams,
        response: answers(Items(Type.String())),
      },
    },
    async ({ params }) => ({ items: await listExempt(db, params.groupId) }),
  )
}
