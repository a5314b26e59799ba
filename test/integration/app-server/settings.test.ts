import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { startServerProcess } from '../helpers/server-process'
import { JWT_SECRET } from './helpers/app-server'

const good = {
  APP_PORT: '0',
  DATABASE_URL: 'pglite:memory',
  RONGCLOUD_APP_KEY: 'key',
  RONGCLOUD_APP_SECRET: 'secret',
  RONGCLOUD_API_URLS: 'http://127.0.0.1:9',
  APP_JWT_SECRET: JWT_SECRET,
  HUTONG_DEMO: '1',
}
const start = (env: Record<string, string>) => startServerProcess('scripts/app-server/main.ts', env)

describe('starting the app server', () => {
  it('names every missing variable at once, and no value', async () => {
    const failure = start({ DATABASE_URL: 'pglite:memory', APP_JWT_SECRET: 'short-secret' })
    await expect(failure).rejects.toThrow(
      /ended with 2(.|\n)*APP_JWT_SECRET(.|\n)*RONGCLOUD_APP_KEY(.|\n)*RONGCLOUD_APP_SECRET(.|\n)*RONGCLOUD_API_URLS(.|\n)*WECHAT_APP_ID/,
    )
    await expect(failure).rejects.not.toThrow(/short-secret/)
  })

  it.each([
    ['APP_PORT', 'many'],
    ['RONGCLOUD_API_URLS', 'api.example.com'],
    ['WECHAT_APP_ID', 'wx-without-a-secret'],
  ])('names %s when it is %s', async (name, value) => {
    await expect(start({ ...good, [name]: value })).rejects.toThrow(
      new RegExp(`ended with 2.*\\n(.|\\n)*${name}`),
    )
  })

  it('says which forms a database address has', async () => {
    await expect(start({ ...good, DATABASE_URL: 'mysql://x' })).rejects.toThrow(/pglite:DIR/)
  })

  it('lets one process at a time open an embedded directory, and the next one after it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hutong-lock-'))
    const env = { ...good, DATABASE_URL: `pglite:${path.join(folder, 'data')}` }
    const first = await start(env)
    await expect(start(env)).rejects.toThrow(
      new RegExp(`ended with 1(.|\\n)*in use by process ${first.pid}`),
    )
    await first.kill()
    const second = await start(env)
    expect(await second.stop()).toBe(0)
    await rm(folder, { recursive: true, force: true })
  })
})
