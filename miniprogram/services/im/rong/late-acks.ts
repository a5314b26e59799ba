import type { Clock } from '../../../utils/clock'

const FIRST_PATIENCE_MS = 4_000
const MAX_PATIENCE_MS = 30_000

/** Tells when the ack of a send is late: long before the SDK, which gives a silent link 30 s. */
export class LateAcks {
  private patienceMs = FIRST_PATIENCE_MS

  constructor(
    private readonly clock: Clock,
    private readonly onLate: () => void,
  ) {}

  /** Follows one send to its end, whatever that is. */
  follow(sending: Promise<unknown>): void {
    const cancel = this.clock.after(this.patienceMs, () => {
      // A narrow link may be alive and full: each time it is doubted it is given longer.
      this.patienceMs = Math.min(this.patienceMs * 2, MAX_PATIENCE_MS)
      this.onLate()
    })
    const answered = () => {
      cancel()
      this.patienceMs = FIRST_PATIENCE_MS
    }
    sending.then(answered, cancel)
  }
}
