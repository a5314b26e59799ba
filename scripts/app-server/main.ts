import type { AddressInfo } from 'node:net'

import pino from 'pino'

import { DatabaseUrlError, openDatabase } from '../database/open-database'
import { DirectoryLockedError } from '../database/directory-lock'
import { buildServer } from './build-server'
import type { AppContext } from './context'
import { migrations } from './data/migrations'
import type { Tables } from './data/tables'
import { addDemo } from './domain/demo'
import { TextGuard } from './domain/text-guard'
import { Housekeeping } from './housekeeping/housekeeping'
import { Outbox } from './outbox/outbox'
import { Reconciler } from './reconciler/reconciler'
import { ServerApiClient } from './rongcloud/server-api-client'
import { readSettings, SettingsError, type Settings } from './settings'
import { WeChatClient } from './wechat/wechat-client'

/** Exit code for settings that cannot work, as `sysexits` has it for usage. */
const EXIT_SETTINGS = 2

async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const log = pino(
    { level: settings.logLevel, name: 'app-server', redact: ['req.headers.authorization'] },
    pino.destination(2),
  )
  const database = await openDatabase<Tables>({
    url: settings.databaseUrl,
    schema: 'app',
    migrations,
  })
  const context = makeContext(settings, database.db, log)
  if (settings.isDemo) await addDemo(context)
  await appointAdmins(context)
  const app = await buildServer(context)
  const housekeeping = new Housekeeping(context)

  const stop = async (): Promise<void> => {
    await app.close()
    await housekeeping.stop()
    await context.reconciler.stop()
    await context.outbox.stop()
    await database.close()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'did not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
  try {
    await app.listen({ host: settings.host, port: settings.port })
  } catch (error) {
    await stop()
    throw error
  }
  context.outbox.wake()
  housekeeping.start()
  context.reconciler.start()
  const { port } = app.server.address() as AddressInfo
  process.stdout.write(
    `${JSON.stringify({ ready: true, port, url: `http://${settings.host}:${port}`, database: database.engine })}\n`,
  )
}

function makeContext(settings: Settings, db: AppContext['db'], log: AppContext['log']): AppContext {
  const rongcloud = new ServerApiClient(settings.rongcloud)
  const wechat = settings.wechat ? new WeChatClient(settings.wechat) : null
  const parts = {
    settings,
    db,
    rongcloud,
    wechat,
    outbox: new Outbox(db, rongcloud, log),
    textGuard: new TextGuard(db, wechat, log),
    log,
    now: Date.now,
  }
  return { ...parts, reconciler: new Reconciler(parts, settings.reconcileEveryMs) }
}

async function appointAdmins({ db, settings, log }: AppContext): Promise<void> {
  if (settings.adminIds.length === 0) return
  const rows = await db
    .updateTable('users')
    .set({ role: 'admin' })
    .where('id', 'in', settings.adminIds)
    .returning('id')
    .execute()
  const unknown = settings.adminIds.filter((id) => !rows.some((row) => row.id === id))
  if (unknown.length > 0) log.warn({ unknown }, 'APP_ADMIN_IDS names people who do not exist')
}

main().catch((error: unknown) => {
  const isExpected =
    error instanceof SettingsError ||
    error instanceof DatabaseUrlError ||
    error instanceof DirectoryLockedError ||
    (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  process.stderr.write(
    `${isExpected ? (error as Error).message : String((error as Error).stack)}\n`,
  )
  process.exit(error instanceof SettingsError ? EXIT_SETTINGS : 1)
})
