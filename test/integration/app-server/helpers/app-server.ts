import { APP_KEY, APP_SECRET, type ImServer } from '../../helpers/im-server'
import { startServerProcess, type ServerProcess } from '../../helpers/server-process'

export interface Answer<Body = Record<string, unknown>> {
  status: number
  headers: Headers
  body: Body
}

/** A group or a room, as far as tests look into it. */
export interface Listed {
  items: Array<Record<string, unknown>>
  nextCursor?: string | null
}

export const JWT_SECRET = 'a-secret-of-the-test-suite-0123456789'

export interface AppServerOptions {
  databaseUrl: string
  im: Pick<ImServer, 'address'>
  env?: Record<string, string>
}

/** A running app server, and what tests do with it from outside. */
export class AppServer {
  private constructor(
    readonly process: ServerProcess,
    readonly address: string,
  ) {}

  static async start({ databaseUrl, im, env = {} }: AppServerOptions): Promise<AppServer> {
    const process = await startServerProcess('scripts/app-server/main.ts', {
      APP_PORT: '0',
      DATABASE_URL: databaseUrl,
      RONGCLOUD_APP_KEY: APP_KEY,
      RONGCLOUD_APP_SECRET: APP_SECRET,
      RONGCLOUD_API_URLS: im.address,
      RONGCLOUD_NAVIGATORS: im.address,
      RONGCLOUD_CMP: im.address.replace('http://', ''),
      APP_JWT_SECRET: JWT_SECRET,
      HUTONG_DEMO: '1',
      ...env,
    })
    return new AppServer(process, `http://127.0.0.1:${process.ready.port}`)
  }

  async request<Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as Body,
    }
  }

  /** Signs in by the demo. */
  async signIn(userId: string): Promise<Person> {
    const answer = await this.request<{ accessToken: string; refreshToken: string }>(
      'POST',
      '/v1/demo/sessions',
      { body: { userId } },
    )
    if (answer.status !== 200) throw new Error(`sign-in answered ${JSON.stringify(answer.body)}`)
    return new Person(this, userId, answer.body.accessToken, answer.body.refreshToken)
  }

  stop(): Promise<number | null> {
    return this.process.stop()
  }
}

/** Somebody signed in, with every request in their name. Paths start after `/v1`. */
export class Person {
  constructor(
    readonly server: AppServer,
    readonly id: string,
    readonly accessToken: string,
    readonly refreshToken: string,
  ) {}

  send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.server.request<Body>(method, `/v1${path}`, {
      body,
      headers: { authorization: `Bearer ${this.accessToken}`, ...headers },
    })
  }

  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.send<Body>('GET', path)
  }
  post<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>> {
    return this.send<Body>('POST', path, body)
  }
  put<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>> {
    return this.send<Body>('PUT', path, body)
  }
  patch<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<Body>> {
    return this.send<Body>('PATCH', path, body)
  }
  delete<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.send<Body>('DELETE', path)
  }
}
