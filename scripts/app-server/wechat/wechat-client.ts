import type { WeChatSettings } from '../settings'
import { WeChatError } from './wechat-error'

export interface WeChatIdentity {
  openid: string
  unionid: string | null
}

/** Where the text is shown; numbers as in msgSecCheck 2.0. */
export const SCENE = { profile: 1, comment: 2, forum: 3, social: 4 } as const
export type Scene = keyof typeof SCENE

export interface TextVerdict {
  suggest: 'pass' | 'review' | 'risky'
  label: number
}

interface WeChatAnswer {
  errcode?: number
  errmsg?: string
}

const TIMEOUT_MS = 5000
/** A token is renewed this long before WeChat would end it. */
const TOKEN_MARGIN_MS = 300_000
/** The access token is wrong or over: fetch a new one, once. Source: WeChat's error table. */
const TOKEN_CODES = new Set([40001, 42001])

/**
 * WeChat's server API. Session keys are dropped on arrival: nothing here decrypts client data.
 * Source: developers.weixin.qq.com, miniprogram/dev/OpenApiDoc.
 */
export class WeChatClient {
  private token: { value: string; expiresAt: number } | null = null

  constructor(
    private readonly settings: WeChatSettings,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Who the code from `wx.login` stands for; a code works once, for five minutes.
   * @throws {WeChatError} 40029 and 40163 for a bad or used code, 40226 for a person WeChat holds for a risk.
   */
  async codeToSession(code: string): Promise<WeChatIdentity> {
    const query = new URLSearchParams({
      appid: this.settings.appId,
      secret: this.settings.appSecret,
      js_code: code,
      grant_type: 'authorization_code',
    })
    const answer = await this.request<{ openid: string; unionid?: string }>(
      'code2Session',
      `/sns/jscode2session?${query.toString()}`,
    )
    return { openid: answer.openid, unionid: answer.unionid ?? null }
  }

  /**
   * Asks whether a text may be shown. errcode 0 alone does not mean clean: the verdict does.
   * @param content 2,500 characters at most.
   * @throws {WeChatError} 61010 for a person who has not opened the mini-program for two hours.
   */
  async checkText(openid: string, scene: Scene, content: string): Promise<TextVerdict> {
    const body = { version: 2, openid, scene: SCENE[scene], content }
    const answer = await this.withToken((token) =>
      this.request<{ result: TextVerdict }>(
        'msgSecCheck',
        `/wxa/msg_sec_check?access_token=${encodeURIComponent(token)}`,
        body,
      ),
    )
    return answer.result
  }

  private async withToken<Fields>(call: (token: string) => Promise<Fields>): Promise<Fields> {
    try {
      return await call(await this.accessToken())
    } catch (error) {
      if (!(error instanceof WeChatError) || !TOKEN_CODES.has(error.code)) throw error
      this.token = null
      return call(await this.accessToken())
    }
  }

  private async accessToken(): Promise<string> {
    if (this.token && this.now() < this.token.expiresAt) return this.token.value
    const answer = await this.request<{ access_token: string; expires_in: number }>(
      'stable_token',
      '/cgi-bin/stable_token',
      {
        grant_type: 'client_credential',
        appid: this.settings.appId,
        secret: this.settings.appSecret,
      },
    )
    const lifetimeMs = answer.expires_in * 1000
    this.token = {
      value: answer.access_token,
      expiresAt: this.now() + Math.max(lifetimeMs - TOKEN_MARGIN_MS, lifetimeMs / 2),
    }
    return this.token.value
  }

  private async request<Fields>(api: string, path: string, body?: object): Promise<Fields> {
    let answer: WeChatAnswer & Fields
    try {
      const response = await fetch(`${this.settings.apiUrl}${path}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body
          ? {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify(body),
            }
          : {}),
      })
      answer = (await response.json()) as WeChatAnswer & Fields
    } catch (error) {
      // The address holds the secret: neither it nor fetch's own message is repeated.
      throw new WeChatError(api, 0, 'no readable answer', { cause: (error as Error).name })
    }
    if (answer.errcode) throw new WeChatError(api, answer.errcode, answer.errmsg ?? '')
    return answer
  }
}
