import type { ConversationKey } from '../../models/conversation-ref'
import type { QuoteContent } from '../../models/message-content'
import type { MentionToken } from '../../utils/mention-text'
import { readJson, type Storage } from '../../utils/storage'

/** What somebody began to say: the text, whom it calls and what it answers. */
export interface Draft {
  text: string
  mentions?: MentionToken[]
  /** The message being answered. */
  quote?: QuoteContent['quoted']
  /** The members of a group who alone will get it. */
  directedTo?: string[]
  /** A sent message being edited, by the server's id, and its words so far; `text` waits until that is over. */
  edit?: { uid: string; text: string }
  /** Unix ms. */
  changedAt: number
}

/** What its keys begin with. */
export const DRAFT_PREFIX = 'draft.'
const MAX_DRAFTS = 200

/** Drafts live on this phone only, one a conversation. */
export class Drafts {
  private readonly listeners = new Set<(key: ConversationKey) => void>()

  constructor(private readonly storage: Storage) {}

  get(key: ConversationKey): Draft | null {
    const draft = readJson(this.storage, DRAFT_PREFIX + key) as Partial<Draft> | null
    return typeof draft?.text === 'string' ? (draft as Draft) : null
  }

  /** An empty draft is removed. */
  set(key: ConversationKey, draft: Draft): void {
    const isEmpty = draft.text === '' && draft.quote === undefined && draft.edit === undefined
    if (isEmpty) this.storage.remove(DRAFT_PREFIX + key)
    else this.storage.write(DRAFT_PREFIX + key, JSON.stringify(draft))
    for (const listener of [...this.listeners]) listener(key)
    this.dropOldest()
  }

  keys(): ConversationKey[] {
    return this.storage
      .keys()
      .filter((key) => key.startsWith(DRAFT_PREFIX))
      .map((key) => key.slice(DRAFT_PREFIX.length) as ConversationKey)
  }

  onChange(listener: (key: ConversationKey) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private dropOldest(): void {
    const keys = this.keys()
    if (keys.length <= MAX_DRAFTS) return
    const byAge = keys
      .map((key) => ({ key, changedAt: this.get(key)?.changedAt ?? 0 }))
      .sort((a, b) => a.changedAt - b.changedAt)
    for (const { key } of byAge.slice(0, keys.length - MAX_DRAFTS)) {
      this.storage.remove(DRAFT_PREFIX + key)
    }
  }
}
