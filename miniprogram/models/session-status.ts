/**
 * Where the session stands, as people see it. `degraded`: signed in, but the network is weak or the
 * socket is being checked or replaced. `refused`: the cloud or our server will not let this person in.
 */
export type SessionStatus =
  | 'signedOut'
  | 'fetchingToken'
  | 'connecting'
  | 'online'
  | 'degraded'
  | 'offline'
  | 'refused'
  | 'kicked'

/** What the status strip shows. `tone` picks its colour; `action` is the one thing a person can do. */
export interface StatusStrip {
  tone: 'info' | 'warn' | 'error'
  text: string
  action: 'none' | 'retry' | 'signInAgain' | 'unblock'
  actionText: string
}
