import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { findChromium } from '../../../../scripts/simulator/server/chromium'

describe('findChromium', () => {
  let dir: string

  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'hutong-chromium-'))
  })

  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  function addExecutable(name: string): string {
    const file = path.join(dir, name)
    writeFileSync(file, '')
    chmodSync(file, 0o755)
    return file
  }

  it('takes the browser CHROMIUM names before any other', async () => {
    addExecutable('chromium')
    const named = addExecutable('mine')
    const found = await findChromium({ CHROMIUM: named, PATH: dir })
    expect(found).toEqual({ executablePath: named, env: {} })
  })

  it('says so when CHROMIUM names nothing that runs', async () => {
    const named = path.join(dir, 'none')
    await expect(findChromium({ CHROMIUM: named, PATH: dir })).rejects.toThrow(
      `CHROMIUM names ${named}, which cannot be run`,
    )
  })

  it.each(['chromium', 'google-chrome', 'microsoft-edge'])('finds %s on PATH', async (name) => {
    const installed = addExecutable(name)
    const found = await findChromium({ PATH: `${path.join(dir, 'empty')}${path.delimiter}${dir}` })
    expect(found).toEqual({ executablePath: installed, env: {} })
  })
})
