import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface DemoSecrets {
  /** Shared by the IM server and the app server, like a RongCloud app's secret. */
  imAppSecret: string
  /** Signs the app server's access tokens. */
  jwtSecret: string
}

/**
 * Secrets of this machine's demo, made at the first start and kept in the data folder, so that a restart leaves
 * everybody signed in.
 * @throws Error when the file is there but is not ours.
 */
export function demoSecrets(dataDir: string): DemoSecrets {
  const file = path.join(dataDir, 'secrets.json')
  if (existsSync(file)) return readSecrets(file)
  const secrets = { imAppSecret: randomSecret(), jwtSecret: randomSecret() }
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

function readSecrets(file: string): DemoSecrets {
  const secrets = parse(readFileSync(file, 'utf8'))
  if (typeof secrets?.imAppSecret === 'string' && typeof secrets.jwtSecret === 'string') {
    return secrets as DemoSecrets
  }
  throw new Error(
    `${file} is damaged. Delete it to get new secrets; everybody has to sign in again`,
  )
}

function parse(text: string): Partial<DemoSecrets> | undefined {
  try {
    return JSON.parse(text) as Partial<DemoSecrets>
  } catch {
    return undefined
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}
