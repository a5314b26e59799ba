import type { Storage } from '../../utils/storage'
import type { OutboxEntry } from './outbox-entry'

/** What its keys begin with. */
export const OUTBOX_PREFIX = 'outbox.'

/** One storage key an entry, so that a send costs its own bytes and not the queue's. */
export class OutboxStorage {
  constructor(private readonly storage: Storage) {}

  /** In queue order. Unreadable entries are dropped. */
  load(): OutboxEntry[] {
    return this.storage
      .keys()
      .filter((key) => key.startsWith(OUTBOX_PREFIX))
      .map((key) => this.read(key))
      .filter((entry) => entry !== null)
      .sort((a, b) => a.sequence - b.sequence)
  }

  /** @throws when the device refuses (full). */
  save(entry: OutboxEntry): void {
    this.storage.write(OUTBOX_PREFIX + entry.clientId, JSON.stringify(entry))
  }

  remove(clientId: string): void {
    this.storage.remove(OUTBOX_PREFIX + clientId)
  }

  private read(key: string): OutboxEntry | null {
    try {
      const entry = JSON.parse(this.storage.read(key) ?? 'null') as Partial<OutboxEntry> | null
      const isWhole =
        typeof entry?.clientId === 'string' &&
        typeof entry.sequence === 'number' &&
        typeof entry.conversation?.targetId === 'string' &&
        typeof entry.content?.type === 'string'
      if (isWhole) return entry as OutboxEntry
    } catch {
      // Dropped below.
    }
    this.storage.remove(key)
    return null
  }
}
