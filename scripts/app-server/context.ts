import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'

import type { Tables } from './data/tables'
import type { TextGuard } from './domain/text-guard'
import type { Outbox } from './outbox/outbox'
import type { Reconciler } from './reconciler/reconciler'
import type { ServerApiClient } from './rongcloud/server-api-client'
import type { Settings } from './settings'
import type { WeChatClient } from './wechat/wechat-client'

/** What routes work with; made once in `main.ts`, handed down. */
export interface AppContext {
  settings: Settings
  db: Kysely<Tables>
  rongcloud: ServerApiClient
  /** null where WeChat is not configured. */
  wechat: WeChatClient | null
  outbox: Outbox
  textGuard: TextGuard
  reconciler: Reconciler
  log: FastifyBaseLogger
  /** Unix milliseconds. */
  now: () => number
}
