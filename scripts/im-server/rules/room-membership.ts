import type { Cloud } from '../cloud'
import type { RoomChange } from '../state/rooms'

/** Takes a person out of a room; entries of theirs that were set to go with them go. */
export function leaveRoom(
  cloud: Cloud,
  roomId: string,
  userId: string,
  { extra = '', cause }: { extra?: string; cause?: RoomChange['cause'] } = {},
): void {
  const { rooms, roomEntries } = cloud.state
  if (!rooms.leave(roomId, userId, cause)) return
  cloud.delivery.announceMember(roomId, { userId, status: 0, extra })
  let hasChanged = false
  for (const entry of roomEntries.live(roomId)) {
    if (!entry.isAutoDelete || entry.ownerId !== userId) continue
    roomEntries.remove(roomId, entry.key)
    hasChanged = true
  }
  if (hasChanged) cloud.delivery.announceRoomEntries(roomId, roomEntries.versionOf(roomId))
}

/**
 * Ends a room: everybody inside is told, its messages and entries go.
 * @param destroyType 0 by hand, 1 by idleness.
 */
export function destroyRoom(cloud: Cloud, roomId: string, destroyType: number): void {
  cloud.delivery.announceRoomDestroyed(roomId, destroyType)
  cloud.state.rooms.destroy(roomId, destroyType === 1 ? 'idle' : 'asked')
  cloud.state.roomEntries.forgetRoom(roomId)
  cloud.state.messages.forgetRoom(roomId)
}

/**
 * Takes people whose last connection ended longer ago than the grace out of their rooms. A room's hosts
 * (the cloud's user white list) stay, as the cloud documents.
 */
export class RoomLeaver {
  private readonly timers = new Map<string, NodeJS.Timeout>()

  constructor(private readonly cloud: Cloud) {
    cloud.sessions.onGone((session, isLast) => {
      if (isLast) this.wait(session.userId)
    })
    cloud.sessions.onCome((session) => {
      clearTimeout(this.timers.get(session.userId))
      this.timers.delete(session.userId)
    })
  }

  private wait(userId: string): void {
    if (this.cloud.state.rooms.roomsOfUser(userId).length === 0) return
    const leave = (): void => {
      this.timers.delete(userId)
      for (const roomId of this.cloud.state.rooms.roomsOfUser(userId)) {
        if (this.cloud.state.rooms.get(roomId)?.hosts.includes(userId)) continue
        leaveRoom(this.cloud, roomId, userId, { cause: 'lost' })
      }
    }
    this.timers.set(userId, setTimeout(leave, this.cloud.settings.roomGraceMs).unref())
  }
}

/** Minutes of quiet that `roomIdleMs` stands for; rooms made to live longer get as much more. */
const STANDARD_IDLE_MINUTES = 60

/**
 * Destroys rooms where nobody has spoken or come in for too long, and rooms whose lifetime is over. People
 * who only sit inside do not keep a room alive, as in the cloud.
 */
export function destroyIdleRooms(cloud: Cloud): void {
  const { rooms, clock } = cloud.state
  const now = clock.now()
  for (const room of [...rooms.all()]) {
    if (room.isKeptAlive) continue
    const idleLimitMs = cloud.settings.roomIdleMs * (room.lifetimeMinutes / STANDARD_IDLE_MINUTES)
    const isIdle = room.destroyType === 0 && now - rooms.lastActiveAt(room.id) > idleLimitMs
    const isOver = room.destroyType === 1 && now > room.createdAt + room.lifetimeMinutes * 60_000
    if (isIdle || isOver) destroyRoom(cloud, room.id, isIdle ? 1 : 0)
  }
}
