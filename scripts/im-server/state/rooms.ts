import type { Clock } from './clock'
import type { DurableMap, DurableStore } from './durable-store'

/** A chatroom. Times are Unix ms. */
export interface Room {
  id: string
  createdAt: number
  /** 0: destroyed `lifetimeMinutes` after its last use; 1: that long after its creation. */
  destroyType: number
  lifetimeMinutes: number
  isKeptAlive: boolean
  isMuted: boolean
  /** May speak while the whole room is muted. */
  exempt: string[]
  /** Their messages are dropped last. */
  hosts: string[]
  /** End of mute by user id. */
  mutedUntil: Record<string, number>
  /** End of ban by user id. */
  bannedUntil: Record<string, number>
}

/** What happened to a room, and why: somebody asked for it, or lost connection, a ban, idleness. */
export interface RoomChange {
  roomId: string
  kind: 'created' | 'entered' | 'left' | 'destroyed'
  userIds: string[]
  cause: 'asked' | 'lost' | 'banned' | 'idle'
}

/** People in rooms are a matter of the moment: they are not kept over a restart, their clients rejoin. */
export class Rooms {
  private readonly rooms: DurableMap<Room>
  private readonly members = new Map<string, Map<string, number>>()
  private readonly roomsOf = new Map<string, Set<string>>()
  private readonly lastActive = new Map<string, number>()
  private readonly listeners: ((change: RoomChange) => void)[] = []

  constructor(
    store: DurableStore,
    private readonly clock: Clock,
  ) {
    this.rooms = store.map('rooms')
  }

  onChange(listener: (change: RoomChange) => void): void {
    this.listeners.push(listener)
  }

  get(id: string): Room | undefined {
    return this.rooms.get(id)
  }

  all(): IterableIterator<Room> {
    return this.rooms.all()
  }

  ensure(id: string): Room {
    const known = this.rooms.get(id)
    if (known) return known
    const room: Room = {
      id,
      createdAt: this.clock.now(),
      destroyType: 0,
      lifetimeMinutes: 60,
      isKeptAlive: false,
      isMuted: false,
      exempt: [],
      hosts: [],
      mutedUntil: {},
      bannedUntil: {},
    }
    this.rooms.set(id, room)
    this.touch(id)
    this.tell({ roomId: id, kind: 'created', userIds: [], cause: 'asked' })
    return room
  }

  update(id: string, change: (room: Room) => void): void {
    const room = this.rooms.get(id)
    if (!room) return
    change(room)
    this.rooms.set(id, room)
  }

  destroy(id: string, cause: RoomChange['cause'] = 'asked'): void {
    this.tell({ roomId: id, kind: 'destroyed', userIds: [], cause })
    for (const userId of this.membersOf(id).keys()) this.roomsOf.get(userId)?.delete(id)
    this.members.delete(id)
    this.lastActive.delete(id)
    this.rooms.delete(id)
  }

  /** Joining time by user id, in order of joining. */
  membersOf(id: string): ReadonlyMap<string, number> {
    return this.members.get(id) ?? new Map<string, number>()
  }

  roomsOfUser(userId: string): string[] {
    return [...(this.roomsOf.get(userId) ?? [])]
  }

  isMember(id: string, userId: string): boolean {
    return this.members.get(id)?.has(userId) ?? false
  }

  /** Whether a mute stops this person's messages: their own, or the room's without an exemption. */
  isSilenced(id: string, userId: string): boolean {
    const room = this.rooms.get(id)
    if (!room) return false
    if ((room.mutedUntil[userId] ?? 0) > this.clock.now()) return true
    return room.isMuted && !room.exempt.includes(userId)
  }

  isBanned(id: string, userId: string): boolean {
    return (this.rooms.get(id)?.bannedUntil[userId] ?? 0) > this.clock.now()
  }

  /** @returns the joining time; a person already inside keeps theirs. */
  enter(id: string, userId: string): number {
    this.touch(id)
    const members = this.members.get(id) ?? new Map<string, number>()
    this.members.set(id, members)
    const isNew = !members.has(userId)
    const joinedAt = members.get(userId) ?? this.clock.now()
    members.set(userId, joinedAt)
    const rooms = this.roomsOf.get(userId)
    if (rooms) rooms.add(id)
    else this.roomsOf.set(userId, new Set([id]))
    if (isNew) this.tell({ roomId: id, kind: 'entered', userIds: [userId], cause: 'asked' })
    return joinedAt
  }

  /** @returns whether the person was inside. */
  leave(id: string, userId: string, cause: RoomChange['cause'] = 'asked'): boolean {
    this.roomsOf.get(userId)?.delete(id)
    const wasInside = this.members.get(id)?.delete(userId) ?? false
    if (wasInside) this.tell({ roomId: id, kind: 'left', userIds: [userId], cause })
    return wasInside
  }

  /** Somebody spoke or came in, so the room is in use. */
  touch(id: string): void {
    this.lastActive.set(id, this.clock.now())
  }

  lastActiveAt(id: string): number {
    const known = this.lastActive.get(id)
    if (known !== undefined) return known
    this.touch(id)
    return this.clock.now()
  }

  private tell(change: RoomChange): void {
    for (const listener of this.listeners) listener(change)
  }
}
