import type { Logger } from 'pino'

import type { Faults } from './control/faults'
import type { Delivery } from './delivery/delivery'
import type { Session } from './net/session'
import type { Sessions } from './net/sessions'
import type { RateLimit } from './rules/rate-limit'
import type { Settings } from './settings'
import type { State } from './state/state'

/** Limits the server holds clients to. */
export interface Rules {
  messageRate: RateLimit<Session>
}

/** What handlers, the Server API and the control address work on. */
export interface Cloud {
  settings: Settings
  state: State
  sessions: Sessions
  delivery: Delivery
  faults: Faults
  rules: Rules
  log: Logger
}
