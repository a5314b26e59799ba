import type { Clock } from '../../utils/clock'
import { HttpFailure, type HttpClient, type HttpRequest } from '../../platform/http'
import { ApiError } from './api-error'
import type { ApiTokens, TokenStore } from './token-store'

const TIMEOUT_MS = 15_000
/** Access tokens are renewed this long before their end, so that none expires on the way. */
const RENEW_EARLY_MS = 60_000

interface SessionAnswer {
  accessToken: string
  refreshToken: string
  /** Seconds. */
  expiresIn: number
}

/** Speaks HTTP to the app server: bearer token, one shared renewal, problem documents -> `ApiError`. */
export class ApiClient {
  private renewing: { of: string; tokens: Promise<ApiTokens> } | null = null

  constructor(
    private readonly baseUrl: () => string,
    private readonly http: HttpClient,
    private readonly tokens: TokenStore,
    private readonly clock: Clock,
    /** The server ended the session for good: nobody is signed in any more. */
    private readonly onSessionEnded: () => void,
  ) {}

  /** A call that needs no sign-in. */
  open<T>(method: HttpRequest['method'], path: string, body?: unknown): Promise<T> {
    return this.exchange<T>(method, path, body, {})
  }

  /** A call in the name of the person signed in. A 401 renews the token and tries once more. */
  async authorized<T>(method: HttpRequest['method'], path: string, body?: unknown): Promise<T> {
    const tokens = await this.freshTokens()
    try {
      return await this.exchange<T>(method, path, body, bearer(tokens))
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      return this.exchange<T>(method, path, body, bearer(await this.renew(tokens)))
    }
  }

  /** Ends the session, here at once: who signs in while the server is told keeps their own tokens. */
  async end(path: string): Promise<void> {
    const tokens = this.tokens.get()
    this.tokens.set(null)
    if (tokens === null) return
    try {
      await this.exchange('DELETE', path, undefined, bearer(tokens))
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      await this.exchange('DELETE', path, undefined, bearer(await this.refreshed(tokens)))
    }
  }

  keep(userId: string, answer: SessionAnswer): ApiTokens {
    const { accessToken, refreshToken, expiresIn } = answer
    const renewAt = this.clock.now() + expiresIn * 1000 - RENEW_EARLY_MS
    const tokens = { userId, accessToken, refreshToken, renewAt }
    this.tokens.set(tokens)
    return tokens
  }

  private async freshTokens(): Promise<ApiTokens> {
    const tokens = this.tokens.get()
    if (tokens === null) throw new ApiError('auth.expired', 401, 'nobody is signed in')
    return this.clock.now() < tokens.renewAt ? tokens : this.renew(tokens)
  }

  /** Several callers share one renewal: a refresh token works once. */
  private async renew(used: ApiTokens): Promise<ApiTokens> {
    if (this.tokens.get()?.accessToken !== used.accessToken) return this.tokensAfter(used)
    if (this.renewing?.of !== used.refreshToken) {
      this.renewing = { of: used.refreshToken, tokens: this.exchangeRefreshToken(used) }
    }
    return this.renewing.tokens
  }

  private async exchangeRefreshToken(used: ApiTokens): Promise<ApiTokens> {
    const isCurrent = (): boolean => this.tokens.get()?.refreshToken === used.refreshToken
    try {
      const answer = await this.refreshed(used)
      return isCurrent() ? this.keep(used.userId, answer) : this.tokensAfter(used)
    } catch (error) {
      const isRefusal = error instanceof ApiError && [400, 401, 403].includes(error.status)
      if (isRefusal && isCurrent()) {
        this.tokens.set(null)
        this.onSessionEnded()
      }
      throw error
    } finally {
      if (this.renewing?.of === used.refreshToken) this.renewing = null
    }
  }

  /** What was asked as one person must never be asked as another who has signed in meanwhile. */
  private tokensAfter(used: ApiTokens): ApiTokens {
    const current = this.tokens.get()
    if (current?.userId === used.userId) return current
    throw new ApiError('auth.expired', 401, 'who asked is signed in no more')
  }

  private refreshed({ refreshToken }: ApiTokens): Promise<SessionAnswer> {
    return this.open('POST', '/v1/sessions/refresh', { refreshToken })
  }

  private async exchange<T>(
    method: HttpRequest['method'],
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<T> {
    const request = { method, url: this.baseUrl() + path, headers, body, timeoutMs: TIMEOUT_MS }
    const response = await this.http.request(request).catch((thrown: unknown) => {
      const refused = thrown instanceof HttpFailure && thrown.isDomainRefusal
      const detail = thrown instanceof Error ? thrown.message : String(thrown)
      throw new ApiError(refused ? 'DOMAIN_NOT_ALLOWED' : 'SERVER_UNREACHABLE', 0, detail)
    })
    if (response.status < 200 || response.status >= 300) {
      throw ApiError.fromAnswer(response.status, response.body)
    }
    return response.body as T
  }
}

function bearer({ accessToken }: { accessToken: string }): Record<string, string> {
  return { authorization: `Bearer ${accessToken}` }
}
