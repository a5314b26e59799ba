import type { Session } from '../net/session'

/** What to do with the next acks of a topic. */
export interface AckFault {
  /** `refuse` answers `status` and does nothing else; `drop` does the work and stays silent. */
  action: 'refuse' | 'drop'
  status: number
  /** How many are left. */
  count: number
}

/** What goes wrong with frames the server sends on its own. */
export interface DeliveryFault {
  delayMs: number
  /** Extra copies of each frame. */
  copies: number
  /** Holds a frame back until the next one has gone. */
  isReordering: boolean
}

/** How much more gets lost on its way to clients. */
export interface LostDeliveries {
  /** Frames the server sends on its own. */
  notices: number
  /** Messages of pulls, which move past them all the same. */
  messages: number
}

/** Failures made on demand. With none asked for, everything passes through. */
export class Faults {
  private readonly acks = new Map<string, AckFault>()
  private delivery: DeliveryFault | null = null
  lost: LostDeliveries = { notices: 0, messages: 0 }
  private readonly heldBack = new Map<Session, Buffer>()
  /** Extra wait before any answer. */
  answerDelayMs = 0
  private readonly lateAnswers = new Map<NodeJS.Timeout, () => void>()
  isSilentOnPing = false
  /** Statuses for the next connections instead of 0, first one first. */
  connectStatuses: number[] = []
  /** What the navigator answers instead: an HTTP status, or a body with this code. */
  navigator: { httpStatus?: number; code?: number } | null = null
  /** Upload hosts, by index, that answer HTTP 500. */
  readonly failedUploadHosts = new Set<number>()

  /** @param topic a topic name, or `*` for all of them. */
  setAckFault(topic: string, fault: AckFault): void {
    if (fault.count > 0) this.acks.set(topic, fault)
    else this.acks.delete(topic)
  }

  setDeliveryFault(fault: DeliveryFault | null): void {
    this.delivery = fault
    for (const [session, frame] of this.heldBack) session.sendFrame(frame)
    this.heldBack.clear()
  }

  /** The fault for this ack, which counts as used. */
  takeAckFault(topic: string): AckFault | null {
    const key = this.acks.has(topic) ? topic : '*'
    const fault = this.acks.get(key)
    if (!fault) return null
    fault.count--
    if (fault.count <= 0) this.acks.delete(key)
    return fault
  }

  /** Sends an answer now, or after the extra wait. */
  answer(send: () => void): void {
    if (this.answerDelayMs === 0) {
      send()
      return
    }
    const timer = setTimeout(() => {
      this.lateAnswers.delete(timer)
      send()
    }, this.answerDelayMs)
    this.lateAnswers.set(timer, send)
  }

  takeConnectStatus(): number {
    return this.connectStatuses.shift() ?? 0
  }

  /** Messages of one pull, short of some, doubled or out of order where that was asked for. */
  disturb<Item>(list: Item[]): Item[] {
    const lostCount = Math.min(this.lost.messages, list.length)
    this.lost.messages -= lostCount
    const left = list.slice(lostCount)
    if (!this.delivery) return left
    const { copies, isReordering } = this.delivery
    const copied = left.flatMap((item) => Array<Item>(copies + 1).fill(item))
    return isReordering ? copied.reverse() : copied
  }

  deliver(session: Session, frame: Buffer): void {
    if (this.lost.notices > 0) {
      this.lost.notices -= 1
      return
    }
    const fault = this.delivery
    if (!fault) session.sendFrame(frame)
    else if (fault.delayMs > 0) setTimeout(() => this.send(session, frame, fault), fault.delayMs)
    else this.send(session, frame, fault)
  }

  /** Everything works again, and answers that wait go now. */
  clear(): void {
    this.acks.clear()
    this.setDeliveryFault(null)
    this.lost = { notices: 0, messages: 0 }
    this.answerDelayMs = 0
    this.isSilentOnPing = false
    this.connectStatuses = []
    this.navigator = null
    this.failedUploadHosts.clear()
    const waiting = [...this.lateAnswers]
    this.lateAnswers.clear()
    for (const [timer, send] of waiting) {
      clearTimeout(timer)
      send()
    }
  }

  private send(session: Session, frame: Buffer, fault: DeliveryFault): void {
    const held = this.heldBack.get(session)
    // A delayed frame may come after the end of the fault: nothing would follow that frees it.
    if (fault.isReordering && fault === this.delivery && !held) {
      this.heldBack.set(session, frame)
      return
    }
    this.heldBack.delete(session)
    for (let copy = 0; copy <= fault.copies; copy++) session.sendFrame(frame)
    if (held) session.sendFrame(held)
  }
}
