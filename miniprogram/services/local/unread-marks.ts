import type { ConversationKey } from '../../models/conversation-ref'
import { readJson, type Storage } from '../../utils/storage'

const KEY = 'unreadMarks'
const MAX_MARKS = 200

/** Conversations this person marked as unread on this phone; the cloud keeps no such mark. */
export class UnreadMarks {
  constructor(private readonly storage: Storage) {}

  all(): ConversationKey[] {
    const kept = readJson(this.storage, KEY)
    return Array.isArray(kept)
      ? kept.filter((key): key is ConversationKey => typeof key === 'string')
      : []
  }

  /** @throws when the device's storage refuses it. */
  keep(keys: readonly ConversationKey[]): void {
    this.storage.write(KEY, JSON.stringify(keys.slice(-MAX_MARKS)))
  }
}
