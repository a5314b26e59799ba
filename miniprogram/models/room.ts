/** A chatroom as the app server lists it. */
export interface Room {
  roomId: string
  name: string
  /** People inside when the list was made; -1 when not known. */
  memberCount: number
}

export type RoomState = 'outside' | 'joining' | 'inside' | 'failed' | 'closed'
