import type { IChatroomListenerData } from '@rongcloud/imlib-next'

import type { RoomEvent } from '../im-service'

/** `enum ChatroomUserChangeType`: 1 JOIN, 0 QUIT. */
const JOINED = 1
/** `enum ChatroomEntryType`: 2 DELETE. */
const ENTRY_REMOVED = 2
/** `enum ChrmMemOperateType`: 1 Blocked. */
const BLOCKED = 1

/** One CHATROOM event of the SDK carries any of these parts; each becomes an event of ours. */
export function roomEvents(data: IChatroomListenerData): RoomEvent[] {
  return [...membership(data), ...entries(data), ...moderation(data)]
}

function membership({ rejoinedRoom, userChange }: IChatroomListenerData): RoomEvent[] {
  const events: RoomEvent[] = []
  if (rejoinedRoom !== undefined) {
    const roomId = rejoinedRoom.chatroomId
    events.push(
      'errorCode' in rejoinedRoom
        ? { type: 'rejoinFailed', roomId, sdkCode: rejoinedRoom.errorCode }
        : { type: 'rejoined', roomId, memberCount: rejoinedRoom.memberCount },
    )
  }
  if (userChange !== undefined) {
    const changes = Object.entries(userChange.users)
    const those = (isJoin: boolean) =>
      changes.filter(([, change]) => ((change as number) === JOINED) === isJoin).map(([id]) => id)
    events.push({
      type: 'members',
      roomId: userChange.chatroomId,
      joined: those(true),
      left: those(false),
      memberCount: userChange.memberCount,
    })
  }
  return events
}

function entries({ updatedEntries, entriesSynced }: IChatroomListenerData): RoomEvent[] {
  const events: RoomEvent[] = []
  const byRoom = new Map<string, Extract<RoomEvent, { type: 'entries' }>>()
  for (const { chatroomId, key, value, timestamp, type } of updatedEntries ?? []) {
    const event = byRoom.get(chatroomId) ?? { type: 'entries', roomId: chatroomId, changes: [] }
    byRoom.set(chatroomId, event)
    const isRemoved = (type as number) === ENTRY_REMOVED
    event.changes.push({ key, value, isRemoved, changedAt: timestamp })
  }
  events.push(...byRoom.values())
  if (entriesSynced !== undefined) events.push({ type: 'entriesSynced', roomId: entriesSynced })
  return events
}

function moderation(data: IChatroomListenerData): RoomEvent[] {
  const { chatroomDestroyed, chatroomNotifyBan: ban, chatroomNotifyBlock: block } = data
  const events: RoomEvent[] = []
  if (chatroomDestroyed !== undefined) events.push({ type: 'destroyed', roomId: chatroomDestroyed })
  if (ban !== undefined) {
    events.push({
      type: 'muted',
      roomId: ban.chatroomId,
      operation: ban.banType,
      userIds: ban.userIdList,
      untilMs: ban.operateTime + ban.durationTime,
    })
  }
  if (block !== undefined) {
    events.push({
      type: 'blocked',
      roomId: block.chatroomId,
      isBlocked: (block.operateType as number) === BLOCKED,
      userIds: block.userIdList,
    })
  }
  return events
}
