import type { AppContext } from '../context'
import { findOwnProfile } from './people'

/** What a client needs to connect to the IM cloud. */
export interface ImAccess {
  token: string
  userId: string
  appKey: string
  navigators: string[]
  cmp: string[]
}

/** A fresh token from the cloud each time: nothing secret is kept here, and a refused token is cured by asking again. */
export async function issueImToken(
  { db, rongcloud, settings }: AppContext,
  userId: string,
): Promise<ImAccess> {
  const profile = await findOwnProfile(db, userId)
  const { token } = await rongcloud.call<{ token: string }>('/user/getToken.json', {
    userId,
    name: profile.nickname,
    portraitUri: profile.avatar || undefined,
  })
  const { appKey, navigators, cmp } = settings.rongcloud
  return { token, userId, appKey, navigators, cmp }
}
