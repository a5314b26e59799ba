import { requirePeople } from '../domain/people'
import { requireMaySanction, roomMute } from '../domain/room-mutes'
import { findSanctions, impose, lift } from '../domain/sanctions'
import { isStaff, personOf } from '../http/access'
import { answers, Body, Id, Items, noContent } from '../http/schemas'
import type { Routes } from './route-plugin'
import { SanctionBody, SanctionShape } from './sanction-shapes'
import { addWholeMuteRoutes } from './whole-mute-routes'

const RoomParams = Body({ roomId: Id })
const PersonParams = Body({ roomId: Id, userId: Id })
const host = { access: { who: 'room', role: 'host' } } as const

export const roomMuteRoutes: Routes = async (app, { context }) => {
  const { db, now } = context

  for (const [word, kind] of [
    ['mutes', 'room.mute'],
    ['bans', 'room.ban'],
  ] as const) {
    app.route({
      method: 'GET',
      url: `/rooms/:roomId/${word}`,
      config: host,
      schema: {
        summary: `${word} in force`,
        params: RoomParams,
        response: answers(Items(SanctionShape)),
      },
      handler: async (request) => {
        const { roomId } = request.params
        return { items: await findSanctions(db, now(), kind, roomId) }
      },
    })

    app.route({
      method: 'PUT',
      url: `/rooms/:roomId/${word}/:userId`,
      config: host,
      schema: {
        summary:
          word === 'mutes' ? 'Mute a person in the room' : 'Send a person out and keep them out',
        params: PersonParams,
        body: SanctionBody,
        response: answers(SanctionShape),
      },
      handler: async (request) => {
        const person = personOf(request)
        const { roomId, userId } = request.params
        await requirePeople(db, [userId])
        await requireMaySanction(db, roomId, person.id, isStaff(person), userId)
        const { minutes = null, reason = '' } = request.body
        return impose(context, person.id, { kind, scopeId: roomId, userId, minutes, reason })
      },
    })

    app.route({
      method: 'DELETE',
      url: `/rooms/:roomId/${word}/:userId`,
      config: host,
      schema: { summary: 'Lift it', params: PersonParams, response: noContent },
      handler: async (request, reply) => {
        const { roomId, userId } = request.params
        await lift(context, { kind, scopeId: roomId, userId })
        return reply.code(204).send(null)
      },
    })
  }

  addWholeMuteRoutes(app, context, {
    place: roomMute,
    access: host.access,
    requireExemptable: (_roomId, userId) => requirePeople(db, [userId]),
  })
}
