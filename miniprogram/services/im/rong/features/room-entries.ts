import type { ImRoomEntries, RoomEntry } from '../../im-features'
import type { SdkCaller } from '../sdk-caller'

export function roomEntries(sdk: SdkCaller): ImRoomEntries {
  return {
    async set(roomId, entry, isForced) {
      await sdk.call('setChatRoomEntry', (api) =>
        isForced
          ? api.forceSetChatRoomEntry(roomId, entryToSdk(entry))
          : api.setChatRoomEntry(roomId, entryToSdk(entry)),
      )
    },
    async setMany(roomId, entries, isForced) {
      const isAutoDelete = entries.some((entry) => entry.isAutoRemoved)
      const those = entries.map(({ key, value }) => ({ key, value }))
      await sdk.call('setChatRoomEntries', (api) =>
        api.setChatRoomEntries(roomId, { entries: those, isAutoDelete, isForce: isForced }),
      )
    },
    async remove(roomId, key, isForced) {
      await sdk.call('removeChatRoomEntry', (api) =>
        isForced
          ? api.forceRemoveChatRoomEntry(roomId, { key })
          : api.removeChatRoomEntry(roomId, { key }),
      )
    },
    async removeMany(roomId, keys) {
      await sdk.call('removeChatRoomEntries', (api) =>
        api.removeChatRoomEntries(roomId, { entries: [...keys] }),
      )
    },
    get(roomId, key) {
      return sdk.call('getChatRoomEntry', (api) => api.getChatRoomEntry(roomId, key))
    },
    all(roomId) {
      return sdk.call('getAllChatRoomEntries', (api) => api.getAllChatRoomEntries(roomId))
    },
  }
}

function entryToSdk({ key, value, isAutoRemoved = false, notification }: RoomEntry) {
  return {
    key,
    value,
    isAutoDelete: isAutoRemoved,
    isSendNotification: notification !== undefined,
    notificationExtra: notification ?? '',
  }
}
