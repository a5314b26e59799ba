import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { lockDirectory } from '../../../scripts/database/directory-lock'
import { onEachDatabase } from '../helpers/databases'
import { projectRoot } from '../helpers/server-process'

async function run(scenario: string, url: string): Promise<unknown> {
  const script = path.join(__dirname, 'helpers/scenarios.ts')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, scenario, url],
    { cwd: projectRoot },
  )
  return JSON.parse(stdout)
}

onEachDatabase('openDatabase', 'notes', (database) => {
  beforeEach(() => database.clear())

  it('runs each migration once, in the order of their names, over restarts', async () => {
    expect(await run('migrations', database.keptUrl())).toEqual({
      rows: [{ big: 1 }],
      code: '23505',
      constraint: 'notes_big',
    })
  })

  it('leaves nothing of a migration that fails, and names it', async () => {
    const { message, tables } = (await run('brokenMigration', database.keptUrl())) as {
      message: string
      tables: string[]
    }
    expect(message).toContain('0002-broken')
    expect(tables.sort()).toEqual(['migrations', 'migrations_lock', 'notes'])
  })

  it('reads int8 as numbers and json as values, the same on both engines', async () => {
    expect(await run('values', database.keptUrl())).toEqual({
      row: { id: 1, big: 1_795_248_778_787, body: [{ 名: '胡同', list: [1, null] }], count: 1 },
      tooBig: expect.stringContaining('beyond 2^53') as string,
    })
  })

  it('keeps transactions that run at once apart, and undoes one that fails', async () => {
    expect(await run('transactions', database.keptUrl())).toEqual({
      rows: [{ big: 20 }],
      failure: 'changed my mind',
    })
  })
})

describe('the lock of an embedded directory', () => {
  let folder: string
  let directory: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hutong-lock-'))
    directory = path.join(folder, 'data')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('refuses a second opening, and allows it once the first is closed', async () => {
    const { refusal, pid } = (await run('openTwice', `pglite:${directory}`)) as {
      refusal: string
      pid: number
    }
    expect(refusal).toContain(`in use by process ${pid}`)
    expect(existsSync(`${directory}.lock`)).toBe(false)
  })

  it('stays with a process that lives, and goes over from one that is gone', async () => {
    const code = `require('tsx/cjs'); require(${JSON.stringify(path.join(projectRoot, 'scripts/database/directory-lock.ts'))})
      .lockDirectory(${JSON.stringify(directory)}); console.log('locked'); setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['-e', code], { cwd: projectRoot })
    await once(other.stdout, 'data')
    expect(() => lockDirectory(directory)).toThrow(`in use by process ${other.pid}`)
    other.kill('SIGKILL')
    await once(other, 'exit')
    const release = lockDirectory(directory)
    expect(() => lockDirectory(directory)).toThrow(`in use by process ${process.pid}`)
    release()
    release()
    expect(existsSync(`${directory}.lock`)).toBe(false)
  })

  it('takes over a lock file that says nothing', () => {
    writeFileSync(`${directory}.lock`, '')
    const release = lockDirectory(directory)
    expect(existsSync(`${directory}.lock`)).toBe(true)
    release()
  })
})
