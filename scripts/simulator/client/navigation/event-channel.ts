type Listener = (...args: unknown[]) => void

/** One end of the channel between a page and the one that opened it. Source: WeChat docs, `EventChannel`. */
export class EventChannel {
  private peer: EventChannel | undefined
  private readonly listeners = new Map<string, { listener: Listener; once: boolean }[]>()

  constructor(private readonly reportError: (error: unknown) => void) {}

  /** Two ends; what one emits the other hears. */
  static pair(reportError: (error: unknown) => void): [EventChannel, EventChannel] {
    const ends: [EventChannel, EventChannel] = [
      new EventChannel(reportError),
      new EventChannel(reportError),
    ]
    ends[0].peer = ends[1]
    ends[1].peer = ends[0]
    return ends
  }

  emit(event: string, ...args: unknown[]): void {
    this.peer?.hear(event, args)
  }

  on(event: string, listener: Listener): void {
    this.add(event, listener, false)
  }

  once(event: string, listener: Listener): void {
    this.add(event, listener, true)
  }

  /** Without a listener all of the event's go. */
  off(event: string, listener?: Listener): void {
    const kept = this.listeners.get(event)?.filter((item) => item.listener !== listener) ?? []
    this.listeners.set(event, listener ? kept : [])
  }

  private add(event: string, listener: Listener, once: boolean): void {
    if (typeof listener !== 'function') throw new TypeError('EventChannel: listener is no function')
    this.listeners.set(event, [...(this.listeners.get(event) ?? []), { listener, once }])
  }

  private hear(event: string, args: unknown[]): void {
    for (const { listener, once } of this.listeners.get(event) ?? []) {
      if (once) this.off(event, listener)
      try {
        listener(...args)
      } catch (error) {
        this.reportError(error)
      }
    }
  }
}
