import { createHash, randomBytes, randomUUID } from 'node:crypto'

import { APP_KEY, APP_SECRET, type ApiAnswer } from './im-server'

type Value = string | number | boolean
export type Fields = Record<string, Value | readonly Value[] | Record<string, string>>

const FORM = 'application/x-www-form-urlencoded'

export interface SigningOptions {
  appKey?: string
  secret?: string
  timestamp?: string
  /** `RC-` for the long names of the headers. */
  prefix?: string
}

/**
 * Calls the Server API as the vendor's Go SDK does: time in seconds, fields form-encoded, lists as
 * repeated keys, maps as `name[key]`; JSON where that SDK sends JSON.
 * Source: rongcloud/server-sdk-go 17eecd6.
 */
export class ServerSdk {
  constructor(private readonly address: () => string) {}

  /** Sends a form. */
  form(path: string, fields: Fields = {}, signing: SigningOptions = {}): Promise<ApiAnswer> {
    return this.post(path, encode(fields), FORM, signing)
  }

  /** Sends JSON, with every value as text. */
  json(path: string, fields: Record<string, Value>): Promise<ApiAnswer> {
    const texts = Object.entries(fields).map(([name, value]) => [name, String(value)] as const)
    return this.post(path, JSON.stringify(Object.fromEntries(texts)), 'application/json')
  }

  /** Sends a form and gives what the answer has. @throws unless it is code 200. */
  async ok<Answer = Record<string, unknown>>(path: string, fields: Fields = {}): Promise<Answer> {
    const { httpStatus, answer } = await this.send(path, encode(fields), FORM, {})
    if (answer['code'] !== 200) throw new Error(`${path}: ${httpStatus} ${JSON.stringify(answer)}`)
    return answer as Answer
  }

  /** Sends any body. `status` of the answer is the HTTP status. */
  async post(
    path: string,
    body: URLSearchParams | string,
    contentType: string,
    signing: SigningOptions = {},
  ): Promise<ApiAnswer> {
    const { httpStatus, answer } = await this.send(path, body, contentType, signing)
    return { ...(answer as ApiAnswer), status: httpStatus }
  }

  private async send(
    path: string,
    body: URLSearchParams | string,
    contentType: string,
    signing: SigningOptions,
  ): Promise<{ httpStatus: number; answer: Record<string, unknown> }> {
    const response = await fetch(`${this.address()}${path}.json`, {
      method: 'POST',
      headers: {
        'Content-Type': contentType,
        'User-Agent': 'rc-go-sdk/4.0.4',
        'X-Request-Id': randomUUID(),
        ...signed(signing),
      },
      body,
    })
    const answer = (await response.json()) as Record<string, unknown>
    return { httpStatus: response.status, answer }
  }
}

function signed({
  appKey = APP_KEY,
  secret = APP_SECRET,
  timestamp = String(Math.floor(Date.now() / 1000)),
  prefix = '',
}: SigningOptions): Record<string, string> {
  const nonce = randomBytes(4).toString('hex')
  const signature = createHash('sha1')
    .update(secret + nonce + timestamp)
    .digest('hex')
  return {
    [`${prefix}App-Key`]: appKey,
    [`${prefix}Nonce`]: nonce,
    [`${prefix}Timestamp`]: timestamp,
    [`${prefix}Signature`]: signature,
  }
}

function encode(fields: Fields): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Array) for (const item of value) body.append(name, String(item))
    else if (typeof value === 'object') {
      for (const [key, text] of Object.entries(value)) body.append(`${name}[${key}]`, text)
    } else body.append(name, String(value))
  }
  return body
}
