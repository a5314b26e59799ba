/**
 * The whole life of a session in one table. Pure: `step` takes what is and what happened, and says
 * what is next and what to do; `Session` does it. Nobody else connects or disconnects.
 */

export type SessionState =
  /** Nobody is signed in. */
  | 'signedOut'
  /** Asking our server for the IM token (a young one is at hand at once). */
  | 'fetchingToken'
  /** Our own connect is under way. */
  | 'connecting'
  | 'online'
  /** Online over a network the phone calls weak. */
  | 'weak'
  /** Back from the background, or an ack is late: is the socket still alive? */
  | 'probing'
  /** The link broke and the SDK makes its one immediate try. */
  | 'suspended'
  /** A try failed; the next one is on the timer. */
  | 'waiting'
  /** The phone has no network. */
  | 'offline'
  /** Tries ran out; a person's Retry, a return or the network starts again. */
  | 'gaveUp'
  /** The cloud or our server will not let this person in; only people can change that. */
  | 'refused'
  /** The person signed in elsewhere. */
  | 'kicked'

export type SessionEvent =
  | 'signIn'
  | 'signOut'
  | 'tokenReady'
  /** Our server could not be asked. */
  | 'tokenFailed'
  /** Our server answered no. */
  | 'tokenRefused'
  | 'linkUp'
  /** The link broke; the SDK tries by itself. */
  | 'linkSuspended'
  /** The SDK ended the link or our connect failed, for a reason that may pass. */
  | 'linkFailed'
  /** Token incorrect or expired: 31004, 31020. */
  | 'credentialsRefused'
  /** App, user, domain or account not admitted. */
  | 'cloudRefused'
  | 'kickedOut'
  /** Connect or the SDK's own try took too long. */
  | 'linkTimeout'
  | 'retryDue'
  | 'networkLost'
  | 'networkBack'
  | 'networkWeak'
  | 'networkStrong'
  /** The app is in front again after being away so long that the socket is presumed dead. */
  | 'returned'
  /** A send waits for its ack too long for a link that lives. */
  | 'ackLate'
  /** The cloud lists a message that the link never brought. */
  | 'deliveryLost'
  | 'probeAnswered'
  | 'probeFailed'
  /** A person's tap on Retry or Use here. */
  | 'retryAsked'

export type SessionEffect =
  | 'fetchToken'
  | 'forgetToken'
  | 'connect'
  | 'disconnect'
  | 'startLinkTimer'
  | 'startRetryTimer'
  | 'probe'
  /** Finds out which hosts are dead or not allowed, for the next try and for the words. */
  | 'checkAddresses'
  /** Rooms rejoined, gaps filled, outbox started. */
  | 'catchUp'
  | 'forgetPerson'

export interface Session {
  state: SessionState
  /** Tries since the last time online. */
  tries: number
  /** Tokens the cloud refused since the last time online. */
  tokensRefused: number
}

export const MAX_TRIES = 12
export const MAX_TOKENS_REFUSED = 2

interface Rule {
  to: SessionState
  effects?: SessionEffect[]
  /** Applies only while this holds; otherwise `else`. */
  when?: 'triesLeft' | 'tokensLeft'
  else?: Rule
}

const startOver: Rule = { to: 'fetchingToken', effects: ['fetchToken'] }
const wait: Rule = {
  when: 'triesLeft',
  to: 'waiting',
  effects: ['disconnect', 'startRetryTimer'],
  else: { to: 'gaveUp', effects: ['disconnect'] },
}
const waitAndCheck: Rule = {
  when: 'triesLeft',
  to: 'waiting',
  effects: ['disconnect', 'checkAddresses', 'startRetryTimer'],
  else: { to: 'gaveUp', effects: ['disconnect'] },
}
const newToken: Rule = {
  when: 'tokensLeft',
  to: 'fetchingToken',
  effects: ['forgetToken', 'fetchToken'],
  else: { to: 'refused', effects: ['disconnect', 'forgetToken'] },
}
const leave: Rule = { to: 'signedOut', effects: ['disconnect', 'forgetPerson'] }
const lose: Rule = { to: 'offline', effects: ['disconnect'] }
const refuse: Rule = { to: 'refused', effects: ['disconnect'] }
const kick: Rule = { to: 'kicked', effects: ['disconnect'] }

