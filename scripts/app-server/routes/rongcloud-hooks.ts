import formbody from '@fastify/formbody'
import { Type } from 'typebox'

import type { AppContext } from '../context'
import { storePresence } from '../domain/presence'
import { CHANNELS, storeRouted } from '../domain/routed-messages'
import { applyWords } from '../domain/sensitive-words'
import { listWords } from '../domain/word-list'
import type { Routes } from './route-plugin'

/** What every callback's query may hold; the signature is checked before anything is read. */
const Signed = Type.Object({}, { additionalProperties: true })
const callback = { access: { who: 'rongcloud' }, rateLimit: false } as const

const Form = Type.Object({}, { additionalProperties: true })
type Fields = Record<string, unknown>

const Verdict = Type.Object({ pass: Type.Union([Type.Literal(0), Type.Literal(1)]) })
const Taken = Type.Object({ code: Type.Literal(200) })

/**
 * Callbacks of the IM cloud. They may come more than once, late, and in another order; the cloud asks for a fast
 * answer, so each is stored and nothing more.
 * Sources: docs.rongcloud.cn, "full message routing", "message callback", "online status", "chatroom status".
 */
export const rongcloudHooks: Routes = async (app, { context }) => {
  await app.register(formbody)
  const { db, now } = context

  app.post(
    '/hooks/rongcloud/messages',
    {
      config: callback,
      schema: {
        summary: 'A message was sent',
        querystring: Signed,
        body: Form,
        response: { 200: Taken },
      },
    },
    async (request) => {
      const fields = request.body as Fields
      const uid = text(fields, 'msgUID')
      if (uid && text(fields, 'channelType') in CHANNELS) {
        await storeRouted(db, {
          uid,
          channel: text(fields, 'channelType'),
          targetId: text(fields, 'toUserId'),
          fromId: text(fields, 'fromUserId'),
          objectName: text(fields, 'objectName'),
          content: text(fields, 'content'),
          sentAt: Number(text(fields, 'msgTimestamp')) || now(),
        })
      }
      return { code: 200 as const }
    },
  )

  app.post(
    '/hooks/rongcloud/precheck',
    {
      config: callback,
      schema: {
        summary: 'May this message be delivered?',
        querystring: Signed,
        body: Form,
        response: { 200: Verdict },
      },
    },
    async (request) => ({ pass: await mayPass(context, request.body as Fields) }),
  )

  app.post(
    '/hooks/rongcloud/presence',
    {
      config: callback,
      schema: {
        summary: 'People came online or went offline',
        querystring: Signed,
        body: Type.Unknown(),
        response: { 200: Taken },
      },
    },
    async (request) => {
      for (const event of eventsOf(request.body)) {
        const userId = text(event, 'userid') || text(event, 'userId')
        if (
          !userId ||
          !(await isNews(
            context,
            `presence:${text(event, 'sessionId')}:${text(event, 'time')}:${userId}`,
          ))
        ) {
          continue
        }
        const changedAt = Number(text(event, 'time')) || now()
        // 0 online, 1 offline, 2 signed out.
        await storePresence(db, userId, text(event, 'status') === '0', text(event, 'os'), changedAt)
      }
      return { code: 200 as const }
    },
  )

  app.post(
    '/hooks/rongcloud/rooms',
    {
      config: callback,
      schema: {
        summary: 'Rooms were made, entered, left or ended',
        querystring: Signed,
        body: Type.Unknown(),
        response: { 200: Taken },
      },
    },
    async (request) => {
      for (const event of eventsOf(request.body)) {
        // 3: the cloud ended the room. One that is open with us is made again by the next comparison.
        if (text(event, 'type') === '3') {
          context.log.info({ roomId: text(event, 'chatRoomId') }, 'the IM cloud ended a room')
          context.reconciler.soon()
        }
      }
      return { code: 200 as const }
    },
  )
}

/** A verdict on a text message: the word list alone decides, as the cloud waits three seconds and then delivers. */
async function mayPass({ db }: AppContext, fields: Fields): Promise<0 | 1> {
  if (text(fields, 'msgType') !== 'RC:TxtMsg') return 1
  const { content } = parse(text(fields, 'content'))
  if (typeof content !== 'string') return 1
  return applyWords(content, await listWords(db)).refusedFor === null ? 1 : 0
}

/** Notes a callback; false when it came before. */
async function isNews({ db, now }: AppContext, key: string): Promise<boolean> {
  const added = await db
    .insertInto('callbacks_seen')
    .values({ key, seen_at: now() })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return added !== undefined
}

function eventsOf(body: unknown): Fields[] {
  const events = Array.isArray(body) ? body : [body]
  return events.filter((event): event is Fields => typeof event === 'object' && event !== null)
}

function text(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function parse(json: string): Fields {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Fields) : {}
  } catch {
    return {}
  }
}
