import { sql, type Generated, type Migration } from 'kysely'

import { openDatabase } from '../../../../scripts/database/open-database'

/**
 * What `open-database.test.ts` tries, run as a process of its own: the embedded engine loads its modules in a way
 * Jest's module system does not support. Called with a scenario's name and a database URL; prints what it found as JSON.
 */

interface Tables {
  notes: { id: Generated<number>; big: number; body: unknown }
}

const plain = (...lines: string[]): Migration => ({
  async up(db) {
    for (const line of lines) await sql.raw(line).execute(db)
  },
})
const first = plain(
  'create table notes (id int8 generated always as identity primary key, big int8 not null, body jsonb)',
)
const second = plain('create unique index notes_big on notes (big)')
const broken = plain('create table half (id int8)', 'select nonsense')

const open = (url: string, migrations: Record<string, Migration> = { '0001': first }) =>
  openDatabase<Tables>({ url, schema: 'notes', migrations })

const messageOf = (failing: Promise<unknown>): Promise<string> =>
  failing.then(
    () => 'nothing failed',
    (error: Error) => error.message,
  )

const scenarios: Record<string, (url: string) => Promise<unknown>> = {
  async migrations(url) {
    const before = await open(url)
    await before.db.insertInto('notes').values({ big: 1, body: null }).execute()
    await before.close()
    const after = await open(url, { '0002': second, '0001': first })
    const rows = await after.db.selectFrom('notes').select('big').execute()
    const failure: unknown = await after.db
      .insertInto('notes')
      .values({ big: 1, body: null })
      .execute()
      .catch((error: unknown) => error)
    const { code, constraint } = failure as { code: string; constraint: string }
    await after.close()
    return { rows, code, constraint }
  },

  async brokenMigration(url) {
    const message = await messageOf(open(url, { '0001': first, '0002-broken': broken }))
    const { db, close } = await open(url)
    const { rows } = await sql<{ name: string }>`select table_name as name
      from information_schema.tables where table_schema = 'notes'`.execute(db)
    await close()
    return { message, tables: rows.map((row) => row.name) }
  },

  async values(url) {
    const { db, close } = await open(url)
    const body = JSON.stringify([{ 名: '胡同', list: [1, null] }])
    await db.insertInto('notes').values({ big: 1_795_248_778_787, body }).execute()
    const row = await db
      .selectFrom('notes')
      .select(['id', 'big', 'body', (of) => of.fn.countAll<number>().over().as('count')])
      .executeTakeFirst()
    const tooBig = await messageOf(sql`select 9007199254740993::int8 as big`.execute(db))
    await close()
    return { row, tooBig }
  },

  async transactions(url) {
    const { db, close } = await open(url)
    await db.insertInto('notes').values({ big: 0, body: null }).execute()
    const addOne = () =>
      db.transaction().execute(async (transaction) => {
        const { big } = await transaction
          .selectFrom('notes')
          .select('big')
          .forUpdate()
          .executeTakeFirstOrThrow()
        await transaction
          .updateTable('notes')
          .set({ big: big + 1 })
          .execute()
      })
    await Promise.all(Array.from({ length: 20 }, addOne))
    const failure = await messageOf(
      db.transaction().execute(async (transaction) => {
        await transaction.updateTable('notes').set({ big: -1 }).execute()
        throw new Error('changed my mind')
      }),
    )
    const rows = await db.selectFrom('notes').select('big').execute()
    await close()
    return { rows, failure }
  },

  async openTwice(url) {
    const one = await open(url)
    const refusal = await messageOf(open(url))
    await one.close()
    const two = await open(url)
    await two.close()
    return { refusal, pid: process.pid }
  },
}

async function main(): Promise<void> {
  const [name, url] = process.argv.slice(2)
  process.stdout.write(JSON.stringify(await scenarios[name](url)))
}

void main()
