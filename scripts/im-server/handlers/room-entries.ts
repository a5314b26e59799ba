import { ConversationType, UpFlag } from '../protocol/flags'
import type { Draft, Message } from '../protocol/messages'
import { Refused, Status } from '../protocol/status'
import { ROOM_ENTRY_LIMIT } from '../state/room-entries'
import { draftOf } from './draft'
import type { Call, QueryHandlers } from './handler'

/** Bits of `ChrmKVEntity.status`. */
const EntryBit = { AUTO_DELETE: 1, OVERWRITE: 2, DELETE: 4 } as const

/** Source: the cloud's documented limits. */
const KEY_LENGTH = 128
const VALUE_LENGTH = 4096
const BATCH_LIMIT = 10

type WireEntry = Message<'ChrmKVEntity'>

function checkIsInside({ cloud, session, target }: Call): void {
  if (!cloud.state.rooms.isMember(target, session.userId)) throw new Refused(Status.NOT_IN_ROOM)
}

/** What stands in the way of this change, as a status; 0 for nothing. */
function obstacle({ cloud, session, target }: Call, entry: WireEntry, isRemoval: boolean): number {
  const { roomEntries } = cloud.state
  const known = roomEntries.get(target, entry.key)
  const isForced = (entry.status & EntryBit.OVERWRITE) !== 0
  const isSized =
    entry.key.length > 0 && entry.key.length <= KEY_LENGTH && entry.value.length <= VALUE_LENGTH
  if (!isSized) return Status.ROOM_PARAMETER_INVALID
  if (isRemoval && !known) return Status.ROOM_ENTRY_MISSING
  if (known && known.ownerId !== session.userId && !isForced) {
    return Status.ROOM_ENTRY_OWNED_BY_OTHER
  }
  const isFull = roomEntries.live(target).length >= ROOM_ENTRY_LIMIT
  return !known && !isRemoval && isFull ? Status.ROOM_ENTRIES_FULL : Status.OK
}

function apply({ cloud, session, target }: Call, entry: WireEntry, isRemoval: boolean): number {
  const { roomEntries } = cloud.state
  if (isRemoval) return roomEntries.remove(target, entry.key)!.version
  return roomEntries.set({
    roomId: target,
    key: entry.key,
    value: entry.value,
    ownerId: session.userId,
    isAutoDelete: (entry.status & EntryBit.AUTO_DELETE) !== 0,
  }).version
}

/** Posts the `RC:chrmKVNotiMsg` that came with the change to the room. */
function notify(
  call: Call,
  request: { bNotify: boolean; notification: Message<'UpStreamMessage'> | null },
): void {
  const { cloud, session, target } = call
  if (!request.bNotify || !request.notification) return
  const body = { ...request.notification, toUserIds: [] }
  const message = cloud.state.messages.add({
    ...draftOf(body, {
      type: ConversationType.CHATROOM,
      from: session.userId,
      target,
      recipients: [],
    }),
    flags: request.notification.sessionId & ~UpFlag.COUNTED,
  })
  session.visitOf(target).ownUids.add(message.uid)
  cloud.delivery.announceInRoom(message, session)
}

function changeOne(request: Message<'SetChrmKV'>, call: Call, isRemoval: boolean): void {
  checkIsInside(call)
  if (!request.entry) throw new Refused(Status.ROOM_PARAMETER_INVALID)
  const status = obstacle(call, request.entry, isRemoval)
  if (status !== Status.OK) throw new Refused(status)
  const version = apply(call, request.entry, isRemoval)
  call.cloud.delivery.announceRoomEntries(call.target, version)
  notify(call, request)
}

/** The entries that can be changed are; the answer names the others, and then its status is 23428. */
function changeMany(
  request: Message<'SetChrmKVS'>,
  call: Call,
  isRemoval: boolean,
): Draft<Message<'ChrmKVSOutput'>> {
  checkIsInside(call)
  if (request.entry.length > BATCH_LIMIT) throw new Refused(Status.ROOM_PARAMETER_INVALID)
  const errorKeys: { key: string; errorCode: number }[] = []
  const keysVersion: { key: string; version: number }[] = []
  for (const entry of request.entry) {
    const errorCode = obstacle(call, entry, isRemoval)
    if (errorCode === Status.OK) {
      keysVersion.push({ key: entry.key, version: apply(call, entry, isRemoval) })
    } else errorKeys.push({ key: entry.key, errorCode })
  }
  const { cloud, target } = call
  if (keysVersion.length > 0) {
    cloud.delivery.announceRoomEntries(target, cloud.state.roomEntries.versionOf(target))
    notify(call, request)
  }
  if (errorKeys.length > 0) throw new Refused(Status.ROOM_ENTRIES_PARTLY_SET)
  return { errorKeys, keysVersion }
}

function pull(request: Message<'QueryChrmKV'>, call: Call): Draft<Message<'ChrmKVOutput'>> {
  checkIsInside(call)
  const { roomEntries } = call.cloud.state
  const isFull = request.timestamp === 0
  const entries = isFull
    ? roomEntries.live(call.target)
    : roomEntries.changedAfter(call.target, request.timestamp)
  return {
    entries: entries.map((entry) => ({
      key: entry.key,
      value: entry.value,
      status:
        (entry.isAutoDelete ? EntryBit.AUTO_DELETE : 0) |
        (entry.isRemoved ? EntryBit.DELETE : EntryBit.OVERWRITE),
      timestamp: entry.version,
      uid: entry.ownerId,
      version: entry.version,
    })),
    bFullUpdate: isFull,
    syncTime: Math.max(roomEntries.versionOf(call.target), request.timestamp, 1),
  }
}

export const roomEntryHandlers: QueryHandlers<'setKV' | 'delKV' | 'setKVS' | 'delKVS' | 'pullKV'> =
  {
    setKV: (request, call) => changeOne(request, call, false),
    delKV: (request, call) => changeOne(request, call, true),
    setKVS: (request, call) => changeMany(request, call, false),
    delKVS: (request, call) => changeMany(request, call, true),
    pullKV: pull,
  }
