import Type from 'typebox'

import type { Cloud } from '../cloud'
import { ConversationType } from '../protocol/flags'
import { ApiError } from './api-error'
import { endpoint, type Endpoints } from './endpoint'
import { existingRoom } from './existing-room'
import { Flag, Id, Text, Texts } from './fields'
import {
  checkEntry,
  checkRoomFor,
  entriesIn,
  KEY_LENGTH,
  putEntries,
  VALUE_LENGTH,
} from './room-entry-changes'

const Key = Text(KEY_LENGTH)
/** A message the room gets besides; both or none. */
const Notice = { objectName: Type.Optional(Text(64)), content: Type.Optional(Text(131_072)) }
const service = 'room-entries'

interface NoticeFields {
  objectName?: string
  content?: string
}

function notify(
  { state, delivery }: Cloud,
  roomId: string,
  from: string,
  { objectName, content }: NoticeFields,
): void {
  if (objectName === undefined || content === undefined) return
  const type = ConversationType.CHATROOM
  const draft = { type, from, target: roomId, classname: objectName, content }
  delivery.announceInRoom(state.messages.add({ ...draft, flags: 0, recipients: [] }))
}

/** Properties of a room. What a server sets overwrites what a client has set. */
export const roomEntryEndpoints: Endpoints = {
  '/chatroom/entry/set': endpoint(
    {
      chatroomId: Id,
      userId: Id,
      key: Key,
      value: Text(VALUE_LENGTH),
      autoDelete: Flag,
      ...Notice,
    },
    ({ chatroomId, userId, key, value, autoDelete = false, ...notice }, cloud) => {
      existingRoom(cloud.state, chatroomId)
      const entry = { key, value, isAutoDelete: autoDelete }
      checkEntry(entry)
      checkRoomFor(cloud, chatroomId, [entry])
      putEntries(cloud, chatroomId, userId, [entry])
      notify(cloud, chatroomId, userId, notice)
    },
    { service },
  ),
  '/chatroom/entry/batch/set': endpoint(
    { chatroomId: Id, entryOwnerId: Id, entryInfo: Text(1_048_576), autoDelete: Flag },
    ({ chatroomId, entryOwnerId, entryInfo, autoDelete = false }, cloud) => {
      existingRoom(cloud.state, chatroomId)
      const entries = entriesIn(entryInfo, autoDelete)
      if (entries.length === 0) throw new ApiError(1002, 'entryInfo holds no keys.')
      checkRoomFor(cloud, chatroomId, entries)
      putEntries(cloud, chatroomId, entryOwnerId, entries)
    },
    { service },
  ),
  '/chatroom/entry/remove': endpoint(
    { chatroomId: Id, userId: Id, key: Key, ...Notice },
    ({ chatroomId, userId, key, ...notice }, cloud) => {
      existingRoom(cloud.state, chatroomId)
      const removed = cloud.state.roomEntries.remove(chatroomId, key)
      if (!removed) return
      cloud.delivery.announceRoomEntries(chatroomId, removed.version)
      notify(cloud, chatroomId, userId, notice)
    },
    { service },
  ),
  '/chatroom/entry/query': endpoint(
    { chatroomId: Id, keys: Type.Optional(Texts(100, KEY_LENGTH)) },
    ({ chatroomId, keys }, { state }) => {
      existingRoom(state, chatroomId)
      return {
        keys: state.roomEntries
          .live(chatroomId)
          .filter((entry) => keys === undefined || keys.includes(entry.key))
          .map((entry) => ({
            key: entry.key,
            value: entry.value,
            userID: entry.ownerId,
            autoDelete: entry.isAutoDelete ? '1' : '0',
            lastSetTime: String(entry.version),
          })),
      }
    },
    { service },
  ),
}
