import type { RongCloudSettings } from '../settings'
import { RongCloudError } from './rongcloud-error'
import { ServerApiHosts } from './server-api-hosts'
import { signedHeaders } from './signature'

/** Values of one call. A list becomes a repeated key (`userId=a&userId=b`); undefined is left out. */
export type Form = Record<string, string | number | boolean | readonly string[] | undefined>

/** What every answer has besides its own fields. */
interface Answer {
  code: number | string
  errorMessage?: string
}

const TIMEOUT_MS = 5000

/** Signed calls to RongCloud's Server API, with fail-over to the backup host. */
export class ServerApiClient {
  private readonly hosts: ServerApiHosts

  constructor(
    private readonly settings: RongCloudSettings,
    now: () => number = Date.now,
  ) {
    this.hosts = new ServerApiHosts(settings.apiUrls, now)
  }

  /**
   * @param path e.g. `/user/getToken.json`.
   * @returns the answer's own fields.
   * @throws {RongCloudError} when the cloud refuses, or no host answers.
   */
  async call<Fields>(path: string, form: Form): Promise<Fields> {
    const host = this.hosts.current
    try {
      return await this.post<Fields>(host, path, form)
    } catch (error) {
      if (!(error instanceof RongCloudError) || !isHostAtFault(error)) throw error
      const next = this.hosts.failed(host)
      // A publish that timed out may have been carried out: asking again could send the message twice.
      if (next === host || path.includes('/publish')) throw error
      return this.post<Fields>(next, path, form)
    }
  }

  private async post<Fields>(host: string, path: string, form: Form): Promise<Fields> {
    const { appKey, appSecret } = this.settings
    let response: Response
    let answer: (Answer & Fields) | null
    try {
      response = await fetch(`${host}${path}`, {
        method: 'POST',
        headers: {
          ...signedHeaders(appKey, appSecret, Date.now()),
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: encode(form),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      answer = (await response.json().catch(() => null)) as (Answer & Fields) | null
    } catch (error) {
      throw new RongCloudError(path, 0, 0, `${new URL(host).host} did not answer`, { cause: error })
    }
    const code = Number(answer?.code ?? 0)
    if (response.ok && code === 200) return answer as Fields
    throw new RongCloudError(path, code, response.status, answer?.errorMessage ?? 'no reason given')
  }
}

function isHostAtFault(error: RongCloudError): boolean {
  return error.httpStatus === 0 || error.httpStatus >= 500
}

function encode(form: Form): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) {
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? value : [value]) body.append(name, String(item))
  }
  return body
}
