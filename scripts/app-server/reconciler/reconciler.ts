import type { AppContext } from '../context'
import type { CloudCall } from '../outbox/outbox'
import { driftOfBlocks } from './blocks-drift'
import { driftOfGroup } from './groups-drift'
import { refreshPresence } from './presence-refresh'
import { driftOfRoom } from './rooms-drift'
import { driftOfSanctions } from './sanctions-drift'
import { driftOfWords } from './words-drift'

type Parts = Omit<AppContext, 'reconciler'>

const PAGE = 100

/**
 * Compares our tables with what the IM cloud has, and writes calls that repair the difference into the outbox. Our
 * tables are right: what somebody changed in the cloud by hand, or what the cloud forgot, is put back.
 */
export class Reconciler {
  private timer: NodeJS.Timeout | null = null
  private running: Promise<number> | null = null

  constructor(
    private readonly parts: Parts,
    private readonly everyMs: number,
  ) {}

  start(): void {
    this.plan(this.everyMs)
  }

  /** Asks for a comparison within moments. */
  soon(): void {
    if (this.everyMs > 0) this.plan(1000)
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    await this.running
  }

  /** One comparison of everything; a second caller joins the one at work. @returns how many repairs were written. */
  run(): Promise<number> {
    this.running ??= this.compare().finally(() => (this.running = null))
    return this.running
  }

  private plan(delayMs: number): void {
    if (this.everyMs <= 0) return
    if (this.timer) clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.run()
        .catch((error: unknown) => this.parts.log.error({ err: error }, 'comparison failed'))
        .finally(() => this.plan(this.everyMs))
    }, delayMs)
    this.timer.unref()
  }

  private async compare(): Promise<number> {
    const { db } = this.parts
    let repairs = await this.repair('words:list', () => driftOfWords(this.parts))
    repairs += await this.eachOf('groups', (id) =>
      this.repair(`group:${id}`, () => driftOfGroup(this.parts, id)),
    )
    repairs += await this.eachOf('rooms', (id) =>
      this.repair(`room:${id}`, () => driftOfRoom(this.parts, id)),
    )
    const blockers = await db.selectFrom('blocks').select('user_id').distinct().execute()
    for (const { user_id: id } of blockers) {
      repairs += await this.repair(`user:${id}`, () => driftOfBlocks(this.parts, id))
    }
    repairs += await this.write(await driftOfSanctions(this.parts))
    await refreshPresence(this.parts)
    if (repairs > 0) {
      this.parts.log.warn({ repairs }, 'the IM cloud differed from our tables')
      this.parts.outbox.wake()
    }
    return repairs
  }

  /** Active groups or open rooms, page by page. */
  private async eachOf(
    table: 'groups' | 'rooms',
    visit: (id: string) => Promise<number>,
  ): Promise<number> {
    let repairs = 0
    let last = ''
    for (;;) {
      const rows = await this.parts.db
        .selectFrom(table)
        .select('id')
        .where('id', '>', last)
        .where('status', 'in', ['active', 'open'])
        .orderBy('id')
        .limit(PAGE)
        .execute()
      for (const { id } of rows) repairs += await visit(id)
      if (rows.length < PAGE) return repairs
      last = rows[rows.length - 1].id
    }
  }

  /** A subject with calls under way is left for the next time: the cloud is not up to date yet, and will be. */
  private async repair(subject: string, drift: () => Promise<CloudCall[]>): Promise<number> {
    if (await this.parts.outbox.isWaiting(subject)) return 0
    return this.write(await drift())
  }

  private async write(calls: CloudCall[]): Promise<number> {
    await this.parts.outbox.add(this.parts.db, ...calls)
    return calls.length
  }
}
