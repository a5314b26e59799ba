import { createHmac, timingSafeEqual } from 'node:crypto'

import type { FastifyInstance } from 'fastify'
import Type from 'typebox'

import type { Cloud } from '../cloud'
import { ConversationType } from '../protocol/flags'
import type { StoredMessage } from '../state/message'
import { ApiError } from './api-error'
import { apiTime, CHINA_OFFSET_MS } from './api-time'
import { endpoint, type Endpoints } from './endpoint'
import { zipOf } from './zip'

const HOUR_MS = 3600_000
/** Source: the message log's documentation. */
const KEPT_MS = 3 * 24 * HOUR_MS

/** An hour in China time, `2026112108`. */
const Hour = Type.String({ pattern: '^\\d{10}$' })

/** @throws {ApiError} 1002 for digits that are no hour. */
function startOf(hour: string): number {
  const [, year, month, day, hours] = /^(\d{4})(\d\d)(\d\d)(\d\d)$/.exec(hour) ?? []
  const time = Date.parse(`${year}-${month}-${day}T${hours}:00:00Z`) - CHINA_OFFSET_MS
  if (Number.isNaN(time)) throw new ApiError(1002, 'date is no hour.')
  return time
}

function messagesOf({ state }: Cloud, hour: string): StoredMessage[] {
  const start = startOf(hour)
  const isKept = start > state.clock.now() - KEPT_MS && !state.deletedArchives.has(hour)
  if (!isKept) return []
  return [...state.messages.all()]
    .filter(({ time }) => time >= start && time < start + HOUR_MS)
    .sort((a, b) => a.time - b.time)
}

/** One line of the log: the time, then the message as JSON. */
function lineOf(message: StoredMessage, appKey: string): string {
  const entry = {
    appId: appKey,
    fromUserId: message.from,
    targetId: message.target,
    targetType: message.type,
    GroupId: message.type === ConversationType.GROUP ? message.target : '',
    classname: message.classname,
    content: parsed(message.content),
    dateTime: apiTime(message.time),
    msgUID: message.uid,
    source: message.source ?? '',
  }
  return `${apiTime(message.time).replaceAll('-', '/')} ${JSON.stringify(entry)}\n`
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return content
  }
}

function signatureOf(hour: string, secret: string): string {
  return createHmac('sha256', secret).update(`archive ${hour}`).digest('base64url')
}

/**
 * What was said in an hour, for audits: its address, and its deletion.
 * @param address host and port of this server.
 */
export function archiveEndpoints(address: () => string): Endpoints {
  return {
    /** `url` is empty where there is nothing, or nothing any more. */
    '/message/history': endpoint({ date: Hour }, ({ date }, cloud) => {
      if (messagesOf(cloud, date).length === 0) return { url: '', date }
      const signature = signatureOf(date, cloud.settings.appSecret)
      return { url: `http://${address()}/message-archives/${date}.zip?sign=${signature}`, date }
    }),
    '/message/history/delete': endpoint({ date: Hour }, ({ date }, { state }) => {
      startOf(date)
      state.deletedArchives.add(date)
    }),
  }
}

/** Serves archives at their signed addresses. */
export function addArchives(http: FastifyInstance, cloud: Cloud): void {
  http.get<{ Params: { hour: string }; Querystring: { sign?: string } }>(
    '/message-archives/:hour.zip',
    async ({ params: { hour }, query }, reply) => {
      const expected = Buffer.from(signatureOf(hour, cloud.settings.appSecret))
      const given = Buffer.from(String(query.sign ?? ''))
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return reply.code(401).send({ code: 1004, errorMessage: 'The address is not signed.' })
      }
      const messages = messagesOf(cloud, hour)
      if (messages.length === 0) return reply.callNotFound()
      const lines = messages.map((message) => lineOf(message, cloud.settings.appKey))
      return reply.type('application/zip').send(zipOf(hour, Buffer.from(lines.join(''))))
    },
  )
}
