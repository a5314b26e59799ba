import type { FastifyBaseLogger } from 'fastify'
import { sql, type Kysely } from 'kysely'

import type { Db, Tables } from '../data/tables'
import { RongCloudError } from '../rongcloud/rongcloud-error'
import type { Form, ServerApiClient } from '../rongcloud/server-api-client'
import { nextDelayMs } from './retry-delay'

/** A call to the IM cloud that goes with a change in our tables. */
export interface CloudCall {
  /** `group:ID`, `room:ID`, `user:ID`: calls of one subject keep their order. */
  subject: string
  path: string
  form: Form
}

/** While a worker has a row, no other takes it; a worker that dies gives it back after this time. */
const LEASE_MS = 30_000
const BATCH_SIZE = 20
const IDLE_POLL_MS = 5_000
const SETTLE_POLL_MS = 20
const KEEP_DONE_MS = 24 * 3600_000

/**
 * Calls that end something. The cloud has no code of its own for "it is gone already": it answers as to a
 * wrong parameter, and then what the call is for has happened.
 */
const ENDING_CALLS = new Set(['/group/dismiss.json', '/message/recall.json'])
const WRONG_PARAMETER = 1002

interface Row {
  id: number
  subject: string
  path: string
  form: Form
  attempts: number
}

/**
 * Calls to the IM cloud, written in the transaction of the change they belong to and made afterwards, again and again
 * until the cloud takes them: so our tables and the cloud cannot part for good, whichever of the two is down.
 */
