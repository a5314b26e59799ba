import { Type, type TSchema } from 'typebox'

import { ID_PATTERN } from '../ids'
import { PROBLEMS, type ProblemCode } from './problem'

/** Shapes several routes share. Every object is closed: an unknown property is an error, not ignored. */
const closed = { additionalProperties: false }

export const Id = Type.String({ pattern: ID_PATTERN, description: 'An id of ours.' })
export const Time = Type.Integer({ description: 'Unix milliseconds.' })

export function Body<Properties extends Record<string, TSchema>>(properties: Properties) {
  return Type.Object(properties, closed)
}

/** Text a person typed: not only spaces. */
export function Text(maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: '\\S' })
}

export const Profile = Type.Object({
  id: Type.String(),
  nickname: Type.String(),
  avatar: Type.String(),
})

export const OwnProfile = Type.Object({
  id: Type.String(),
  nickname: Type.String(),
  avatar: Type.String(),
  role: Type.Union([Type.Literal('user'), Type.Literal('moderator'), Type.Literal('admin')]),
})

export const PageQuery = Body({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})

export const DEFAULT_LIMIT = 50

/** A page and where the next one starts; null after the last. */
export function Page<Item extends TSchema>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  })
}

export function Items<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item) })
}

export const Nothing = Type.Null({ description: 'No content.' })

export const ProblemShape = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String(),
    code: Type.Enum(Object.keys(PROBLEMS) as ProblemCode[]),
    errors: Type.Optional(
      Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() })),
    ),
  },
  { description: 'RFC 9457 application/problem+json.' },
)

/** `{ 200: schema }` and the problem every address can answer with. */
export function answers<Schema extends TSchema>(schema: Schema) {
  return { 200: schema, default: ProblemShape }
}

export const noContent = { 204: Nothing, default: ProblemShape }
