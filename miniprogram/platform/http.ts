export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers: Record<string, string>
  /** Sent as JSON when present. */
  body?: unknown
  timeoutMs: number
}

export interface HttpResponse {
  status: number
  /** Parsed when the server said JSON, else the text. */
  body: unknown
}

/** Resolves for any HTTP status; rejects with `HttpFailure` when there was no answer. */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>
}

export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'

  constructor(
    /** The platform's own words, e.g. `request:fail url not in domain list`. */
    readonly detail: string,
  ) {
    super(detail)
  }

  /** The platform refused the address itself: no retry helps. */
  get isDomainRefusal(): boolean {
    return /domain list|域名/.test(this.detail)
  }
}

export function createHttp(api: Pick<WechatMiniprogram.Wx, 'request'>): HttpClient {
  return {
    request({ method, url, headers, body, timeoutMs }) {
      return new Promise((resolve, reject) => {
        api.request({
          url,
          // wx.request knows no PATCH; servers take the method from this header instead.
          method: method === 'PATCH' ? 'POST' : method,
          header: {
            'content-type': 'application/json',
            ...headers,
            ...(method === 'PATCH' && { 'x-http-method-override': 'PATCH' }),
          },
          // WeChat always says the body is JSON, and an empty one is none.
          data: method === 'GET' ? undefined : ((body ?? {}) as WechatMiniprogram.IAnyObject),
          timeout: timeoutMs,
          success: ({ statusCode, data }) => resolve({ status: statusCode, body: parsed(data) }),
          fail: ({ errMsg }) => reject(new HttpFailure(errMsg)),
        })
      })
    },
  }
}

/** WeChat parses `application/json` only; problem documents come as text. */
function parsed(data: unknown): unknown {
  if (typeof data !== 'string' || !/^\s*[[{]/.test(data)) return data
  try {
    return JSON.parse(data) as unknown
  } catch {
    return data
  }
}
