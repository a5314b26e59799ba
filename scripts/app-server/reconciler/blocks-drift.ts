import type { AppContext } from '../context'
import { listBlocks } from '../domain/blocks'
import { inCalls } from '../domain/cloud-limits'
import type { CloudCall } from '../outbox/outbox'
import { differences } from './differences'

/** Whom a person has blocked. */
export async function driftOfBlocks(
  { db, rongcloud }: Pick<AppContext, 'db' | 'rongcloud'>,
  userId: string,
): Promise<CloudCall[]> {
  const wanted = (await listBlocks(db, userId)).map((profile) => profile.id)
  const answer = await rongcloud.call<{ users?: string[] }>('/user/blacklist/query.json', {
    userId,
  })
  const { missing, surplus } = differences(wanted, answer.users ?? [])
  const change = (verb: 'add' | 'remove', ids: string[]): CloudCall[] =>
    inCalls(ids).map((blackUserId) => ({
      subject: `user:${userId}`,
      path: `/user/blacklist/${verb}.json`,
      form: { userId, blackUserId },
    }))
  return [...change('add', missing), ...change('remove', surplus)]
}
