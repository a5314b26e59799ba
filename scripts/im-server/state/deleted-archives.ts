import type { DurableMap, DurableStore } from './durable-store'

/** Hours whose archive of messages the back end has deleted, as `YYYYMMDDHH`. */
export class DeletedArchives {
  private readonly hours: DurableMap<true>

  constructor(store: DurableStore) {
    this.hours = store.map('deleted-archives')
  }

  has(hour: string): boolean {
    return this.hours.has(hour)
  }

  add(hour: string): void {
    this.hours.set(hour, true)
  }
}
