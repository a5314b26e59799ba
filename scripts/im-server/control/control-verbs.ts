import Type, { type Static, type TObject, type TProperties } from 'typebox'

import type { Cloud } from '../cloud'

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
const StatusCode = Type.Integer({ minimum: 0, maximum: 65_535 })

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
    { topic: Type.String(), status: StatusCode, count: Type.Optional(Count) },
    ({ topic, status, count = 1 }, { faults }) =>
      faults.setAckFault(topic, { action: 'refuse', status, count }),
  ),
  /** Does what the next requests of a topic (`*`: of all) ask, and answers nothing. */
  'drop-acks': verb(
    { topic: Type.String(), count: Type.Optional(Count) },
    ({ topic, count = 1 }, { faults }) =>
      faults.setAckFault(topic, { action: 'drop', status: 0, count }),
  ),
  /** Takes every fault back. */
  clear: verb({}, (_body, { faults }) => faults.clear()),
  /** Who is connected. */
  sessions: verb({}, (_body, { sessions }) => ({
    sessions: sessions.all().map(({ userId, deviceId, platform }) => ({
      userId,
      deviceId,
      platform,
    })),
  })),
}
