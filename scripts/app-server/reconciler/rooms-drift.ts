import type { AppContext } from '../context'
import { roomMute } from '../domain/room-mutes'
import { createRoomCall, findRoom } from '../domain/rooms'
import { findSanctions, liftCall } from '../domain/sanctions'
import { exemptionCalls, muteCall } from '../domain/whole-mutes'
import type { CloudCall } from '../outbox/outbox'
import { RongCloudError } from '../rongcloud/rongcloud-error'
import { differences } from './differences'
import { missingSanctions } from './sanctions-drift'

type Parts = Pick<AppContext, 'db' | 'rongcloud' | 'now'>

const LISTS = [
  { kind: 'room.mute', path: '/chatroom/user/gag/list.json' },
  { kind: 'room.ban', path: '/chatroom/user/block/list.json' },
] as const

/** A room the cloud has ended is made again with all that belongs to it; in one that lives, each part is compared. */
export async function driftOfRoom(parts: Parts, roomId: string): Promise<CloudCall[]> {
  const isThere = await exists(parts, roomId)
  const calls: CloudCall[] = isThere ? [] : [createRoomCall(roomId)]
  const room = await findRoom(parts.db, roomId)
  const isMuted = isThere && (await isMutedInCloud(parts, roomId))
  if (room.isMuted && !isMuted) {
    const exempt = await roomMute.listExempt(parts.db, roomId)
    calls.push(...exemptionCalls(roomMute, roomId, exempt, 'add'))
  }
  if (room.isMuted !== isMuted) calls.push(muteCall(roomMute, roomId, room.isMuted))
  for (const { kind, path } of LISTS) {
    const wanted = await findSanctions(parts.db, parts.now(), kind, roomId)
    const actual = isThere ? await listed(parts, path, roomId) : []
    const { surplus } = differences(
      wanted.map((sanction) => sanction.userId),
      actual,
    )
    calls.push(
      ...missingSanctions(wanted, actual, parts.now()),
      ...surplus.map((userId) => liftCall({ kind, scopeId: roomId, userId })),
    )
  }
  return calls
}

/** The documents name no code for a room that is not there, so any refusal of the question counts as one. */
async function exists({ rongcloud }: Parts, roomId: string): Promise<boolean> {
  try {
    const room = await rongcloud.call<{ chatroomId?: string }>('/chatroom/get.json', {
      chatroomId: roomId,
    })
    return room.chatroomId === roomId
  } catch (error) {
    if (error instanceof RongCloudError && !error.isRetryable) return false
    throw error
  }
}

async function isMutedInCloud({ rongcloud }: Parts, roomId: string): Promise<boolean> {
  const answer = await rongcloud.call<{ status?: number }>('/chatroom/ban/check.json', {
    chatroomId: roomId,
  })
  return Number(answer.status) === 1
}

async function listed({ rongcloud }: Parts, path: string, roomId: string): Promise<string[]> {
  const answer = await rongcloud.call<{ users?: Array<{ userId: string }> }>(path, {
    chatroomId: roomId,
  })
  return (answer.users ?? []).map((user) => user.userId)
}
