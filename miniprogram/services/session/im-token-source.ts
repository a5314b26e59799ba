import { isWithin, type Clock } from '../../utils/clock'
import { readJson, type Storage } from '../../utils/storage'
import { ApiError } from '../api/api-error'
import type { AppApi } from '../api/app-api'
import type { ImAccess, TokenSource } from './session'

/** Tokens of the cloud may outlive this; asking once a day costs one request and notices bans. */
const TOKEN_LIFE_MS = 24 * 3600_000
/** Addresses this young are the newest there are: when a whole cloud is down, nobody asks for more. */
const RENEW_AFTER_MS = 60_000
const KEY = 'im-access'

interface KeptAccess extends ImAccess {
  fetchedAt: number
}

/** IM tokens from our server, kept on the device with their age. */
export class ImTokenSource implements TokenSource {
  private fetching: Promise<ImAccess> | null = null

  constructor(
    private readonly api: AppApi,
    /** Of the person signed in. */
    private readonly storage: () => Storage,
    private readonly clock: Clock,
  ) {}

  get(): Promise<ImAccess> {
    const kept = this.read()
    if (kept !== null && isWithin(this.clock, kept.fetchedAt, TOKEN_LIFE_MS)) {
      return Promise.resolve(kept)
    }
    this.fetching ??= this.ask(kept)
    return this.fetching
  }

  renew(): void {
    const kept = this.read()
    if (kept === null || isWithin(this.clock, kept.fetchedAt, RENEW_AFTER_MS)) return
    this.keep({ ...kept, fetchedAt: 0 })
  }

  /** What was asked for until now is nobody's any more. */
  forget(): void {
    this.fetching = null
    this.storage().remove(KEY)
  }

  isRefusal(error: unknown): boolean {
    return error instanceof ApiError && !error.retryable
  }

  private ask(old: KeptAccess | null): Promise<ImAccess> {
    const isWanted = (): boolean => this.fetching === asking
    const asking: Promise<ImAccess> = this.fetch(old, isWanted).finally(() => {
      if (isWanted()) this.fetching = null
    })
    return asking
  }

  /** The cloud may well take the old one while our server cannot be asked. */
  private async fetch(old: KeptAccess | null, isWanted: () => boolean): Promise<ImAccess> {
    try {
      const { token, appKey, navigators, cmpHosts } = await this.api.imAccess()
      const access = { token, appKey, navigators, cmpHosts }
      if (isWanted()) this.keep({ ...access, fetchedAt: this.clock.now() })
      return access
    } catch (error) {
      if (old === null || this.isRefusal(error)) throw error
      return old
    }
  }

  private keep(access: KeptAccess): void {
    this.storage().write(KEY, JSON.stringify(access))
  }

  private read(): KeptAccess | null {
    const kept = readJson(this.storage(), KEY) as Partial<KeptAccess> | null
    const isWhole =
      typeof kept?.token === 'string' &&
      typeof kept.fetchedAt === 'number' &&
      Array.isArray(kept.navigators) &&
      Array.isArray(kept.cmpHosts)
    return isWhole ? (kept as KeptAccess) : null
  }
}
