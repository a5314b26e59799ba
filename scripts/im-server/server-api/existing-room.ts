import type { Room } from '../state/rooms'
import type { State } from '../state/state'
import { ApiError } from './api-error'

/** The room of this id. @throws {ApiError} 1002 when there is none. */
export function existingRoom(state: State, chatroomId: string): Room {
  const room = state.rooms.get(chatroomId)
  if (!room) throw new ApiError(1002, `chatroomId ${chatroomId} names no room.`)
  return room
}
