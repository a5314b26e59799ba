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

// Two databases are laid out from nothing at each start.
jest.setTimeout(120_000)

describe('npm start', () => {
  let dataDir: string
  let ports: Record<'SIMULATOR_PORT' | 'IM_PORT' | 'IM_UPLOAD_PORT' | 'APP_PORT', string>
  let hutong: StartedHutong | undefined

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'hutong-start-'))
    ports = {
      SIMULATOR_PORT: String(await getPort()),
      IM_PORT: String(await getPort()),
      IM_UPLOAD_PORT: String(await getPort()),
      APP_PORT: String(await getPort()),
    }
  })

  afterEach(async () => {
    await hutong?.stop('SIGTERM')
    rmSync(dataDir, { recursive: true, force: true })
  })

  function start(): StartedHutong {
    hutong = StartedHutong.start({ HUTONG_DATA_DIR: dataDir, ...ports })
    return hutong
  }

  async function occupy(port: string): Promise<Server> {
    const server = createServer().listen(Number(port), '127.0.0.1')
    await once(server, 'listening')
    return server
  }

  it('shows a page with two phones of two demo people, and ends cleanly on Ctrl-C', async () => {
    const started = start()
    const [, address] = await started.says(/Hutong runs at +(http:\S+\/)/)
    const page = await (await fetch(address)).text()
    expect(page).toContain(
      '"people":[{"id":"lin","nickname":"林晓"},{"id":"chen","nickname":"陈默"}',
    )
    expect(page).toContain('"homePath":"pages/conversations/conversations"')
    const script = await (await fetch(`${address}start-page.js`)).text()
    expect(script).toContain('hutongSimulator')
    expect(await started.stop('SIGINT')).toBe(0)
    await expect(fetch(address)).rejects.toThrow()
    expect(existsSync(path.join(dataDir, 'secrets.json'))).toBe(true)
  })

  it('takes the next free port when one is taken, and says so', async () => {
    const other = await occupy(ports.SIMULATOR_PORT)
    try {
      const started = start()
      const [, used] = await started.says(
        new RegExp(`Port ${ports.SIMULATOR_PORT} is taken; the simulator uses (\\d+)\\.`),
      )
      const [, port] = await started.says(/Hutong runs at +http:\/\/127\.0\.0\.1:(\d+)/)
      expect(port).toBe(used)
    } finally {
      other.close()
    }
  })

  it('says which data is in use when it runs twice on one folder, and stops', async () => {
    await start().says(/Ctrl-C stops everything/)
    const second = StartedHutong.start({ HUTONG_DATA_DIR: dataDir, ...ports })
    expect(await second.exitCode()).toBe(1)
    expect(second.output).toMatch(/-server stopped[\s\S]*in use by process/)
  })
})
