import { Type } from 'typebox'

import { findOwnProfile, personOfWeChat } from '../domain/people'
import {
  refreshSession,
  revokeAllSessions,
  revokeSession,
  startSession,
  type Tokens,
} from '../domain/sessions'
import type { AppContext } from '../context'
import { personOf } from '../http/access'
import { Problem } from '../http/problem'
import { answers, Body, noContent, OwnProfile } from '../http/schemas'
import type { WeChatClient } from '../wechat/wechat-client'
import { WeChatError } from '../wechat/wechat-error'
import type { Routes } from './route-plugin'

export const TokensShape = Type.Object({
  accessToken: Type.String(),
  expiresIn: Type.Integer({ description: 'Seconds.' }),
  refreshToken: Type.String({ description: 'Works once; keep the one from the newest answer.' }),
})
export const SignedInShape = Type.Object({ ...TokensShape.properties, user: OwnProfile })

/** errcodes of code2Session that mean the code, not the service, is at fault. */
const BAD_CODE = new Set([40029, 40163])
const RISK_USER = 40226

export async function signIn(context: AppContext, userId: string, device: string) {
  const tokens: Tokens = await startSession(context, userId, device)
  return { ...tokens, user: await findOwnProfile(context.db, userId) }
}

export const sessionRoutes: Routes = async (app, { context }) => {
  app.post(
    '/sessions',
    {
      config: { access: { who: 'anyone' }, rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: {
        summary: 'Sign in by a code from wx.login',
        body: Body({
          code: Type.String({ minLength: 1, maxLength: 256 }),
          device: Type.Optional(Type.String({ maxLength: 100 })),
        }),
        response: answers(SignedInShape),
      },
    },
    async ({ body }) => {
      if (!context.wechat) throw Problem.forbidden('This server does not sign in by WeChat.')
      const identity = await identify(context.wechat, body.code)
      return signIn(context, await personOfWeChat(context, identity), body.device ?? '')
    },
  )

  app.post(
    '/sessions/refresh',
    {
      config: { access: { who: 'anyone' } },
      schema: {
        summary: 'Exchange a refresh token for new tokens',
        body: Body({ refreshToken: Type.String({ minLength: 1, maxLength: 256 }) }),
        response: answers(TokensShape),
      },
    },
    async ({ body }) => refreshSession(context, body.refreshToken),
  )

  app.delete(
    '/sessions/current',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'Sign out here', response: noContent },
    },
    async (request, reply) => {
      await revokeSession(context.db, personOf(request).sessionId, context.now())
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/sessions',
    {
      config: { access: { who: 'person' } },
      schema: { summary: 'Sign out everywhere; IM tokens end too', response: noContent },
    },
    async (request, reply) => {
      await revokeAllSessions(context, personOf(request).id)
      return reply.code(204).send(null)
    },
  )
}

async function identify(wechat: WeChatClient, code: string) {
  try {
    return await wechat.codeToSession(code)
  } catch (error) {
    if (!(error instanceof WeChatError)) throw error
    if (BAD_CODE.has(error.code)) {
      throw new Problem(
        'auth.code_invalid',
        'The code is wrong, used or over; call wx.login again.',
      )
    }
    if (error.code === RISK_USER) {
      throw new Problem('auth.risk_user', 'WeChat does not let this person sign in.')
    }
    throw error
  }
}
