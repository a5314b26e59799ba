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

/** Tasks shorter than this are not told by the browser, ms. */
const LONG_TASK_MS = 50

/** Measures what the mini-program costs on a phone in the simulator. */
export class Gauge {
  private constructor(
    private readonly phone: DrawnPhone,
    private readonly session: CDPSession,
  ) {}

  static async on(phone: DrawnPhone): Promise<Gauge> {
    const session = await phone.view.context().newCDPSession(phone.view)
    const gauge = new Gauge(phone, session)
    await gauge.watchTasks()
    return gauge
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

  /** Durations in ms of the tasks of 50 ms and more since the last call. */
  async longTasks(): Promise<number[]> {
    return this.phone.view.evaluate(() => {
      const { longTasks } = window as unknown as { longTasks: number[] }
      return longTasks.splice(0)
    })
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

  private async watchTasks(): Promise<void> {
    await this.phone.view.evaluate((least) => {
      const longTasks: number[] = []
      Object.assign(window, { longTasks })
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          if (duration >= least) longTasks.push(Math.round(duration))
        }
      }).observe({ entryTypes: ['longtask'] })
    }, LONG_TASK_MS)
  }

  private simulator(method: string): Promise<unknown> {
    const { connection } = this.phone.app as unknown as {
      connection: { send(method: string, params: object): Promise<unknown> }
    }
    return connection.send(method, {})
  }
}
