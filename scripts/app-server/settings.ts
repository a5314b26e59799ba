/** Everything the app server is told from outside. Lists keep their order: the first API host is tried first. */
export interface Settings {
  host: string
  port: number
  databaseUrl: string
  logLevel: string
  /** Key of our own access tokens, 32 bytes or more. */
  jwtSecret: Uint8Array
  rongcloud: RongCloudSettings
  /** null: nobody can sign in by WeChat. */
  wechat: WeChatSettings | null
  /** Adds demo people and signs anybody in as one of them. */
  isDemo: boolean
  /** Ids of people who are admins from the start of the process. */
  adminIds: string[]
  /** Requests a person (or an address, before sign-in) may make in a minute. */
  requestsPerMinute: number
  /** Pause between two comparisons with the IM cloud, 0 for none. */
  reconcileEveryMs: number
}

export interface RongCloudSettings {
  appKey: string
  appSecret: string
  apiUrls: string[]
  /** Handed to clients; empty: the SDK's own. */
  navigators: string[]
  cmp: string[]
}

export interface WeChatSettings {
  appId: string
  appSecret: string
  apiUrl: string
}

/** One line per wrong setting, each naming its variable. */
export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`The app server cannot start:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'SettingsError'
  }
}

const JWT_SECRET_BYTES = 32

/** @throws {SettingsError} naming every variable that is missing or wrong, all at once. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const reader = new Reader(env)
  const isDemo = env['HUTONG_DEMO'] === '1'
  const settings: Settings = {
    host: reader.text('APP_HOST', '127.0.0.1'),
    port: reader.integer('APP_PORT', 7410, 0, 65535),
    databaseUrl: reader.text('DATABASE_URL', 'pglite:.data/app'),
    logLevel: reader.text('LOG_LEVEL', 'info'),
    jwtSecret: reader.secret('APP_JWT_SECRET', JWT_SECRET_BYTES),
    rongcloud: {
      appKey: reader.text('RONGCLOUD_APP_KEY'),
      appSecret: reader.text('RONGCLOUD_APP_SECRET'),
      apiUrls: reader.urls('RONGCLOUD_API_URLS'),
      navigators: reader.list('RONGCLOUD_NAVIGATORS'),
      cmp: reader.list('RONGCLOUD_CMP'),
    },
    wechat: reader.wechat(),
    isDemo,
    adminIds: reader.list('APP_ADMIN_IDS'),
    requestsPerMinute: reader.integer('APP_REQUESTS_PER_MINUTE', 1200, 1, 1_000_000),
    reconcileEveryMs: reader.integer('APP_RECONCILE_SECONDS', 600, 0, 86_400) * 1000,
  }
  if (!isDemo && !settings.wechat) {
    reader.problems.push(
      'WECHAT_APP_ID and WECHAT_APP_SECRET are not set, so nobody could sign in (HUTONG_DEMO=1 opens the demo sign-in)',
    )
  }
  if (reader.problems.length > 0) throw new SettingsError(reader.problems)
  return settings
}

class Reader {
  readonly problems: string[] = []
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  text(name: string, fallback?: string): string {
    const value = this.env[name]?.trim() || fallback
    if (value === undefined) this.problems.push(`${name} is not set`)
    return value ?? ''
  }

  list(name: string): string[] {
    return (this.env[name] ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean)
  }

  urls(name: string): string[] {
    const urls = this.list(name)
    if (urls.length === 0)
      this.problems.push(`${name} is not set (one address or more, separated by commas)`)
    for (const url of urls) {
      if (!URL.canParse(url) || !/^https?:\/\//.test(url)) {
        this.problems.push(`${name} holds "${url}", which is no http(s) address`)
      }
    }
    return urls.map((url) => url.replace(/\/+$/, ''))
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.env[name]?.trim()
    if (!text) return fallback
    const value = Number(text)
    if (!Number.isInteger(value) || value < min || value > max) {
      this.problems.push(`${name} is "${text}", which is no whole number from ${min} to ${max}`)
    }
    return value
  }

  /** The message tells the length wanted, never the value. */
  secret(name: string, minBytes: number): Uint8Array {
    const bytes = new TextEncoder().encode(this.env[name] ?? '')
    if (bytes.length === 0)
      this.problems.push(`${name} is not set (${minBytes} random characters or more)`)
    else if (bytes.length < minBytes) {
      this.problems.push(`${name} is too short: ${minBytes} characters or more are needed`)
    }
    return bytes
  }

  wechat(): WeChatSettings | null {
    const appId = this.env['WECHAT_APP_ID']?.trim()
    const appSecret = this.env['WECHAT_APP_SECRET']?.trim()
    if (!appId && !appSecret) return null
    if (!appId) this.problems.push('WECHAT_APP_ID is not set, although WECHAT_APP_SECRET is')
    if (!appSecret) this.problems.push('WECHAT_APP_SECRET is not set, although WECHAT_APP_ID is')
    const apiUrl = this.text('WECHAT_API_URL', 'https://api.weixin.qq.com').replace(/\/+$/, '')
    return { appId: appId ?? '', appSecret: appSecret ?? '', apiUrl }
  }
}
