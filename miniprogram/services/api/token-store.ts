import type { Storage } from '../../utils/storage'

/** What keeps a person signed in to the app server. */
export interface ApiTokens {
  userId: string
  accessToken: string
  refreshToken: string
  /** Phone time at which the access token should be renewed, Unix ms. */
  renewAt: number
}

const KEY = 'session'

export class TokenStore {
  private tokens: ApiTokens | null | undefined

  constructor(private readonly storage: Storage) {}

  /** @returns null when nobody is signed in; unreadable content counts as nobody. */
  get(): ApiTokens | null {
    if (this.tokens === undefined) this.tokens = this.read()
    return this.tokens
  }

  set(tokens: ApiTokens | null): void {
    this.tokens = tokens
    if (tokens === null) this.storage.remove(KEY)
    else this.storage.write(KEY, JSON.stringify(tokens))
  }

  private read(): ApiTokens | null {
    try {
      const value = JSON.parse(this.storage.read(KEY) ?? 'null') as Partial<ApiTokens> | null
      if (value === null) return null
      const { userId, accessToken, refreshToken, renewAt } = value
      return userId && accessToken && refreshToken
        ? { userId, accessToken, refreshToken, renewAt: Number(renewAt) || 0 }
        : null
    } catch {
      return null
    }
  }
}
