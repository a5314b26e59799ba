import { isWithin, type Clock } from '../../utils/clock'

/** The cloud takes 5 messages a second of a client, in its standard plan, and answers 20604 to more. */
const STANDARD_PER_SECOND = 5
/** A little over a second: the server counts arrivals, which bunch up on the way. */
const WINDOW_MS = 1_100

/** Says how long the next send must wait so that no window holds more than it may. */
export class SendPace {
  private readonly startedAt: number[] = []

  constructor(
    private readonly clock: Clock,
    private readonly perSecond = STANDARD_PER_SECOND,
  ) {}

  /** 0 when a send may start now. */
  waitMs(): number {
    while (this.startedAt.length > 0 && !isWithin(this.clock, this.startedAt[0], WINDOW_MS)) {
      this.startedAt.shift()
    }
    if (this.startedAt.length < this.perSecond) return 0
    return this.startedAt[0] + WINDOW_MS - this.clock.now()
  }

  started(): void {
    this.startedAt.push(this.clock.now())
  }
}
