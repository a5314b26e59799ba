import type { Clock } from './clock'
import type { DurableMap, DurableStore } from './durable-store'
import { keyOf } from './keys'
import { Timeline } from './timeline'

/** Something a client learns by `pullEventChange`. */
export interface UserEvent {
  userId: string
  /** Version, Unix ms. */
  time: number
  changeType: number
  subChangeType: number
  businessId: string
  channelType: number
  /** Protobuf of the kind `changeType` names, as base64. */
  data: string
}

/** `EventChange.changeType`: read receipts of version 5. */
export const RECEIPT_EVENT = 36

/** A device that was away longer asks anew for what it shows. */
const RETENTION_MS = 7 * 24 * 3600 * 1000

export class Events {
  private readonly events: DurableMap<UserEvent>
  private readonly byUser = new Map<string, Timeline<UserEvent>>()

  constructor(
    store: DurableStore,
    private readonly clock: Clock,
  ) {
    this.events = store.map('events')
  }

  /** Rebuilds what is derived from the records; call once they are loaded. */
  index(): void {
    const horizon = this.clock.now() - RETENTION_MS
    for (const event of [...this.events.all()].sort((a, b) => a.time - b.time)) {
      this.clock.witness(event.time)
      if (event.time < horizon) this.events.delete(keyOf(event.userId, event.time))
      else this.of(event.userId).append(event)
    }
  }

  add(draft: Omit<UserEvent, 'time'>): UserEvent {
    const timeline = this.of(draft.userId)
    const event = { ...draft, time: this.clock.after(timeline.lastTime) }
    this.events.set(keyOf(event.userId, event.time), event)
    timeline.append(event)
    return event
  }

  of(userId: string): Timeline<UserEvent> {
    const timeline = this.byUser.get(userId) ?? new Timeline<UserEvent>()
    this.byUser.set(userId, timeline)
    return timeline
  }
}
