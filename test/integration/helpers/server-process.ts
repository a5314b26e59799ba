import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

export const projectRoot = path.join(__dirname, '../../..')

/** The line a server prints once it listens. */
export interface ReadyLine {
  ready: true
  port: number
  [more: string]: unknown
}

export interface ServerProcess {
  ready: ReadyLine
  pid: number
  /** Everything written to stderr so far. */
  log(): string
  /** Asks it to stop and waits until it has. @returns the exit code. */
  stop(): Promise<number | null>
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>
}

/**
 * Starts one of our servers as its own process and waits for its ready line.
 * @param entry e.g. `scripts/im-server/main.ts`.
 * @throws with what it wrote to stderr, when it ends before it is ready.
 */
export async function startServerProcess(
  entry: string,
  env: Record<string, string>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, commandFor(entry), {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
  const exited = once(child, 'exit')
  const firstLine = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const first = await Promise.race([firstLine, exited])
  if (typeof first[0] !== 'string' || !first[0].startsWith('{')) {
    throw new Error(`${entry} ended with ${child.exitCode}:\n${log}`)
  }
  return {
    ready: JSON.parse(first[0]) as ReadyLine,
    pid: child.pid!,
    log: () => log,
    async stop() {
      end(child, 'SIGTERM')
      await exited
      return child.exitCode
    },
    async kill() {
      end(child, 'SIGKILL')
      await exited
    },
  }
}

/** The bundle `bundle-servers.ts` has made of this server, or its source by way of tsx. */
function commandFor(entry: string): string[] {
  const folder = process.env['SERVER_BUNDLES']
  const [, name = ''] = /^scripts\/([\w-]+)\/main\.ts$/.exec(entry) ?? []
  const bundle = folder && path.join(folder, `${name}.js`)
  if (bundle && existsSync(bundle)) return [bundle]
  return ['--import', 'tsx', path.join(projectRoot, entry)]
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal)
}
