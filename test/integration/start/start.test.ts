import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import getPort from 'get-port'

const root = path.join(__dirname, '../../..')

/** `npm start` with its data in a folder of its own. */
class StartedHutong {
  output = ''
  private notify: (() => void) | undefined
  private readonly ended: Promise<number | null>

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit').then(([code]) => code as number | null)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        this.output += data.toString()
        this.notify?.()
      })
    }
    child.on('exit', () => this.notify?.())
  }

  static start(env: Record<string, string>): StartedHutong {
    const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href
    const script = path.join(root, 'scripts/start/start.ts')
    const child = spawn(process.execPath, ['--import', tsx, script], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return new StartedHutong(child)
  }

  /** Resolves with the match once the output has it. @throws when the process ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output)
      if (match) return match
      if (this.child.exitCode !== null) throw new Error(`ended without saying it:\n${this.output}`)
      await new Promise<void>((resolve) => {
        this.notify = resolve
      })
    }
  }

  /** @returns the exit code. */
  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal)
    return this.ended
  }

  exitCode(): Promise<number | null> {
    return this.ended
  }
}

// Two databases are laid out from nothing at the start.
jest.setTimeout(120_000)

describe('npm start', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hutong-start-'))
  let ports: Record<'SIMULATOR_PORT' | 'IM_PORT' | 'IM_UPLOAD_PORT' | 'APP_PORT', string>
  let other: Server
  let hutong: StartedHutong

  /** One start serves all: each test looks at what it says or does, the last one ends it. */
  beforeAll(async () => {
    ports = {
      SIMULATOR_PORT: String(await getPort()),
      IM_PORT: String(await getPort()),
      IM_UPLOAD_PORT: String(await getPort()),
      APP_PORT: String(await getPort()),
    }
    other = await occupied(ports.SIMULATOR_PORT)
    hutong = start()
    await hutong.says(/Ctrl-C stops everything/)
  })

  afterAll(async () => {
    await hutong.stop('SIGTERM')
    other.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  function start(): StartedHutong {
    return StartedHutong.start({ HUTONG_DATA_DIR: dataDir, ...ports })
  }

  async function occupied(port: string): Promise<Server> {
    const server = createServer().listen(Number(port), '127.0.0.1')
    await once(server, 'listening')
    return server
  }

  async function address(): Promise<string> {
    const [, found] = await hutong.says(/Hutong runs at +(http:\S+\/)/)
    return found
  }

  it('takes the next free port when one is taken, and says so', async () => {
    const [, used] = await hutong.says(
      new RegExp(`Port ${ports.SIMULATOR_PORT} is taken; the simulator uses (\\d+)\\.`),
    )
    expect(await address()).toBe(`http://127.0.0.1:${used}/`)
  })

  it('shows a page with two phones of two demo people', async () => {
    const page = await (await fetch(await address())).text()
    expect(page).toContain(
      '"people":[{"id":"lin","nickname":"林晓"},{"id":"chen","nickname":"陈默"}',
    )
    expect(page).toContain('"homePath":"pages/conversations/conversations"')
    const script = await (await fetch(`${await address()}start-page.js`)).text()
    expect(script).toContain('hutongSimulator')
    expect(existsSync(path.join(dataDir, 'secrets.json'))).toBe(true)
  })

  it('says which data is in use when it runs twice on one folder, and stops', async () => {
    const second = start()
    expect(await second.exitCode()).toBe(1)
    expect(second.output).toMatch(/-server stopped[\s\S]*in use by process/)
  })

  it('ends cleanly on Ctrl-C', async () => {
    const running = await address()
    expect(await hutong.stop('SIGINT')).toBe(0)
    await expect(fetch(running)).rejects.toThrow()
  })
})
