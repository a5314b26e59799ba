import type { Logger } from 'pino'

import type { Callbacks } from './callbacks/callbacks'
import type { FaultBook } from './control/fault-book'
import type { Delivery } from './delivery/delivery'
import type { FilePasses } from './files/file-passes'
import type { StorageVendor, Vendor } from './files/storage-vendor'
import type { Session } from './net/session'
import type { Sessions } from './net/sessions'
import type { RateLimit } from './rules/rate-limit'
import type { RoomQuota } from './rules/room-quota'
import type { Settings } from './settings'
import type { State } from './state/state'

/** Limits the server holds clients to. */
export interface Rules {
  messageRate: RateLimit<Session>
  roomQuota: RoomQuota
}

/** What handlers, the Server API and the control address work on. */
export interface Cloud {
  settings: Settings
  state: State
  sessions: Sessions
  delivery: Delivery
  faults: FaultBook
  callbacks: Callbacks
  rules: Rules
  /** Host and port of each upload host, the preferred one first. */
  uploadHosts: string[]
  filePasses: FilePasses
  storages: Record<Vendor, StorageVendor>
  log: Logger
}
