import { Type } from 'typebox'

import { Body, Time } from '../http/schemas'

/** A year; longer than that is until lifted. */
const LONGEST_MINUTES = 525_600

export const SanctionBody = Body({
  minutes: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: LONGEST_MINUTES,
      description: 'Left out: until lifted.',
    }),
  ),
  reason: Type.Optional(Type.String({ maxLength: 200 })),
})

export const SanctionShape = Type.Object({
  kind: Type.Enum(['app.ban', 'group.mute', 'room.mute', 'room.ban']),
  scopeId: Type.String(),
  userId: Type.String(),
  until: Type.Union([Time, Type.Null()]),
  reason: Type.String(),
  byId: Type.String(),
  createdAt: Time,
})
