import type { AppContext } from '../context'
import type { Db, StaffRole } from '../data/tables'
import { Problem } from '../http/problem'
import { newId } from '../ids'
import type { WeChatIdentity } from '../wechat/wechat-client'

/** What anybody signed in may see of a person. */
export interface Profile {
  id: string
  nickname: string
  avatar: string
}

/** What a person sees of themselves. */
export interface OwnProfile extends Profile {
  role: StaffRole
}

export async function findOwnProfile(db: Db, userId: string): Promise<OwnProfile> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'nickname', 'avatar', 'role'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!row) throw Problem.notFound('person')
  return row
}

/** Profiles in the order asked for; ids nobody has are left out. */
export async function findProfiles(db: Db, ids: readonly string[]): Promise<Profile[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('users')
    .select(['id', 'nickname', 'avatar'])
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
}

/** @throws {Problem} not_found when one of the people does not exist, or has ended their account. */
export async function requirePeople(db: Db, ids: readonly string[]): Promise<void> {
  const found = await db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute()
  if (found.length < new Set(ids).size) throw Problem.notFound('person')
}

/** The person behind a WeChat identity, made on their first visit. */
export async function personOfWeChat(
  { db, now }: AppContext,
  identity: WeChatIdentity,
): Promise<string> {
  const id = newId('u')
  await db
    .insertInto('users')
    .values({
      id,
      openid: identity.openid,
      unionid: identity.unionid,
      nickname: `微信用户${id.slice(-4)}`,
      avatar: '',
      created_at: now(),
      updated_at: now(),
    })
    .onConflict((conflict) => conflict.column('openid').doNothing())
    .execute()
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('openid', '=', identity.openid)
    .executeTakeFirstOrThrow()
  return row.id
}

export interface ProfileChange {
  nickname?: string
  avatar?: string
}

/** Changes one's own profile; the IM cloud needs the name for notifications. */
export async function changeProfile(
  context: AppContext,
  userId: string,
  change: ProfileChange,
): Promise<OwnProfile> {
  const { db, outbox, textGuard, now } = context
  if (change.nickname !== undefined) {
    change = {
      ...change,
      nickname: await textGuard.check(userId, 'profile', change.nickname.trim()),
    }
  }
  const profile = await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('users')
      .set({ ...change, updated_at: now() })
      .where('id', '=', userId)
      .execute()
    const changed = await findOwnProfile(transaction, userId)
    await outbox.add(transaction, {
      subject: `user:${userId}`,
      path: '/user/refresh.json',
      form: { userId, name: changed.nickname, portraitUri: changed.avatar || undefined },
    })
    return changed
  })
  outbox.wake()
  return profile
}
