import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { ImServer } from '../helpers/im-server'
import { startServerProcess } from '../helpers/server-process'

const start = (env: Record<string, string>) => startServerProcess('scripts/im-server/main.ts', env)

describe('starting the IM server', () => {
  it.each([
    ['IM_APP_KEY', { IM_APP_SECRET: 'kept-to-itself' }],
    ['IM_APP_SECRET', { IM_APP_KEY: 'hutong-test' }],
  ])('names %s when it is missing, and no value', async (name, env: Record<string, string>) => {
    const failure = start({ IM_PORT: '0', IM_DATABASE_URL: 'none', ...env })
    await expect(failure).rejects.toThrow(new RegExp(`ended with 2(.|\\n)*${name} is missing`))
    await expect(failure).rejects.not.toThrow(/kept-to-itself/)
  })

  it('names a setting it cannot read', async () => {
    await expect(
      start({ IM_APP_KEY: 'key', IM_APP_SECRET: 'secret', IM_PORT: 'many' }),
    ).rejects.toThrow(/ended with 2(.|\n)*IM_PORT/)
  })

  it('refuses a data directory another process uses, which goes on', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hutong-im-lock-'))
    const env = { IM_DATABASE_URL: `pglite:${path.join(folder, 'im')}` }
    const first = await ImServer.start(env)
    const token = await first.tokenFor('lin')
    await expect(ImServer.start(env)).rejects.toThrow(
      new RegExp(`ended with 1(.|\\n)*in use by process ${first.process.pid}`),
    )
    expect(await first.tokenFor('lin')).not.toBe(token)
    await first.stop()
    const second = await ImServer.start(env)
    await second.stop()
    await rm(folder, { recursive: true, force: true })
  })
})
