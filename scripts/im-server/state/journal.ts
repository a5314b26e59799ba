import { sql, type Kysely, type Migration } from 'kysely'

import { openDatabase } from '../../database/open-database'

/** One record's new value as JSON text; `null` when the record is gone. */
export interface Change {
  collection: string
  key: string
  value: string | null
}

/** Where records outlive the process. `commit` resolves once all its changes, or none, are durable. */
export interface Journal {
  load(): Promise<Change[]>
  commit(changes: Change[]): Promise<void>
  close(): Promise<void>
}

interface Tables {
  records: { collection: string; key: string; value: string }
}

const migrations: Record<string, Migration> = {
  '001-records': {
    async up(db) {
      await db.schema
        .createTable('records')
        .addColumn('collection', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('value', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('records_key', ['collection', 'key'])
        .execute()
    },
    async down(db) {
      await db.schema.dropTable('records').execute()
    },
  },
}

class SqlJournal implements Journal {
  constructor(
    private readonly db: Kysely<Tables>,
    readonly close: () => Promise<void>,
  ) {}

  async load(): Promise<Change[]> {
    return this.db.selectFrom('records').select(['collection', 'key', 'value']).execute()
  }

  async commit(changes: Change[]): Promise<void> {
    const kept = changes.filter((change) => change.value !== null)
    const gone = changes.filter((change) => change.value === null)
    await this.db.transaction().execute(async (transaction) => {
      if (kept.length > 0) {
        await sql`insert into records (collection, key, value)
          select * from unnest(
            ${kept.map((change) => change.collection)}::text[],
            ${kept.map((change) => change.key)}::text[],
            ${kept.map((change) => change.value)}::text[])
          on conflict (collection, key) do update set value = excluded.value`.execute(transaction)
      }
      if (gone.length > 0) {
        await sql`delete from records using unnest(
            ${gone.map((change) => change.collection)}::text[],
            ${gone.map((change) => change.key)}::text[]) as gone (collection, key)
          where records.collection = gone.collection and records.key = gone.key`.execute(
          transaction,
        )
      }
    })
  }
}

/** Opens the server's own schema, `im`, in the embedded database or PostgreSQL. */
export async function openSqlJournal(url: string): Promise<Journal> {
  const { db, close } = await openDatabase<Tables>({ url, schema: 'im', migrations, poolSize: 2 })
  return new SqlJournal(db, close)
}

/** Keeps nothing: state ends with the process. */
export class NoJournal implements Journal {
  async load(): Promise<Change[]> {
    return []
  }
  async commit(): Promise<void> {}
  async close(): Promise<void> {}
}
