import type { DurableMap, DurableStore } from './durable-store'
import { keyOf } from './keys'

interface Receipt {
  uid: string
  userId: string
  readAt: number
}

/** Who has read which message, and when (Unix ms). */
export class Receipts {
  private readonly receipts: DurableMap<Receipt>
  private readonly byMessage = new Map<string, Map<string, number>>()

  constructor(store: DurableStore) {
    this.receipts = store.map('receipts')
  }

  /** Rebuilds what is derived from the records; call once they are loaded. */
  index(): void {
    for (const receipt of this.receipts.all()) this.remember(receipt)
  }

  /** @returns false when this person had read it before. */
  add(uid: string, userId: string, readAt: number): boolean {
    if (this.readersOf(uid).has(userId)) return false
    const receipt = { uid, userId, readAt }
    this.receipts.set(keyOf(uid, userId), receipt)
    this.remember(receipt)
    return true
  }

  /** Reading time by person, the first reader first. */
  readersOf(uid: string): ReadonlyMap<string, number> {
    return this.byMessage.get(uid) ?? new Map<string, number>()
  }

  private remember({ uid, userId, readAt }: Receipt): void {
    const readers = this.byMessage.get(uid) ?? new Map<string, number>()
    this.byMessage.set(uid, readers.set(userId, readAt))
  }
}
