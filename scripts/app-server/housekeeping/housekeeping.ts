import type { AppContext } from '../context'
import { closeOverdueQuestions } from '../domain/questions'
import { forgetRouted } from '../domain/routed-messages'

interface Job {
  name: string
  everyMs: number
  run: (context: AppContext) => Promise<unknown>
}

const HOUR_MS = 3600_000
const KEEP_KEYS_MS = 24 * HOUR_MS
const KEEP_SEEN_MS = HOUR_MS
/** Routed messages serve moderation and reports, not history: the cloud keeps that. */
const KEEP_ROUTED_MS = 30 * 24 * HOUR_MS

/** Work that nobody asks for, done from time to time; a job that fails is tried again at its next turn. */
export class Housekeeping {
  private readonly timers: NodeJS.Timeout[] = []
  private readonly running = new Set<Promise<void>>()

  constructor(private readonly context: AppContext) {}

  start(): void {
    for (const job of jobs) {
      if (job.everyMs <= 0) continue
      let isBusy = false
      const timer = setInterval(() => {
        if (isBusy) return
        isBusy = true
        const turn = this.run(job).finally(() => {
          isBusy = false
          this.running.delete(turn)
        })
        this.running.add(turn)
      }, job.everyMs)
      timer.unref()
      this.timers.push(timer)
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    await Promise.all(this.running)
  }

  private async run({ name, run }: Job): Promise<void> {
    try {
      await run(this.context)
    } catch (error) {
      this.context.log.error({ err: error, job: name }, 'housekeeping failed')
    }
  }
}

const jobs: Job[] = [
  { name: 'close overdue questions', everyMs: 1000, run: closeOverdueQuestions },
  { name: 'forget what is over', everyMs: HOUR_MS, run: forget },
]

async function forget({ db, outbox, now }: AppContext): Promise<void> {
  await outbox.forgetDone()
  await forgetRouted(db, now() - KEEP_ROUTED_MS)
  await db
    .deleteFrom('callbacks_seen')
    .where('seen_at', '<', now() - KEEP_SEEN_MS)
    .execute()
  await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', now() - KEEP_KEYS_MS)
    .execute()
}
