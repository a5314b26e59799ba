import type { CDPSession } from 'playwright-core'

import type { DrawnPhone } from '../e2e/helpers/drawn-phone'

/** What is drawn of the page on top. */
export interface LiveNodes {
  count: number
  /** The most children any of them has. */
  maxChildren: number
}

/** What the pages sent to the view. */
export interface SetDataUse {
  calls: number
  bytes: number
  /** Bytes of the largest call. */
  largest: number
}

interface MeterLine extends SetDataUse {
  page: string
  component: string
}

/** What one task took, ms. */
export interface Task {
  /** From its beginning to its end, what other programs took of the machine included. */
  wall: number
  /** The thread's own time: the same on a busy machine. */
  cpu: number
}

/** An event of Chromium's trace; µs. */
interface Trace {
  name: string
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args: { name?: string }
}

/** Measures what the mini-program costs on a phone in the simulator. */
export class Gauge {
  private constructor(
    private readonly phone: DrawnPhone,
    private readonly session: CDPSession,
  ) {}

  static async on(phone: DrawnPhone): Promise<Gauge> {
    const session = await phone.view.context().newCDPSession(phone.view)
    return new Gauge(phone, session)
  }

  /** @param rate 4: everything takes four times as long; 1: as fast as the machine. */
  async slowDown(rate: number): Promise<void> {
    await this.session.send('Emulation.setCPUThrottlingRate', { rate })
  }

  /** What the page on top and the app hold now. */
  async held(): Promise<LiveNodes & { heapBytes: number }> {
    return { ...(await this.liveNodes()), heapBytes: await this.heapBytes() }
  }

  /** Bytes in use once the garbage is gone. */
  private async heapBytes(): Promise<number> {
    await this.session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await this.session.send('Runtime.getHeapUsage')
    return usedSize
  }

  private async liveNodes(): Promise<LiveNodes> {
    const frame = await this.phone.frame()
    return frame.evaluate(() => {
      const all = [...document.body.querySelectorAll('*')]
      const children = all.map(({ childElementCount }) => childElementCount)
      return { count: all.length, maxChildren: Math.max(...children) }
    })
  }

  /** Runs this and tells the tasks it gave the page's main thread, the longest first. */
  async tasksOf(run: () => Promise<void>): Promise<Task[]> {
    const { browser, view } = this.phone
    await browser.startTracing(view, { categories: ['disabled-by-default-devtools.timeline'] })
    await run()
    const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Trace[] }
    return tasksIn(trace.traceEvents)
  }

  /** `setData` of all pages and their components since the last call. */
  async setDataUse(): Promise<SetDataUse> {
    const { lines } = (await this.simulator('Sim.getSetDataMeter')) as { lines: MeterLine[] }
    await this.simulator('Sim.resetSetDataMeter')
    return lines.reduce(
      (sum, { calls, bytes, largest }) => ({
        calls: sum.calls + calls,
        bytes: sum.bytes + bytes,
        largest: Math.max(sum.largest, largest),
      }),
      { calls: 0, bytes: 0, largest: 0 },
    )
  }

  private simulator(method: string): Promise<unknown> {
    const { connection } = this.phone.app as unknown as {
      connection: { send(method: string, params: object): Promise<unknown> }
    }
    return connection.send(method, {})
  }
}

/** Tasks of the busiest main thread: the one that draws the phone. */
function tasksIn(events: readonly Trace[]): Task[] {
  const threads = new Map<string, Task[]>()
  for (const { name, pid, tid, dur = 0, tdur = 0 } of events) {
    if (name !== 'RunTask') continue
    const key = `${pid} ${tid}`
    const tasks = threads.get(key) ?? []
    threads.set(key, tasks)
    tasks.push({ wall: dur / 1_000, cpu: tdur / 1_000 })
  }
  const total = (tasks: readonly Task[]): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0)
  const [busiest = []] = [...threads.values()].sort((a, b) => total(b) - total(a))
  return busiest.sort((a, b) => b.wall - a.wall)
}
