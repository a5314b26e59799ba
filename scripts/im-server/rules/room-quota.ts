import type { MessageDraft } from '../state/messages'
import type { State } from '../state/state'

/** Source: the cloud's documented quota of a room, and the part of it kept for high priority. */
const WINDOW_MS = 200
const MESSAGES_A_WINDOW = 40
const RESERVED_FOR_HIGH_PRIORITY = 20

interface Window {
  startedAt: number
  low: number
  high: number
}

/**
 * How many messages a room takes: those over the quota of the moment are dropped, the newest first,
 * low priority ones before others. Hosts and protected types always pass.
 */
export class RoomQuota {
  private readonly windows = new Map<string, Window>()

  /** Counts a message. @returns false when it is one too many. */
  admits(state: State, { target, from, classname }: MessageDraft): boolean {
    const isHost = state.rooms.get(target)?.hosts.includes(from) ?? false
    if (isHost || state.roomPolicies.protectedTypes.has(classname)) return true
    const window = this.windowOf(target, state.clock.now())
    if (state.roomPolicies.lowPriorityTypes.has(classname)) {
      const isFull =
        window.low >= MESSAGES_A_WINDOW - RESERVED_FOR_HIGH_PRIORITY ||
        window.low + window.high >= MESSAGES_A_WINDOW
      if (isFull) return false
      window.low++
    } else {
      if (window.low + window.high >= MESSAGES_A_WINDOW) return false
      window.high++
    }
    return true
  }

  private windowOf(roomId: string, now: number): Window {
    const known = this.windows.get(roomId)
    if (known && now < known.startedAt + WINDOW_MS) return known
    const window = { startedAt: now, low: 0, high: 0 }
    this.windows.set(roomId, window)
    return window
  }
}