export class Outbox {
  private timer: NodeJS.Timeout | null = null
  private running: Promise<void> | null = null
  private isAsked = false
  private isStopped = false
  /** Also at the start: what waits then may wait for a cloud that has come back. */
  private hasTrouble = true

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly rongcloud: ServerApiClient,
    private readonly log: FastifyBaseLogger,
    private readonly now: () => number = Date.now,
  ) {}

  /** Adds calls to the transaction at hand. Call `wake` or `settle` once it is committed. */
  async add(transaction: Db, ...calls: CloudCall[]): Promise<void> {
    if (calls.length === 0) return
    const now = this.now()
    await transaction
      .insertInto('outbox')
      .values(
        calls.map(({ subject, path, form }) => ({
          subject,
          path,
          form: JSON.stringify(form),
          next_at: now,
          created_at: now,
        })),
      )
      .execute()
  }

  /** Starts work on what waits; returns at once. */
  wake(): void {
    if (this.isStopped) return
    this.isAsked = true
    this.running ??= this.work().finally(() => {
      this.running = null
      if (this.isAsked) this.wake()
      else this.pollLater()
    })
  }

  /**
   * Waits until the cloud has every call of these subjects, or the time is over: a client that acts on our answer
   * then finds the cloud up to date in all ordinary cases.
   * @returns whether nothing of these subjects is left waiting.
   */
  async settle(subjects: string[], timeoutMs = 2000): Promise<boolean> {
    const deadline = this.now() + timeoutMs
    for (;;) {
      this.wake()
      const round = this.running ?? Promise.resolve()
      await Promise.race([round, pause(Math.max(1, deadline - this.now()))])
      if ((await this.waitingOf(subjects)) === 0) return true
      if (this.now() >= deadline || !(await this.isAnyDue(subjects))) return false
      // Another process may be at work on them; there is nothing here to wait for then.
      await pause(SETTLE_POLL_MS)
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true
    if (this.timer) clearTimeout(this.timer)
    await this.running
  }

  private async work(): Promise<void> {
    this.isAsked = false
    if (this.timer) clearTimeout(this.timer)
    try {
      for (;;) {
        const rows = await this.lease()
        if (rows.length === 0 || this.isStopped) break
        await Promise.all(rows.map((row) => this.carryOut(row)))
      }
    } catch (error) {
      this.log.error({ err: error }, 'outbox round failed')
    }
  }

  /** The oldest waiting row of each subject, where it is due. */
  private async lease(): Promise<Row[]> {
    const now = this.now()
    const result = await sql<Row>`
      update outbox set next_at = ${now + LEASE_MS}, attempts = attempts + 1, last_error = null
      where id in (
        select id from outbox candidate
        where done_at is null and failed_at is null and next_at <= ${now}
          and not exists (
            select 1 from outbox earlier
            where earlier.subject = candidate.subject and earlier.id < candidate.id
              and earlier.done_at is null and earlier.failed_at is null
          )
        order by id limit ${BATCH_SIZE}
        for update skip locked
      )
      returning id, subject, path, form, attempts`.execute(this.db)
    return result.rows
  }

  private async carryOut(row: Row): Promise<void> {
    try {
      await this.rongcloud.call(row.path, row.form)
      await this.mark(row.id, { done_at: this.now(), last_error: null })
      await this.recovered()
    } catch (error) {
      await this.failed(row, error)
    }
  }

  /** The cloud answers again: what waits because it did not is tried at once. Rows under way have no error. */
  private async recovered(): Promise<void> {
    if (!this.hasTrouble) return
    this.hasTrouble = false
    await this.db
      .updateTable('outbox')
      .set({ next_at: this.now() })
      .where('done_at', 'is', null)
      .where('failed_at', 'is', null)
      .where('last_error', 'is not', null)
      .execute()
    this.isAsked = true
  }

  private async failed(row: Row, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error)
    if (isGoneAlready(row, error)) {
      this.log.info({ outboxId: row.id, subject: row.subject, reason }, 'it was over already')
      await this.mark(row.id, { done_at: this.now(), last_error: null })
      return
    }
    const isFinal = error instanceof RongCloudError && !error.isRetryable
    if (isFinal) {
      this.log.error(
        { outboxId: row.id, subject: row.subject, reason },
        'the IM cloud refuses a call',
      )
      await this.mark(row.id, { failed_at: this.now(), last_error: reason })
      return
    }
    this.hasTrouble = true
    const delayMs = nextDelayMs(row.attempts)
    this.log.warn(
      { outboxId: row.id, subject: row.subject, reason, delayMs },
      'IM cloud call waits',
    )
    await this.mark(row.id, { next_at: this.now() + delayMs, last_error: reason })
  }

  private async mark(
    id: number,
    values: { done_at?: number; failed_at?: number; next_at?: number; last_error: string | null },
  ): Promise<void> {
    await this.db.updateTable('outbox').set(values).where('id', '=', id).execute()
  }

  private pollLater(): void {
    if (this.isStopped) return
    if (this.timer) clearTimeout(this.timer)
    const poll = async (): Promise<void> => {
      const next = await this.db
        .selectFrom('outbox')
        .select((row) => row.fn.min('next_at').as('next_at'))
        .where('done_at', 'is', null)
        .where('failed_at', 'is', null)
        .executeTakeFirst()
      const waitMs = next?.next_at == null ? IDLE_POLL_MS : next.next_at - this.now()
      this.timer = setTimeout(() => this.wake(), Math.min(Math.max(waitMs, 50), IDLE_POLL_MS))
      this.timer.unref()
    }
    poll().catch((error: unknown) => this.log.error({ err: error }, 'outbox poll failed'))
  }

  private async waitingOf(subjects: string[]): Promise<number> {
    const row = await this.db
      .selectFrom('outbox')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('subject', 'in', subjects)
      .where('done_at', 'is', null)
      .where('failed_at', 'is', null)
      .executeTakeFirstOrThrow()
    return row.count
  }

  /** Whether waiting on makes sense: nothing waits for a later attempt. */
  private async isAnyDue(subjects: string[]): Promise<boolean> {
    const row = await this.db
      .selectFrom('outbox')
      .select('id')
      .where('subject', 'in', subjects)
      .where('done_at', 'is', null)
      .where('failed_at', 'is', null)
      .where((where) =>
        where.or([where('next_at', '<=', this.now()), where('last_error', 'is', null)]),
      )
      .executeTakeFirst()
    return row !== undefined
  }

  /** Calls that failed: those given up, and those that wait for another attempt. Newest first, 100 at most. */
  listTroubled() {
    return this.db
      .selectFrom('outbox')
      .select([
        'id',
        'subject',
        'path',
        'attempts',
        'last_error as lastError',
        'failed_at as failedAt',
      ])
      .where('done_at', 'is', null)
      .where('last_error', 'is not', null)
      .orderBy('id', 'desc')
      .limit(100)
      .execute()
  }

  /** @returns false when there is no refused call of this id. */
  async retry(id: number): Promise<boolean> {
    const result = await this.db
      .updateTable('outbox')
      .set({ failed_at: null, next_at: this.now() })
      .where('id', '=', id)
      .where('failed_at', 'is not', null)
      .executeTakeFirst()
    this.wake()
    return result.numUpdatedRows > 0n
  }

  /** Whether calls of a subject still wait; a comparison with the cloud would be premature then. */
  async isWaiting(subject: string): Promise<boolean> {
    return (await this.waitingOf([subject])) > 0
  }

  /** Forgets calls made long ago; refused ones stay until somebody has looked. */
  async forgetDone(): Promise<void> {
    await this.db
      .deleteFrom('outbox')
      .where('done_at', '<', this.now() - KEEP_DONE_MS)
      .execute()
  }
}

function isGoneAlready({ path }: Row, error: unknown): boolean {
  const isWrongParameter = error instanceof RongCloudError && error.code === WRONG_PARAMETER
  return isWrongParameter && ENDING_CALLS.has(path)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
