import type { Cloud } from '../cloud'
import type { Parameters } from './parameters'

/**
 * One endpoint: reads its parameters, does its work, and returns what the answer adds to `code: 200`.
 * It must read every parameter it knows before it changes anything: unknown ones are refused then.
 */
export type Endpoint = (parameters: Parameters, cloud: Cloud) => Work

/** What is left to do once all parameters are read and found good. */
export type Work = () => object | void

/** Endpoints by path without `.json`. */
export type Endpoints = Record<string, Endpoint>