const replace: Rule = { to: 'fetchingToken', effects: ['disconnect', 'fetchToken'] }
const doubt: Rule = { to: 'probing', effects: ['probe'] }

/** What ends a link, wherever it stands. */
const linkEnds = {
  signOut: leave,
  networkLost: lose,
  linkFailed: wait,
  credentialsRefused: newToken,
  cloudRefused: refuse,
  kickedOut: kick,
} as const

/** Events without a rule change nothing. */
export const TABLE: Record<SessionState, Partial<Record<SessionEvent, Rule>>> = {
  signedOut: { signIn: startOver },
  fetchingToken: {
    signOut: leave,
    networkLost: lose,
    tokenReady: { to: 'connecting', effects: ['connect', 'startLinkTimer'] },
    tokenFailed: wait,
    tokenRefused: refuse,
    kickedOut: kick,
  },
  connecting: {
    ...linkEnds,
    linkFailed: waitAndCheck,
    linkUp: { to: 'online', effects: ['catchUp'] },
    linkTimeout: waitAndCheck,
    returned: replace,
  },
  online: {
    ...linkEnds,
    linkSuspended: { to: 'suspended', effects: ['startLinkTimer'] },
    networkWeak: { to: 'weak' },
    returned: doubt,
    ackLate: doubt,
    deliveryLost: replace,
  },
  weak: {
    ...linkEnds,
    linkSuspended: { to: 'suspended', effects: ['startLinkTimer'] },
    networkStrong: { to: 'online' },
    returned: doubt,
    ackLate: doubt,
    deliveryLost: replace,
  },
  probing: {
    ...linkEnds,
    probeAnswered: { to: 'online', effects: ['catchUp'] },
    probeFailed: replace,
    linkSuspended: { to: 'suspended', effects: ['startLinkTimer'] },
    linkUp: { to: 'online', effects: ['catchUp'] },
  },
  suspended: {
    ...linkEnds,
    linkUp: { to: 'online', effects: ['catchUp'] },
    // A second break means the SDK's immediate try failed; it would go on every 5 s for ever.
    linkSuspended: waitAndCheck,
    linkTimeout: waitAndCheck,
    networkBack: replace,
    returned: replace,
  },
  waiting: {
    signOut: leave,
    networkLost: lose,
    retryDue: startOver,
    networkBack: startOver,
    returned: startOver,
    retryAsked: startOver,
    // The check of addresses found one the platform does not allow.
    cloudRefused: refuse,
    kickedOut: kick,
  },
  offline: {
    signOut: leave,
    networkBack: startOver,
    returned: startOver,
    retryAsked: startOver,
    kickedOut: kick,
  },
  gaveUp: { signOut: leave, networkBack: startOver, returned: startOver, retryAsked: startOver },
  refused: { signOut: leave, retryAsked: startOver },
  kicked: { signOut: leave, retryAsked: startOver },
}

export const SIGNED_OUT: Session = { state: 'signedOut', tries: 0, tokensRefused: 0 }

export interface Step {
  session: Session
  effects: readonly SessionEffect[]
}

export function step(session: Session, event: SessionEvent): Step {
  const rule = TABLE[session.state][event]
  if (rule === undefined) return { session, effects: [] }
  const counted = count(session, event)
  const chosen = rule.when === undefined || isMet(rule.when, counted) ? rule : (rule.else ?? rule)
  return { session: { ...counted, state: chosen.to }, effects: chosen.effects ?? [] }
}

function isMet(condition: NonNullable<Rule['when']>, { tries, tokensRefused }: Session): boolean {
  return condition === 'triesLeft' ? tries <= MAX_TRIES : tokensRefused <= MAX_TOKENS_REFUSED
}

/** Being online and a person's wish start the counts anew; failures move them on. */
function count(session: Session, event: SessionEvent): Session {
  switch (event) {
    case 'linkUp':
    case 'signIn':
    case 'signOut':
    case 'retryAsked':
    case 'networkBack':
    case 'returned':
      return { ...session, tries: 0, tokensRefused: 0 }
    case 'tokenFailed':
    case 'linkFailed':
    case 'linkTimeout':
    case 'linkSuspended':
      return { ...session, tries: session.tries + 1 }
    case 'credentialsRefused':
      return { ...session, tokensRefused: session.tokensRefused + 1 }
    default:
      return session
  }
}
