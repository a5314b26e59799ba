import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { dropSchema, hasPostgres, startPostgres, type PostgresCluster } from './postgres-cluster'

/** A database a suite runs on; `url` is known once the suite's `beforeAll` has run. */
export interface TestDatabase {
  engine: 'pglite' | 'postgres'
  url(): string
  /** One whose content outlives the server process. */
  keptUrl(): string
  /** Empties it; no server may have it open. */
  clear(): Promise<void>
}

/**
 * Runs a suite on the embedded database and on a real PostgreSQL, each empty at its start.
 * Where no PostgreSQL is and none can be installed, that half is skipped, and says so; in CI it fails.
 */
export function onEachDatabase(
  name: string,
  schema: string,
  suite: (database: TestDatabase) => void,
): void {
  describe(`${name}, on PGlite`, () => {
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'hutong-pglite-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))
    suite({
      engine: 'pglite',
      url: () => 'pglite:memory',
      keptUrl: () => `pglite:${path.join(folder, 'data')}`,
      clear: () => rm(path.join(folder, 'data'), { recursive: true, force: true }),
    })
  })

  const isRequired = Boolean(process.env['CI'])
  const describePostgres = hasPostgres() || isRequired ? describe : describe.skip
  describePostgres(`${name}, on PostgreSQL`, () => {
    let cluster: PostgresCluster
    beforeAll(async () => {
      cluster = await startPostgres()
      await dropSchema(cluster.url, schema)
    })
    afterAll(() => cluster?.stop())
    suite({
      engine: 'postgres',
      url: () => cluster.url,
      keptUrl: () => cluster.url,
      clear: () => dropSchema(cluster.url, schema),
    })
  })
}
