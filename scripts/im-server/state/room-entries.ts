import type { Clock } from './clock'
import type { DurableMap, DurableStore } from './durable-store'
import { keyOf } from './keys'

/** A key of a room and its value. A removed one stays as a mark, so that clients learn of the removal. */
export interface RoomEntry {
  roomId: string
  key: string
  value: string
  ownerId: string
  isAutoDelete: boolean
  isRemoved: boolean
  /** When it last changed, Unix ms. */
  version: number
}

/** Source: the cloud's documented limit of keys in a room. */
export const ROOM_ENTRY_LIMIT = 100

export class RoomEntries {
  private readonly entries: DurableMap<RoomEntry>
  private readonly byRoom = new Map<string, Map<string, RoomEntry>>()
  private readonly versions = new Map<string, number>()

  constructor(
    store: DurableStore,
    private readonly clock: Clock,
  ) {
    this.entries = store.map('room-entries')
  }

  /** Rebuilds what is derived from the records; call once they are loaded. */
  index(): void {
    for (const entry of this.entries.all()) {
      this.clock.witness(entry.version)
      this.roomMap(entry.roomId).set(entry.key, entry)
      this.versions.set(entry.roomId, Math.max(this.versionOf(entry.roomId), entry.version))
    }
  }

  versionOf(roomId: string): number {
    return this.versions.get(roomId) ?? 0
  }

  get(roomId: string, key: string): RoomEntry | undefined {
    const entry = this.byRoom.get(roomId)?.get(key)
    return entry?.isRemoved ? undefined : entry
  }

  live(roomId: string): RoomEntry[] {
    return [...(this.byRoom.get(roomId)?.values() ?? [])].filter((entry) => !entry.isRemoved)
  }

  /** Entries changed after this version, removed ones included, oldest change first. */
  changedAfter(roomId: string, version: number): RoomEntry[] {
    return [...(this.byRoom.get(roomId)?.values() ?? [])]
      .filter((entry) => entry.version > version)
      .sort((a, b) => a.version - b.version)
  }

  set(entry: Omit<RoomEntry, 'version' | 'isRemoved'>): RoomEntry {
    return this.put({ ...entry, isRemoved: false, version: this.nextVersion(entry.roomId) })
  }

  remove(roomId: string, key: string): RoomEntry | undefined {
    const entry = this.get(roomId, key)
    if (!entry) return undefined
    return this.put({ ...entry, value: '', isRemoved: true, version: this.nextVersion(roomId) })
  }

  forgetRoom(roomId: string): void {
    for (const key of this.byRoom.get(roomId)?.keys() ?? []) this.entries.delete(keyOf(roomId, key))
    this.byRoom.delete(roomId)
    this.versions.delete(roomId)
  }

  private put(entry: RoomEntry): RoomEntry {
    this.entries.set(keyOf(entry.roomId, entry.key), entry)
    this.roomMap(entry.roomId).set(entry.key, entry)
    return entry
  }

  private nextVersion(roomId: string): number {
    const version = this.clock.after(this.versionOf(roomId))
    this.versions.set(roomId, version)
    return version
  }

  private roomMap(roomId: string): Map<string, RoomEntry> {
    const entries = this.byRoom.get(roomId) ?? new Map<string, RoomEntry>()
    this.byRoom.set(roomId, entries)
    return entries
  }
}
