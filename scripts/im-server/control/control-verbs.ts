import Type, { type Static, type TObject, type TProperties } from 'typebox'

import type { Cloud } from '../cloud'
import { Direction, ExtStatus } from '../protocol/flags'
import { floodRoom } from './flood-room'
import { PastMessage, writePast } from './past-messages'

interface Verb<Properties extends TProperties = TProperties> {
  schema: TObject<Properties>
  run: (body: Static<TObject<Properties>>, cloud: Cloud) => object | void
}

function verb<Properties extends TProperties>(
  properties: Properties,
  run: Verb<Properties>['run'],
): Verb<Properties> {
  return { schema: Type.Object(properties, { additionalProperties: false }), run }
}

const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Delay = Type.Integer({ minimum: 0, maximum: 600_000 })
const StatusCode = Type.Integer({ minimum: 0, maximum: 65_535 })
/** Whom a fault hits; everybody when absent. They share it: a count is theirs together. */
const userIds = Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 100 }))

/** Everything the control address can do, by the last part of its path. */
export const controlVerbs = {
  /** Ends connections without a word, of one person or of everybody. */
  'kill-sockets': verb({ userId: Type.Optional(Type.String()) }, ({ userId }, { sessions }) => {
    const killed = userId === undefined ? sessions.all() : [...sessions.of(userId)]
    for (const session of killed) session.kill()
    return { killed: killed.length }
  }),
  /** Answers the next requests of a topic (`*`: of all) with a status, without doing what they ask. */
  'refuse-acks': verb(
    { topic: Type.String(), status: StatusCode, count: Type.Optional(Count), userIds },
    ({ topic, status, count = 1, userIds: whom }, { faults }) =>
      faults.sharedBy(whom).setAckFault(topic, { action: 'refuse', status, count }),
  ),
  /** Does what the next requests of a topic (`*`: of all) ask, and answers nothing. */
  'drop-acks': verb(
    { topic: Type.String(), count: Type.Optional(Count), userIds },
    ({ topic, count = 1, userIds: whom }, { faults }) =>
      faults.sharedBy(whom).setAckFault(topic, { action: 'drop', status: 0, count }),
  ),
  /** Waits before every answer. 0: no more. */
  'delay-answers': verb({ delayMs: Delay, userIds }, ({ delayMs, userIds: whom }, { faults }) => {
    faults.sharedBy(whom).answerDelayMs = delayMs
  }),
  /** Delays, doubles or swaps what clients are told and what their pulls bring. All absent: no more. */
  'disturb-deliveries': verb(
    {
      delayMs: Type.Optional(Delay),
      copies: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
      isReordering: Type.Optional(Type.Boolean()),
      userIds,
    },
    ({ delayMs = 0, copies = 0, isReordering = false, userIds: whom }, { faults }) => {
      const isQuiet = delayMs === 0 && copies === 0 && !isReordering
      faults.sharedBy(whom).setDeliveryFault(isQuiet ? null : { delayMs, copies, isReordering })
    },
  ),
  /** Loses the next notices on their way, or leaves the next messages out of what pulls bring. */
  'lose-deliveries': verb(
    { notices: Type.Optional(Count), messages: Type.Optional(Count), userIds },
    ({ notices = 0, messages = 0, userIds: whom }, { faults }) => {
      faults.sharedBy(whom).lost = { notices, messages }
    },
  ),
  /** Stops, or goes on, answering pings. */
  'silence-pings': verb(
    { isSilent: Type.Boolean(), userIds },
    ({ isSilent, userIds: whom }, { faults }) => {
      faults.sharedBy(whom).isSilentOnPing = isSilent
    },
  ),
  /** Answers the next connections with these CONNACK statuses. */
  'refuse-connections': verb(
    {
      statuses: Type.Array(Type.Integer({ minimum: 1, maximum: 255 }), { maxItems: 100 }),
      userIds,
    },
    ({ statuses, userIds: whom }, { faults }) => {
      faults.sharedBy(whom).connectStatuses = statuses
    },
  ),
  /** Sends DISCONNECT with a status to one person's devices, or to everybody's. */
  disconnect: verb(
    { userId: Type.Optional(Type.String()), status: Type.Integer({ minimum: 1, maximum: 255 }) },
    ({ userId, status }, { sessions }) => {
      const told = userId === undefined ? sessions.all() : [...sessions.of(userId)]
      for (const session of told) session.disconnect(status)
      return { disconnected: told.length }
    },
  ),
  /** Makes the navigator fail with an HTTP status, or answer a code. Both absent: no more. */
  'fail-navigator': verb(
    { httpStatus: Type.Optional(StatusCode), code: Type.Optional(StatusCode), userIds },
    ({ httpStatus, code, userIds: whom }, { faults }) => {
      faults.sharedBy(whom).navigator =
        httpStatus === undefined && code === undefined ? null : { httpStatus, code }
    },
  ),
  /** Makes an upload host (1 or 2) answer 500, or work again. */
  'fail-upload-host': verb(
    { host: Type.Integer({ minimum: 1, maximum: 2 }), isFailing: Type.Boolean(), userIds },
    ({ host, isFailing, userIds: whom }, { faults }) => {
      const { failedUploadHosts } = faults.sharedBy(whom)
      if (isFailing) failedUploadHosts.add(host - 1)
      else failedUploadHosts.delete(host - 1)
    },
  ),
  /** Makes a connection token expired from now on; a connection made with it stays. */
  'expire-token': verb({ token: Type.String() }, ({ token }, { state }) =>
    state.tokens.expire(token),
  ),
  /** Posts texts to a room as fast as told, until `count` are posted. The room's quota applies. */
  'flood-room': verb(
    {
      roomId: Type.String(),
      messagesPerSecond: Type.Integer({ minimum: 1, maximum: 10_000 }),
      count: Count,
      from: Type.Optional(Type.String()),
    },
    ({ roomId, messagesPerSecond, count, from = 'flood' }, cloud) =>
      floodRoom(cloud, { roomId, messagesPerSecond, count, from }),
  ),
  /** Makes a long conversation: messages of the past, oldest first. */
  'write-past': verb({ messages: Type.Array(PastMessage) }, ({ messages }, cloud) => ({
    written: writePast(cloud, messages),
  })),
  /** Sends any message straight to a person's devices, kept nowhere. */
  'push-message': verb(
    {
      userId: Type.String(),
      fromUserId: Type.String(),
      type: Type.Integer({ minimum: 1, maximum: 12 }),
      groupId: Type.Optional(Type.String()),
      classname: Type.String(),
      content: Type.String(),
      isStatus: Type.Optional(Type.Boolean()),
    },
    ({ userId, isStatus, ...message }, { delivery }) =>
      delivery.push(userId, {
        ...message,
        direction: Direction.RECEIVED,
        extStatus: isStatus === false ? 0 : ExtStatus.STATUS_MESSAGE,
      }),
  ),
  /** Takes every fault back; delayed answers go at once. */
  clear: verb({ userIds }, ({ userIds: whom }, { faults }) => faults.clear(whom)),
  /** Who is connected, and how many connections there have been. */
  sessions: verb({}, (_body, { sessions }) => ({
    acceptedCount: sessions.acceptedCount,
    sessions: sessions.all().map(({ userId, deviceId, platform }) => ({
      userId,
      deviceId,
      platform,
    })),
  })),
}
