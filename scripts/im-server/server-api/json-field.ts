import { ApiError } from './api-error'

/** Reads a field that holds a JSON object as text. @throws {ApiError} 1002 when it is not one. */
export function jsonObject(name: string, text: string): Record<string, unknown> {
  const value = json(name, text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(1002, `${name} is not a JSON object.`)
  }
  return value as Record<string, unknown>
}

/** Reads a field that holds a JSON list as text. @throws {ApiError} 1002 when it is not one. */
export function jsonList(name: string, text: string): unknown[] {
  const value = json(name, text)
  if (!Array.isArray(value)) throw new ApiError(1002, `${name} is not a JSON list.`)
  return value
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(1002, `${name} is not JSON.`)
  }
}
