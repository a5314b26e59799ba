import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export const WECHAT_APP_ID = 'wx-test'
export const WECHAT_APP_SECRET = 'wechat-secret'

/**
 * The three calls of WeChat's server API the app server makes, with WeChat's error codes. A code from `wx.login` works
 * once; texts with "risky" in them do not pass. Source: developers.weixin.qq.com, miniprogram/dev/OpenApiDoc.
 */
export class WeChatStub {
  private readonly codes = new Map<string, object>()
  private token = 0
  tokensGiven = 0
  textsChecked: string[] = []

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WeChatStub> {
    const server = createServer()
    const stub = new WeChatStub(server)
    server.on('request', (request: IncomingMessage, response) => {
      void readBody(request).then((body) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(stub.answer(new URL(request.url!, stub.address), body)))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return stub
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** What a phone's `wx.login` gives; `answer` is what code2Session says to it. */
  give(code: string, answer: object): void {
    this.codes.set(code, answer)
  }

  /** Makes every access token given so far invalid. */
  expireTokens(): void {
    this.token++
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private answer({ pathname, searchParams }: URL, body: Record<string, unknown>): object {
    if (pathname === '/sns/jscode2session') return this.codeToSession(searchParams)
    if (pathname === '/cgi-bin/stable_token') return this.stableToken(body)
    if (pathname === '/wxa/msg_sec_check') return this.checkText(searchParams, body)
    return { errcode: 40066, errmsg: 'invalid url' }
  }

  private codeToSession(query: URLSearchParams): object {
    const isOurs =
      query.get('appid') === WECHAT_APP_ID &&
      query.get('secret') === WECHAT_APP_SECRET &&
      query.get('grant_type') === 'authorization_code'
    if (!isOurs) return { errcode: 40125, errmsg: 'invalid appsecret' }
    const code = query.get('js_code') ?? ''
    const answer = this.codes.get(code)
    this.codes.delete(code)
    return answer ?? { errcode: 40029, errmsg: 'invalid code' }
  }

  private stableToken(body: Record<string, unknown>): object {
    const isOurs = body['appid'] === WECHAT_APP_ID && body['secret'] === WECHAT_APP_SECRET
    if (!isOurs) return { errcode: 40125, errmsg: 'invalid appsecret' }
    this.tokensGiven++
    return { access_token: `token-${this.token}`, expires_in: 7200 }
  }

  private checkText(query: URLSearchParams, body: Record<string, unknown>): object {
    if (query.get('access_token') !== `token-${this.token}`) {
      return { errcode: 40001, errmsg: 'invalid credential' }
    }
    const content = String(body['content'])
    this.textsChecked.push(content)
    if (content.length > 2500) return { errcode: 44991, errmsg: 'content too long' }
    const suggest = content.includes('risky') ? 'risky' : 'pass'
    return { errcode: 0, result: { suggest, label: suggest === 'pass' ? 100 : 20001 } }
  }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const part of request) text += String(part)
  return text ? (JSON.parse(text) as Record<string, unknown>) : {}
}
