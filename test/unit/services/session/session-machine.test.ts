import {
  MAX_TOKENS_REFUSED,
  MAX_TRIES,
  SIGNED_OUT,
  step,
  TABLE,
  type Session,
  type SessionEvent,
  type SessionState,
} from '../../../../miniprogram/services/session/session-machine'

function after(...events: SessionEvent[]): Session {
  return events.reduce((session, event) => step(session, event).session, SIGNED_OUT)
}

describe('the session machine', () => {
  it('goes from sign-in to online', () => {
    expect(after('signIn').state).toBe('fetchingToken')
    expect(after('signIn', 'tokenReady').state).toBe('connecting')
    expect(after('signIn', 'tokenReady', 'linkUp').state).toBe('online')
  })

  it('connects in one place and always under a time limit', () => {
    for (const rules of Object.values(TABLE)) {
      for (const { effects = [] } of Object.values(rules)) {
        if (effects.includes('connect')) expect(effects).toEqual(['connect', 'startLinkTimer'])
      }
    }
  })

  it('signs out from every state but signed out, leaving nothing behind', () => {
    for (const state of Object.keys(TABLE) as SessionState[]) {
      if (state === 'signedOut') continue
      const { session, effects } = step({ ...SIGNED_OUT, state }, 'signOut')
      expect(session.state).toBe('signedOut')
      expect(effects).toEqual(['disconnect', 'forgetPerson'])
    }
  })

  it('reaches every state, and leaves every state', () => {
    const reached = new Set<SessionState>(['signedOut'])
    for (let before = 0; before !== reached.size;) {
      before = reached.size
      for (const state of [...reached]) {
        for (const rule of Object.values(TABLE[state])) {
          reached.add(rule.to)
          if (rule.else) reached.add(rule.else.to)
        }
      }
    }
    expect([...reached].sort()).toEqual(Object.keys(TABLE).sort())
  })

  it('asks for a new token when the cloud refuses one, but not for ever', () => {
    let session = after('signIn', 'tokenReady')
    const seen: SessionState[] = []
    for (let time = 0; time <= MAX_TOKENS_REFUSED; time += 1) {
      session = step(session, 'credentialsRefused').session
      seen.push(session.state)
      session = step(session, 'tokenReady').session
    }
    expect(seen).toEqual(['fetchingToken', 'fetchingToken', 'refused'])
  })

  it('gives up after the last try and starts anew on a person’s Retry', () => {
    let session = after('signIn')
    let tries = 0
    while (session.state !== 'gaveUp') {
      session = step(session, 'tokenFailed').session
      tries += 1
      if (session.state === 'waiting') session = step(session, 'retryDue').session
    }
    expect(tries).toBe(MAX_TRIES + 1)
    expect(step(session, 'retryAsked').session).toMatchObject({ state: 'fetchingToken', tries: 0 })
  })

  it('connects at once when the network returns, from wherever it waited', () => {
    for (const state of ['offline', 'waiting', 'gaveUp', 'suspended'] as const) {
      const { effects } = step({ ...SIGNED_OUT, state }, 'networkBack')
      expect(effects).toContain('fetchToken')
    }
  })

  it('stays kicked until the person wants to be here', () => {
    const kicked = after('signIn', 'tokenReady', 'linkUp', 'kickedOut')
    for (const event of ['networkBack', 'returned', 'linkUp', 'retryDue'] as const) {
      expect(step(kicked, event).session.state).toBe('kicked')
    }
    expect(step(kicked, 'retryAsked').session.state).toBe('fetchingToken')
  })
})
