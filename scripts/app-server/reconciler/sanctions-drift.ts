import type { AppContext } from '../context'
import { LONGEST_CLOUD_MINUTES } from '../domain/cloud-sanctions'
import { endingInCloud, findSanctions, imposeCall, type Sanction } from '../domain/sanctions'
import type { CloudCall } from '../outbox/outbox'

/** Renewed a week before the cloud forgets it, so that an outage of days lets nobody in. */
const RENEW_AHEAD_MS = 7 * 24 * 3600_000
const MINUTE_MS = 60_000

/** Calls that impose again what the cloud does not list, for the time that is left. */
export function missingSanctions(
  wanted: readonly Sanction[],
  listedIds: readonly string[],
  now: number,
): CloudCall[] {
  return wanted
    .filter((sanction) => !listedIds.includes(sanction.userId))
    .map((sanction) => imposeCall(sanction, cloudMinutesLeft(sanction, now)))
}

/** Bans from the app, and sanctions that outlast the cloud's 30 days. */
export async function driftOfSanctions(
  parts: Pick<AppContext, 'db' | 'rongcloud' | 'now'>,
): Promise<CloudCall[]> {
  return [...(await driftOfBans(parts)), ...(await renewals(parts))]
}

async function driftOfBans({
  db,
  rongcloud,
  now,
}: Pick<AppContext, 'db' | 'rongcloud' | 'now'>): Promise<CloudCall[]> {
  const wanted = await findSanctions(db, now(), 'app.ban', '')
  if (wanted.length === 0) return []
  const answer = await rongcloud.call<{ users?: Array<{ userId: string }> }>(
    '/user/block/query.json',
    {},
  )
  return missingSanctions(
    wanted,
    (answer.users ?? []).map((user) => user.userId),
    now(),
  )
}

async function renewals({ db, now }: Pick<AppContext, 'db' | 'now'>): Promise<CloudCall[]> {
  const ending = await endingInCloud(db, now(), now() + RENEW_AHEAD_MS)
  const calls: CloudCall[] = []
  for (const sanction of ending) {
    const minutes = cloudMinutesLeft(sanction, now())
    calls.push(imposeCall(sanction, minutes))
    await db
      .updateTable('sanctions')
      .set({ cloud_until: now() + minutes * MINUTE_MS })
      .where('kind', '=', sanction.kind)
      .where('scope_id', '=', sanction.scopeId)
      .where('user_id', '=', sanction.userId)
      .where('lifted_at', 'is', null)
      .execute()
  }
  return calls
}

function cloudMinutesLeft({ until }: Sanction, now: number): number {
  if (until === null) return LONGEST_CLOUD_MINUTES
  return Math.min(Math.max(1, Math.ceil((until - now) / MINUTE_MS)), LONGEST_CLOUD_MINUTES)
}
