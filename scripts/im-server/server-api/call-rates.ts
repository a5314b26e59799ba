/** At most `calls` within any `withinMs`. */
interface Window {
  calls: number
  withinMs: number
}

/** How often an endpoint may be called; every window holds. */
export type Rate = readonly Window[]

const HOUR_MS = 3600_000

/** Rates the Server API's documentation gives to some calls; the others share the server's setting. */
export const Rates = {
  BROADCAST: [
    { calls: 2, withinMs: HOUR_MS },
    { calls: 3, withinMs: 24 * HOUR_MS },
  ],
} as const satisfies Record<string, Rate>

/** Counts the calls of one endpoint. */
export class CallRate {
  private times: number[] = []
  private readonly longestMs: number

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.longestMs = Math.max(...rate.map(({ withinMs }) => withinMs))
  }

  /** Counts a call. @returns false, counting nothing, when it is one too many. */
  take(): boolean {
    const now = this.now()
    const old = this.times.findIndex((time) => time > now - this.longestMs)
    this.times.splice(0, old === -1 ? this.times.length : old)
    const isFull = this.rate.some(({ calls, withinMs }) => {
      const first = this.times.at(-calls)
      return first !== undefined && first > now - withinMs
    })
    if (isFull) return false
    this.times.push(now)
    return true
  }
}
