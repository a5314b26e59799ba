import type { Endpoints } from './endpoint'
import { ApiError } from './parameters'

export const roomEndpoints: Endpoints = {
  '/chatroom/create_new': (parameters, { state }) => {
    const chatroomId = parameters.id('chatroomId')
    const destroyType = parameters.integer('destroyType', { min: 0, max: 1, standard: 0 })
    const lifetimeMinutes = parameters.integer('destroyTime', {
      min: 60,
      max: 10_080,
      standard: 60,
    })
    const isMuted = parameters.flag('isBan')
    const exempt = parameters.all('whiteUserIds')
    const ownerId = parameters.optional('entryOwnerId')
    const entryInfo = parameters.optional('entryInfo')
    const entries = entryInfo === undefined ? [] : entriesIn(entryInfo)
    if (entries.length > 0 && ownerId === undefined) {
      throw new ApiError(1002, 'entryOwnerId is required with entryInfo.')
    }
    return () => {
      state.rooms.ensure(chatroomId)
      state.rooms.update(chatroomId, (room) => {
        Object.assign(room, { destroyType, lifetimeMinutes, isMuted })
        if (exempt.length > 0) room.exempt = exempt
      })
      for (const [key, value] of entries) {
        const entry = { roomId: chatroomId, key, value, ownerId: ownerId!, isAutoDelete: false }
        state.roomEntries.set(entry)
      }
    }
  },
}

function entriesIn(entryInfo: string): [key: string, value: string][] {
  let parsed: unknown
  try {
    parsed = JSON.parse(entryInfo)
  } catch {
    throw new ApiError(1002, 'entryInfo is not JSON.')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ApiError(1002, 'entryInfo is not an object of keys and values.')
  }
  return Object.entries(parsed).map(([key, value]) => [key, String(value)])
}
