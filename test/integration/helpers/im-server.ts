import { createHash, randomBytes } from 'node:crypto'

import { startServerProcess, type ServerProcess } from './server-process'

export const APP_KEY = 'hutong-test'
export const APP_SECRET = 'test-secret'

type Fields = Record<string, string | number | string[]>

/** A Server API answer. */
export interface ApiAnswer {
  status: number
  code: number
  [more: string]: unknown
}

/** A running IM server, and what tests do with it from outside. */
export class ImServer {
  private constructor(
    readonly process: ServerProcess,
    readonly port: number,
    private readonly controlPort: number,
  ) {}

  /** Starts one on free ports. State is kept only where `env` names an `IM_DATABASE_URL`. */
  static async start(env: Record<string, string> = {}): Promise<ImServer> {
    const process = await startServerProcess('scripts/im-server/main.ts', {
      IM_PORT: '0',
      IM_CONTROL_PORT: '0',
      IM_UPLOAD_PORT: '0',
      IM_UPLOAD_PORT_2: '0',
      IM_APP_KEY: APP_KEY,
      IM_APP_SECRET: APP_SECRET,
      IM_DATABASE_URL: 'none',
      IM_MESSAGES_PER_SECOND: '0',
      IM_API_CALLS_PER_SECOND: '0',
      ...env,
    })
    return new ImServer(process, process.ready.port, process.ready.controlPort as number)
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Calls the Server API as a published server SDK does: signed, form-encoded, lists as repeated keys. */
  async api(
    path: string,
    fields: Fields,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) {
      for (const item of Array.isArray(value) ? value : [value]) body.append(name, String(item))
    }
    const response = await fetch(`${this.address}${path}.json`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...signedHeaders(),
        ...headers,
      },
      body,
    })
    const answer = (await response.json()) as Omit<ApiAnswer, 'status'>
    return { ...answer, status: response.status } as ApiAnswer
  }

  /** A connection token for this person, by the Server API. */
  async tokenFor(userId: string): Promise<string> {
    const { code, token } = await this.api('/user/getToken', { userId, name: userId })
    if (code !== 200) throw new Error(`getToken answered ${code}`)
    return token as string
  }

  /** Asks the control address for a fault. */
  async control(verb: string, body: object = {}): Promise<Record<string, unknown>> {
    const response = await fetch(`http://127.0.0.1:${this.controlPort}/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(`${verb} answered ${JSON.stringify(answer)}`)
    return answer
  }

  async stop(): Promise<void> {
    await this.process.stop()
  }

  async kill(): Promise<void> {
    await this.process.kill()
  }
}

/** Server API headers with a timestamp in milliseconds, as the vendor's documents say. */
export function signedHeaders(secret = APP_SECRET): Record<string, string> {
  const nonce = randomBytes(8).toString('hex')
  const timestamp = String(Date.now())
  const signature = createHash('sha1')
    .update(secret + nonce + timestamp)
    .digest('hex')
  return { 'App-Key': APP_KEY, Nonce: nonce, Timestamp: timestamp, Signature: signature }
}
