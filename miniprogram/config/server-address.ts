import type { Environment } from './environment'

const KEY = 'server'

interface AddressStorage {
  read(key: string): string | null
  write(key: string, value: string): void
}

/**
 * The app server to talk to: the environment's, or in the develop edition the one a launch query
 * named last (kept on the device). Anything but an http(s) address is ignored.
 */
export function serverAddress(
  environment: Environment,
  queryServer: string | undefined,
  storage: AddressStorage,
): string {
  if (!environment.canOverrideServer) return environment.apiUrl
  const named = addressOf(queryServer)
  if (named !== null) storage.write(KEY, named)
  return named ?? addressOf(storage.read(KEY) ?? undefined) ?? environment.apiUrl
}

function addressOf(text: string | undefined): string | null {
  const address = decoded(text ?? '').replace(/\/+$/, '')
  return /^https?:\/\/[^\s/]+$/.test(address) ? address : null
}

/** Queries arrive as they were written; WeChat does not decode them. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
