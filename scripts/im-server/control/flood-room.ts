import type { Cloud } from '../cloud'
import { ConversationType, UpFlag } from '../protocol/flags'
import { postInRoom } from '../rules/room-posting'

export interface Flood {
  roomId: string
  messagesPerSecond: number
  count: number
  from: string
}

const TICK_MS = 20

/** Posts numbered texts evenly over time. */
export function floodRoom(cloud: Cloud, { roomId, messagesPerSecond, count, from }: Flood): void {
  const startedAt = performance.now()
  let posted = 0
  const timer = setInterval(() => {
    const seconds = (performance.now() - startedAt) / 1000
    const due = Math.min(count, Math.ceil(seconds * messagesPerSecond))
    for (; posted < due; posted++) {
      postInRoom(cloud, {
        type: ConversationType.CHATROOM,
        from,
        target: roomId,
        recipients: [],
        classname: 'RC:TxtMsg',
        content: JSON.stringify({ content: `flood ${posted + 1}` }),
        flags: UpFlag.PERSISTED | UpFlag.COUNTED,
      })
    }
    if (posted >= count) clearInterval(timer)
  }, TICK_MS).unref()
}
