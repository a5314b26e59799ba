import { destination, pino } from 'pino'

import { startServer } from './server'
import { readSettings } from './settings'

async function main(): Promise<void> {
  const settings = readSettings(process.argv)
  const log = pino({ name: 'im-server', level: process.env.LOG_LEVEL ?? 'info' }, destination(2))
  const server = await startServer(settings, log)
  const stop = (): void => {
    void server.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const { port, controlPort } = server
  process.stdout.write(`${JSON.stringify({ ready: true, port, controlPort })}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`im-server: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
