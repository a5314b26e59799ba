import type { TObject, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'

import { ApiError } from './api-error'

/** Checks a body and turns it into the fields of a schema. @throws {ApiError} saying what is wrong. */
export type FormReader = (body: unknown) => unknown

const MAP_FIELD = /^([^[\]]+)\[(.+)\]$/s

/** Makes the reader of one endpoint's bodies, form-encoded or JSON. */
export function formReader(schema: TObject): FormReader {
  const properties = schema.properties as Record<string, TSchema>
  const compiled = Compile(schema)
  const required: readonly string[] = schema.required ?? []
  return (body) => {
    const raw = fieldsIn(body)
    if (raw.size === 0 && required.length > 0) throw new ApiError(1003, 'The request has no body.')
    const given: Record<string, unknown> = {}
    for (const [name, value] of grouped(raw, properties)) {
      const read = convert(value, properties[name])
      if (read !== undefined) given[name] = read
    }
    if (!compiled.Check(given)) throw refusal([...compiled.Errors(given)] as SchemaError[])
    return given
  }
}

function fieldsIn(body: unknown): Map<string, unknown> {
  if (body === undefined || body === null) return new Map()
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new ApiError(1002, 'The body is no set of fields.')
  }
  return new Map(Object.entries(body))
}

/** Gathers `name[key]` fields under their name, where the schema knows it as a map. */
function grouped(
  raw: Map<string, unknown>,
  properties: Record<string, TSchema>,
): Map<string, unknown> {
  const fields = new Map<string, unknown>()
  for (const [field, value] of raw) {
    const [, name = '', key = ''] = MAP_FIELD.exec(field) ?? []
    if (!(name in properties) || !isMap(properties[name])) {
      fields.set(field, value)
      continue
    }
    const map = (fields.get(name) ?? {}) as Record<string, unknown>
    fields.set(name, { ...map, [key]: value })
  }
  return fields
}

const typeOf = (schema: TSchema): unknown => (schema as { type?: unknown }).type
const isMap = (schema: TSchema): boolean => typeOf(schema) === 'object'

const switches = new Map<unknown, boolean>([
  ['1', true],
  ['true', true],
  [1, true],
  ['0', false],
  ['false', false],
  [0, false],
])

/**
 * Reads text as what the schema wants. What cannot be read stays as it is, for the check to name it; an
 * empty text is an absent field, as published SDKs send those they leave out.
 */
function convert(value: unknown, schema: TSchema | undefined): unknown {
  if (schema === undefined) return value
  const type = typeOf(schema)
  if (type === 'array') return [...new Set(Array.isArray(value) ? value : [value])]
  if (value === '' || value === null) return undefined
  const isText = typeof value === 'string'
  if (type === 'integer' && isText && /^-?\d{1,16}$/.test(value)) return Number(value)
  if (type === 'boolean' && switches.has(value)) return switches.get(value)
  if (type === 'string' && typeof value === 'number') return String(value)
  return value
}

interface SchemaError {
  keyword: string
  instancePath: string
  params: Record<string, unknown>
  message: string
}

/** The first thing that is wrong, as the API says it. */
function refusal(errors: SchemaError[]): ApiError {
  const unknown = errors.find((error) => error.keyword === 'additionalProperties')
  if (unknown) {
    const [name] = unknown.params['additionalProperties'] as string[]
    return new ApiError(1002, `${name} is not a parameter of this call.`)
  }
  const [{ keyword, instancePath, params, message }] = errors
  const [, name = ''] = instancePath.split('/')
  if (keyword === 'required') {
    const [missing] = params['requiredProperties'] as string[]
    return new ApiError(1002, `${missing} is required.`)
  }
  if (keyword === 'maxLength') return new ApiError(1005, `${name} is too long.`)
  if (keyword === 'maxItems') {
    return new ApiError(1002, `${name} has more than ${String(params['limit'])} values.`)
  }
  return new ApiError(1002, `${name} ${message}.`)
}
