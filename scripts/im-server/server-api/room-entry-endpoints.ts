import type { Cloud } from '../cloud'
import { ROOM_ENTRY_LIMIT } from '../state/room-entries'
import type { Endpoints } from './endpoint'
import { ApiError, type Parameters } from './parameters'
import { existingRoom } from './room-endpoints'

/** Source: the cloud's documented limits. */
const KEY_LENGTH = 128
const VALUE_LENGTH = 4096
const ENTRIES_A_CALL = 100

interface NewEntry {
  key: string
  value: string
  isAutoDelete: boolean
}

function checkEntry({ key, value }: { key: string; value: string }): void {
  if (!/^[A-Za-z0-9+=_-]+$/.test(key)) throw new ApiError(1002, 'key holds other characters.')
  if (key.length > KEY_LENGTH) throw new ApiError(1005, 'key is too long.')
  if (value.length > VALUE_LENGTH) throw new ApiError(1005, 'value is too long.')
}

function put(
  { state, delivery }: Cloud,
  roomId: string,
  ownerId: string,
  entries: NewEntry[],
): void {
  const known = new Set(state.roomEntries.live(roomId).map((entry) => entry.key))
  const added = entries.filter((entry) => !known.has(entry.key)).length
  if (known.size + added > ROOM_ENTRY_LIMIT) {
    throw new ApiError(1502, `A room holds ${ROOM_ENTRY_LIMIT} keys.`)
  }
  for (const entry of entries) state.roomEntries.set({ roomId, ownerId, ...entry })
  delivery.announceRoomEntries(roomId, state.roomEntries.versionOf(roomId))
}

/** `entryInfo` of the batch call: `{"key":{"value":"...","autoDelete":0}}` or `{"key":"value"}`. */
function entriesIn(text: string, standardAutoDelete: boolean): NewEntry[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new ApiError(1002, 'entryInfo is not JSON.')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ApiError(1002, 'entryInfo is not an object of keys and values.')
  }
  return Object.entries(parsed as Record<string, unknown>).map(([key, item]) => {
    const detail =
      typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {}
    const raw = 'value' in detail ? detail['value'] : item
    const value = typeof raw === 'string' ? raw : JSON.stringify(raw)
    const isAutoDelete =
      'autoDelete' in detail ? String(detail['autoDelete']) === '1' : standardAutoDelete
    checkEntry({ key, value })
    return { key, value, isAutoDelete }
  })
}

function ownerIn(parameters: Parameters): string {
  return parameters.optional('userId') ?? parameters.id('entryOwnerId')
}

/** Properties of a room. What a server sets overwrites what a client has set. */
export const roomEntryEndpoints: Endpoints = {
  '/chatroom/entry/set': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    const ownerId = ownerIn(parameters)
    const entry = {
      key: parameters.text('key'),
      value: parameters.text('value'),
      isAutoDelete: parameters.flag('autoDelete'),
    }
    parameters.optional('objectName')
    parameters.optional('content')
    checkEntry(entry)
    return () => put(cloud, id, ownerId, [entry])
  },
  '/chatroom/entry/batch/set': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    const ownerId = ownerIn(parameters)
    const entries = entriesIn(parameters.text('entryInfo'), parameters.flag('autoDelete'))
    if (entries.length > ENTRIES_A_CALL) throw new ApiError(1502, 'entryInfo holds too many keys.')
    return () => put(cloud, id, ownerId, entries)
  },
  '/chatroom/entry/remove': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    ownerIn(parameters)
    const key = parameters.text('key')
    parameters.optional('objectName')
    parameters.optional('content')
    return () => {
      const removed = cloud.state.roomEntries.remove(id, key)
      if (removed) cloud.delivery.announceRoomEntries(id, removed.version)
    }
  },
  '/chatroom/entry/query': (parameters, cloud) => {
    const { id } = existingRoom(parameters, cloud)
    const keys = parameters.all('keys')
    return () => ({
      keys: cloud.state.roomEntries
        .live(id)
        .filter((entry) => keys.length === 0 || keys.includes(entry.key))
        .map((entry) => ({
          key: entry.key,
          value: entry.value,
          userID: entry.ownerId,
          autoDelete: entry.isAutoDelete ? '1' : '0',
          lastSetTime: String(entry.version),
        })),
    })
  },
}
