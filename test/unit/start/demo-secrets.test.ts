import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { demoSecrets } from '../../../scripts/start/demo-secrets'

describe('demoSecrets', () => {
  let dir: string

  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'hutong-secrets-'))
  })

  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it('makes secrets once and gives the same ones after a restart', () => {
    const first = demoSecrets(dir)
    expect(demoSecrets(dir)).toEqual(first)
    expect(first.jwtSecret).not.toBe(first.imAppSecret)
    expect(Buffer.from(first.jwtSecret, 'base64url')).toHaveLength(32)
  })

  it('lets nobody else on the machine read them', () => {
    demoSecrets(dir)
    expect(statSync(path.join(dir, 'secrets.json')).mode & 0o077).toBe(0)
  })

  it.each(['', '{', '{}', '{"imAppSecret":"x"}'])(
    'says what to do about a damaged file %p',
    (text) => {
      writeFileSync(path.join(dir, 'secrets.json'), text)
      expect(() => demoSecrets(dir)).toThrow(/secrets\.json is damaged\. Delete it/)
    },
  )
})
