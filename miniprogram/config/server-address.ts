import type { Environment } from './environment'

const KEY = 'server'

interface AddressStorage {
  read(key: string): string | null
  write(key: string, value: string): void
}

/**
 * The app server to talk to: the environment's, or in the develop edition the one a query
 * (`?server=`) named last, kept on the device.
 */
export class ServerAddress {
  private named: string | null = null

  constructor(
    private readonly environment: Environment,
    private readonly storage: AddressStorage,
  ) {}

  /** Base address without a trailing slash. */
  get value(): string {
    if (!this.environment.canOverrideServer) return this.environment.apiUrl
    this.named ??= addressOf(this.storage.read(KEY) ?? '')
    return this.named ?? this.environment.apiUrl
  }

  /** @param text as the query holds it. Anything but an http(s) address is ignored. */
  use(text: string | undefined): void {
    const address = addressOf(text ?? '')
    if (address === null || !this.environment.canOverrideServer) return
    this.named = address
    this.storage.write(KEY, address)
  }
}

function addressOf(text: string): string | null {
  const address = decoded(text).replace(/\/+$/, '')
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
