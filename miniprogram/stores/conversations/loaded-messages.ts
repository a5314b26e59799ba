import type { ConversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import { searchedWords } from '../searched-words'

/** So many are remembered for the search; the oldest loaded go first. */
const MAX_MESSAGES = 5_000

/** Messages any chat has loaded since the app started, and those the phone keeps. */
export class LoadedMessages {
  private readonly byUid = new Map<string, Message>()
  /** Taken back, or deleted by this person: a page that was asked for before may still hold them. */
  private readonly gone = new Set<string>()

  put(messages: readonly Message[]): void {
    for (const message of messages) {
      const { uid, burnSeconds } = message
      if (uid !== '' && !burnSeconds && !this.gone.has(uid)) this.byUid.set(uid, message)
    }
    const surplus = this.byUid.size - MAX_MESSAGES
    if (surplus > 0) {
      for (const uid of [...this.byUid.keys()].slice(0, surplus)) this.byUid.delete(uid)
    }
  }

  remove(uid: string): void {
    this.gone.add(uid)
    this.byUid.delete(uid)
  }

  /** Whether a message was taken back or deleted since the app started. */
  isGone(uid: string): boolean {
    return this.gone.has(uid)
  }

  /** Of one conversation, as they were loaded. */
  of(key: ConversationKey): Message[] {
    return [...this.byUid.values()].filter(({ conversationKey }) => conversationKey === key)
  }

  /** Newest first. @param wanted in lower case. */
  find(wanted: string, limit: number): Message[] {
    const found = [...this.byUid.values()].filter(({ content }) =>
      searchedWords(content).toLocaleLowerCase().includes(wanted),
    )
    return found.sort((a, b) => b.sentAt - a.sentAt).slice(0, limit)
  }

  clear(): void {
    this.byUid.clear()
    this.gone.clear()
  }
}
