import { Migrator, sql, type Kysely, type Migration } from 'kysely'

/** A migration failed; the schema stays at the last one that succeeded. */
export class MigrationError extends Error {
  constructor(migration: string, schema: string, cause: unknown) {
    super(`Migration ${migration} of schema ${schema} failed: ${String(cause)}`, { cause })
    this.name = 'MigrationError'
  }
}

/**
 * Creates the schema when absent and runs the migrations it does not have yet, in the order of their names.
 * Two processes starting at once on one PostgreSQL take turns.
 */
export async function migrate(
  db: Kysely<unknown>,
  schema: string,
  migrations: Record<string, Migration>,
): Promise<void> {
  await createSchema(db, schema)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: schema,
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')
    throw new MigrationError(failed?.migrationName ?? '(none)', schema, error)
  }
}

/** `create schema if not exists` still collides when two connections run it at once, hence the lock around it. */
async function createSchema(db: Kysely<unknown>, schema: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`schema ${schema}`}))`.execute(transaction)
    await sql`create schema if not exists ${sql.id(schema)}`.execute(transaction)
  })
}
