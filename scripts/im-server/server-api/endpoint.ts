import Type, { type Static, type TObject, type TProperties } from 'typebox'

import type { Cloud } from '../cloud'
import type { Rate } from './call-rates'
import type { Service } from './services'

/** What is known of an endpoint besides its fields. */
interface Traits {
  /** How often it may be called; by default as most calls may. */
  rate?: Rate
  /** The service that has to be on for it. */
  service?: Service
}

/** One endpoint: the fields it takes, and what it does with them. */
export interface Endpoint extends Traits {
  schema: TObject
  /** @returns what the answer adds to `code: 200`. */
  run: (given: never, cloud: Cloud) => object | void
}

/** Endpoints by path without `.json`. */
export type Endpoints = Record<string, Endpoint>

/**
 * Declares an endpoint. `run` gets fields that fit the schema; it throws `ApiError` before it changes
 * anything, or does all of its work.
 */
export function endpoint<Fields extends TProperties>(
  fields: Fields,
  run: (given: Static<TObject<Fields>>, cloud: Cloud) => object | void,
  traits: Traits = {},
): Endpoint {
  return { schema: Type.Object(fields, { additionalProperties: false }), run, ...traits }
}
