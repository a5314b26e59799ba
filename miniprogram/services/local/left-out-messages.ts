import type { ConversationKey } from '../../models/conversation-ref'
import { readJson, type Storage } from '../../utils/storage'

const KEY = 'leftOut'

/** An unread message that was never delivered. */
export interface LeftOutMessage {
  key: ConversationKey
  uid: string
  /** Server time, Unix ms. */
  sentAt: number
  isMention: boolean
}

/** Unread messages that the SDK knows nothing of. */
export class LeftOutMessages {
  constructor(private readonly storage: Storage) {}

  all(): LeftOutMessage[] {
    const kept = readJson(this.storage, KEY)
    return Array.isArray(kept) ? kept.filter(isLeftOutMessage) : []
  }

  keep(messages: readonly LeftOutMessage[]): void {
    try {
      if (messages.length === 0) this.storage.remove(KEY)
      else this.storage.write(KEY, JSON.stringify(messages))
    } catch {
      // A full phone: they count as long as the app runs.
    }
  }
}

function isLeftOutMessage(value: unknown): value is LeftOutMessage {
  const { key, uid, sentAt } = (value ?? {}) as Partial<LeftOutMessage>
  return typeof key === 'string' && typeof uid === 'string' && typeof sentAt === 'number'
}
