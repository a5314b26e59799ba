import type { SessionFace } from '../../stores/app-stores'

let isTaken = false

/** The demo person the launch query asks for, `?demo=lin`: told once, so that signing out stays signed out. */
export function takeLaunchDemo(): string {
  if (isTaken) return ''
  isTaken = true
  return wx.getLaunchOptionsSync().query.demo ?? ''
}

/** Leaves whoever is signed in and lets the sign-in page take the demo person in. */
export async function signInFromLaunch(session: SessionFace, demo: string): Promise<void> {
  if (session.isSignedIn) await session.leave()
  await wx.reLaunch({ url: `/pages/sign-in/sign-in?demo=${encodeURIComponent(demo)}` })
}
