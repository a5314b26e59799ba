import type { ConversationKey } from '../../models/conversation-ref'
import { readJson, type Storage } from '../../utils/storage'

/** The oldest marks go beyond this: storage of a phone is small. */
const MAX_A_CONVERSATION = 500

/** Messages this phone remembers something about, by the server's id: taken off it, or listened to. */
export class MarkedMessages {
  private readonly known = new Map<ConversationKey, Set<string>>()

  constructor(
    private readonly storage: Storage,
    /** What the mark says, e.g. `hidden`. */
    private readonly mark: string,
  ) {}

  has(key: ConversationKey, uid: string): boolean {
    return this.of(key).has(uid)
  }

  /** @throws when the device's storage refuses it. */
  add(key: ConversationKey, uids: readonly string[]): void {
    const all = [...new Set([...this.of(key), ...uids.filter((uid) => uid !== '')])]
    const kept = all.slice(-MAX_A_CONVERSATION)
    this.storage.write(this.storageKey(key), JSON.stringify(kept))
    this.known.set(key, new Set(kept))
  }

  private of(key: ConversationKey): Set<string> {
    const known = this.known.get(key) ?? new Set(this.read(key))
    this.known.set(key, known)
    return known
  }

  private read(key: ConversationKey): string[] {
    const kept = readJson(this.storage, this.storageKey(key))
    return Array.isArray(kept) ? kept.filter((uid) => typeof uid === 'string') : []
  }

  private storageKey(key: ConversationKey): string {
    return `${this.mark}.${key}`
  }
}
