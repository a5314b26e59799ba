import type { AppContext } from '../context'
import { inCalls, MEMBERS_A_CALL } from '../domain/cloud-limits'
import { groupMute } from '../domain/group-mutes'
import { groupSubject } from '../domain/group-notices'
import { findGroup, listMembers } from '../domain/groups'
import { findSanctions, liftCall } from '../domain/sanctions'
import { exemptionCalls, muteCall } from '../domain/whole-mutes'
import type { CloudCall } from '../outbox/outbox'
import { differences } from './differences'
import { missingSanctions } from './sanctions-drift'

type Parts = Pick<AppContext, 'db' | 'rongcloud' | 'now'>

/** Members, whole-group mute with its exemptions, and mutes of members. */
export async function driftOfGroup(parts: Parts, groupId: string): Promise<CloudCall[]> {
  return [
    ...(await driftOfMembers(parts, groupId)),
    ...(await driftOfMute(parts, groupId)),
    ...(await driftOfMutes(parts, groupId)),
  ]
}

async function driftOfMembers({ db, rongcloud }: Parts, groupId: string): Promise<CloudCall[]> {
  const group = await findGroup(db, groupId)
  const wanted = (await listMembers(db, groupId)).map((member) => member.id)
  const answer = await rongcloud.call<{ users?: Array<{ id: string }> }>('/group/user/query.json', {
    groupId,
  })
  const { missing, surplus } = differences(
    wanted,
    (answer.users ?? []).map((user) => user.id),
  )
  const subject = groupSubject(groupId)
  return [
    ...inCalls(missing, MEMBERS_A_CALL).map((userId) => ({
      subject,
      path: '/group/join.json',
      form: { userId, groupId, groupName: group.name },
    })),
    ...inCalls(surplus, MEMBERS_A_CALL).map((userId) => ({
      subject,
      path: '/group/quit.json',
      form: { userId, groupId },
    })),
  ]
}

async function driftOfMute({ db, rongcloud }: Parts, groupId: string): Promise<CloudCall[]> {
  const group = await findGroup(db, groupId)
  const answer = await rongcloud.call<{ groupinfo?: Array<{ groupId: string; stat: number }> }>(
    '/group/ban/query.json',
    { groupId: [groupId] },
  )
  const isMuted = (answer.groupinfo ?? []).some(
    (info) => info.groupId === groupId && Number(info.stat) === 1,
  )
  const calls: CloudCall[] = []
  if (group.isMuted) {
    const list = await rongcloud.call<{ userIds?: string[]; userids?: string[] }>(
      '/group/user/ban/whitelist/query.json',
      { groupId },
    )
    const { missing } = differences(
      await groupMute.listExempt(db, groupId),
      list.userIds ?? list.userids ?? [],
    )
    calls.push(...exemptionCalls(groupMute, groupId, missing, 'add'))
  }
  if (isMuted !== group.isMuted) calls.push(muteCall(groupMute, groupId, group.isMuted))
  return calls
}

async function driftOfMutes({ db, rongcloud, now }: Parts, groupId: string): Promise<CloudCall[]> {
  const wanted = await findSanctions(db, now(), 'group.mute', groupId)
  const answer = await rongcloud.call<{ users?: Array<{ userId: string }> }>(
    '/group/user/gag/list.json',
    { groupId },
  )
  const actual = (answer.users ?? []).map((user) => user.userId)
  const { surplus } = differences(
    wanted.map((mute) => mute.userId),
    actual,
  )
  return [
    ...missingSanctions(wanted, actual, now()),
    ...surplus.map((userId) => liftCall({ kind: 'group.mute', scopeId: groupId, userId })),
  ]
}
