import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'

import { PGlite } from '@electric-sql/pglite'
import { CompiledQuery, Kysely, PostgresDialect, type Dialect, type Migration } from 'kysely'
import pg from 'pg'

import { clusterTemplate } from './cluster-template'
import { lockDirectory } from './directory-lock'
import { INT8, parseInt8 } from './int8'
import { PgliteDialect } from './pglite-dialect'
import { migrate } from './migrate'

export interface OpenDatabaseOptions {
  /** `pglite:DIR` (embedded, kept in DIR), `pglite:memory` (embedded, gone with the process) or `postgres://...`. */
  url: string
  /** Schema every table of this service lives in; created when absent. Letters, digits and `_`. */
  schema: string
  /** By name; run in the order of their names, each once, recorded in the schema. */
  migrations: Record<string, Migration>
  /** Connections to PostgreSQL, 10 unless told. The embedded engine always has one. */
  poolSize?: number
}

export interface OpenedDatabase<Tables> {
  /**
   * Unqualified table names, in raw SQL too, mean tables of the schema.
   * On both engines int8 is a number (see `parseInt8`) and json(b) is parsed; write json(b) as `JSON.stringify(value)`.
   */
  db: Kysely<Tables>
  engine: 'pglite' | 'postgres'
  /** Waits for running statements, closes the connections and gives the directory lock back. */
  close(): Promise<void>
}

/** The URL names no engine we know, or the schema name is not plain. The message says which setting to change. */
export class DatabaseUrlError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DatabaseUrlError'
  }
}

/**
 * Opens the database and brings its schema up to date.
 * @throws {DirectoryLockedError} when another process has the embedded directory open.
 * @throws {DatabaseUrlError} for a URL of another form.
 */
export async function openDatabase<Tables>(
  options: OpenDatabaseOptions,
): Promise<OpenedDatabase<Tables>> {
  const { url, schema } = options
  if (!/^[a-z][a-z0-9_]*$/.test(schema)) {
    throw new DatabaseUrlError(`"${schema}" is not a schema name (letters, digits, _)`)
  }
  const engine = url.startsWith('pglite:') ? 'pglite' : 'postgres'
  const { dialect, release } =
    engine === 'pglite' ? await openPglite(url, schema) : openPostgres(options)
  const db = new Kysely<Tables>({ dialect })
  const close = async (): Promise<void> => {
    await db.destroy()
    release()
  }
  try {
    await migrate(db as Kysely<unknown>, schema, options.migrations)
  } catch (error) {
    await close()
    throw error
  }
  return { db, engine, close }
}

interface OpenedEngine {
  dialect: Dialect
  release: () => void
}

async function openPglite(url: string, schema: string): Promise<OpenedEngine> {
  const location = url.slice('pglite:'.length)
  if (!location) throw new DatabaseUrlError('"pglite:" needs a directory, or "pglite:memory"')
  const isMemory = location === 'memory'
  const directory = path.resolve(location)
  const release = isMemory ? () => undefined : lockDirectory(directory)
  try {
    if (!isMemory && !existsSync(directory)) await createCluster(directory)
    const pglite = await PGlite.create({
      ...(isMemory ? { loadDataDir: await clusterTemplate() } : { dataDir: directory }),
      parsers: { [INT8]: parseInt8 },
    })
    await pglite.exec(searchPath(schema))
    return { dialect: new PgliteDialect(pglite), release }
  } catch (error) {
    release()
    throw error
  }
}

/** Unpacked aside and renamed: a process killed in the middle leaves no half-made cluster behind. */
async function createCluster(directory: string): Promise<void> {
  const aside = `${directory}.new`
  await rm(aside, { recursive: true, force: true })
  const blank = await PGlite.create({ dataDir: aside, loadDataDir: await clusterTemplate() })
  await blank.close()
  await rename(aside, directory)
}

function openPostgres({ url, schema, poolSize = 10 }: OpenDatabaseOptions): OpenedEngine {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new DatabaseUrlError(
      `A database URL is pglite:DIR, pglite:memory or postgres://..., not "${url.split(':')[0]}:"`,
    )
  }
  const pool = new pg.Pool({ connectionString: url, max: poolSize, types: { getTypeParser } })
  // An idle connection the server closes is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw(searchPath(schema)))
    },
  })
  return { dialect, release: () => undefined }
}

/** pg's own parsers, which it types as `any`, except for int8. */
const getTypeParser = ((type: number, format?: 'text' | 'binary'): unknown =>
  type === INT8 ? parseInt8 : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser

function searchPath(schema: string): string {
  return `set search_path to "${schema}"`
}
