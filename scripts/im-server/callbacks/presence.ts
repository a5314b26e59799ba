import type { Session } from '../net/session'
import type { Sessions } from '../net/sessions'
import type { State } from '../state/state'
import type { CallbackAddress } from './callback-address'

/** Source: the online status callback's documentation. */
const Presence = { ONLINE: '0', OFFLINE: '1', SIGNED_OUT: '2' } as const

/** Tells the back end of every connection that comes and goes. */
export function tellPresence(address: CallbackAddress, state: State, sessions: Sessions): void {
  const tell = (session: Session, status: string): void =>
    address.send({
      json: [
        {
          userid: session.userId,
          status,
          os: session.platform,
          time: state.clock.now(),
          clientIp: session.address,
          sessionId: session.id,
        },
      ],
    })
  sessions.onCome((session) => tell(session, Presence.ONLINE))
  sessions.onGone((session) =>
    tell(session, session.isSignedOut ? Presence.SIGNED_OUT : Presence.OFFLINE),
  )
}
