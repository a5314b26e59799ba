import type { Cloud } from '../cloud'
import { ROOM_ENTRY_LIMIT } from '../state/room-entries'
import { ApiError } from './api-error'
import { jsonObject } from './json-field'

/** Source: the cloud's documented limits of a room's properties. */
export const KEY_LENGTH = 128
export const VALUE_LENGTH = 4096
const ENTRIES_A_CALL = 100

export interface NewEntry {
  key: string
  value: string
  isAutoDelete: boolean
}

/** @throws {ApiError} for a key or value the cloud does not take. */
export function checkEntry({ key, value }: NewEntry): void {
  if (!/^[A-Za-z0-9+=_-]+$/.test(key)) throw new ApiError(1002, 'key holds other characters.')
  if (key.length > KEY_LENGTH) throw new ApiError(1005, 'key is too long.')
  if (value.length > VALUE_LENGTH) throw new ApiError(1005, 'value is too long.')
}

/** `entryInfo`: `{"key":"value"}` or `{"key":{"value":"...","autoDelete":0}}`. */
export function entriesIn(text: string, standardAutoDelete: boolean): NewEntry[] {
  const entries = Object.entries(jsonObject('entryInfo', text)).map(([key, item]) => {
    const isDetailed = typeof item === 'object' && item !== null && 'value' in item
    const detail: { value: unknown; autoDelete?: unknown } = isDetailed ? item : { value: item }
    const { value, autoDelete = standardAutoDelete } = detail
    const isAutoDelete = autoDelete === true || autoDelete === 1 || autoDelete === '1'
    const entry = {
      key,
      value: typeof value === 'string' ? value : JSON.stringify(value),
      isAutoDelete,
    }
    checkEntry(entry)
    return entry
  })
  if (entries.length > ENTRIES_A_CALL) throw new ApiError(1502, 'entryInfo holds too many keys.')
  return entries
}

/** @throws {ApiError} 1502 when the room cannot hold these as well. */
export function checkRoomFor({ state }: Cloud, roomId: string, entries: NewEntry[]): void {
  const known = new Set(state.roomEntries.live(roomId).map((entry) => entry.key))
  const added = entries.filter((entry) => !known.has(entry.key)).length
  if (known.size + added > ROOM_ENTRY_LIMIT) {
    throw new ApiError(1502, `A room holds ${ROOM_ENTRY_LIMIT} keys.`)
  }
}

/** Sets entries, over those a client has set, and tells the room. */
export function putEntries(
  { state, delivery }: Cloud,
  roomId: string,
  ownerId: string,
  entries: NewEntry[],
): void {
  if (entries.length === 0) return
  for (const entry of entries) state.roomEntries.set({ roomId, ownerId, ...entry })
  delivery.announceRoomEntries(roomId, state.roomEntries.versionOf(roomId))
}
