import { Type, type TSchema } from 'typebox'

import type { AppContext } from '../context'
import { setExemption, setMuted, type MutedPlace } from '../domain/whole-mutes'
import { personOf, type Access } from '../http/access'
import { answers, Body, Id, Items, noContent } from '../http/schemas'
import type { RouteApp } from './route-plugin'

interface WholeMute {
  place: MutedPlace
  /** Who may mute. */
  access: Access
  /** @throws {Problem} for somebody who cannot be exempted here. */
  requireExemptable(id: string, userId: string): Promise<void>
}

/** Addresses that mute a whole group or room, and exempt people from it: `/groups/:groupId/mute-all…`. */
export function addWholeMuteRoutes(
  app: RouteApp,
  context: AppContext,
  { place, access, requireExemptable }: WholeMute,
): void {
  const { scope, table } = place
  const param = `${scope}Id`
  const url = `/${table}/:${param}/mute-all`
  const params = Body<Record<string, TSchema>>({ [param]: Id })
  const personParams = Body<Record<string, TSchema>>({ [param]: Id, userId: Id })
  const config = { access }
  const idOf = (given: unknown): string => (given as Record<string, string>)[param]

  for (const [method, isMuted] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    app.route({
      method,
      url,
      config,
      schema: {
        summary: isMuted ? `Mute the whole ${scope}` : `Let the whole ${scope} speak again`,
        params,
        response: noContent,
      },
      handler: async (request, reply) => {
        await setMuted(context, personOf(request).id, place, idOf(request.params), isMuted)
        return reply.code(204).send(null)
      },
    })

    app.route({
      method,
      url: `${url}/exempt/:userId`,
      config,
      schema: {
        summary: isMuted ? 'Let a person speak all the same' : 'End an exemption',
        params: personParams,
        response: noContent,
      },
      handler: async (request, reply) => {
        const id = idOf(request.params)
        const { userId } = request.params as { userId: string }
        await requireExemptable(id, userId)
        await setExemption(context, place, id, userId, isMuted)
        return reply.code(204).send(null)
      },
    })
  }

  app.get(
    `${url}/exempt`,
    {
      config,
      schema: {
        summary: `Who may speak while the ${scope} is muted`,
        params,
        response: answers(Items(Type.String())),
      },
    },
    async (request) => ({ items: await place.listExempt(context.db, idOf(request.params)) }),
  )
}
