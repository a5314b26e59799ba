import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'

/** How long a server may take to shut down before it is killed, ms. */
const stopTimeoutMs = 5_000

export interface ChildServerOptions {
  /** Shown in messages. */
  name: string
  /** TypeScript file to run. */
  script: string
  cwd: string
  env: Record<string, string>
  /** File that gets what the server logs. */
  logFile: string
}

/** A server of ours as a child process: it prints one line of JSON, `{"ready":true,"port":N}`, when it listens. */
export class ChildServer {
  readonly name: string
  /** The ready line. Rejects with the last lines the server wrote when it ends before it is ready. */
  readonly ready: Promise<{ port: number }>
  private readonly child: ChildProcessByStdio<null, Readable, Readable>
  private isStopping = false

  constructor({ name, script, cwd, env, logFile }: ChildServerOptions) {
    this.name = name
    const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href
    this.child = spawn(process.execPath, ['--import', tsx, script], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const lastLines: string[] = []
    const log = createWriteStream(logFile, { flags: 'a' })
    createInterface({ input: this.child.stderr }).on('line', (line) => {
      log.write(`${line}\n`)
      lastLines.push(line)
      lastLines.splice(0, lastLines.length - 10)
    })
    this.ready = new Promise((resolve, reject) => {
      createInterface({ input: this.child.stdout }).on('line', (line) => {
        if (line.startsWith('{"ready":true')) resolve(JSON.parse(line) as { port: number })
      })
      this.child.once('error', reject)
      this.child.once('close', (code, signal) => {
        log.end()
        reject(new Error(`${name} stopped (${signal ?? code}):\n${lastLines.join('\n')}`))
      })
    })
    // Nobody may be waiting any more when the server is stopped while it starts.
    this.ready.catch(() => undefined)
  }

  /** Calls back when the server ends without having been told to. */
  onUnexpectedExit(listener: () => void): void {
    this.child.once('exit', () => {
      if (!this.isStopping) listener()
    })
  }

  /** Ends the server cleanly, or by force when it does not end. */
  async stop(): Promise<void> {
    this.isStopping = true
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    const timer = setTimeout(() => this.child.kill('SIGKILL'), stopTimeoutMs)
    this.child.kill('SIGTERM')
    await ended
    clearTimeout(timer)
  }
}
