import type { ConversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'

/** So many are remembered for the search; the oldest loaded go first. */
const MAX_MESSAGES = 5_000

/** Messages any chat has loaded since the app started, and those the phone keeps. */
export class LoadedMessages {
  private readonly byUid = new Map<string, Message>()

  put(messages: readonly Message[]): void {
    for (const message of messages) {
      if (message.uid !== '' && !message.burnSeconds) this.byUid.set(message.uid, message)
    }
    const surplus = this.byUid.size - MAX_MESSAGES
    if (surplus > 0) [...this.byUid.keys()].slice(0, surplus).forEach((uid) => this.remove(uid))
  }

  remove(uid: string): void {
    this.byUid.delete(uid)
  }

  /** Of one conversation, as they were loaded. */
  of(key: ConversationKey): Message[] {
    return [...this.byUid.values()].filter(({ conversationKey }) => conversationKey === key)
  }

  /** Newest first. @param wanted in lower case. */
  find(wanted: string, limit: number): Message[] {
    const found = [...this.byUid.values()].filter(({ content }) => {
      const text = 'text' in content && content.type !== 'recalled' ? content.text : nameIn(content)
      return text.toLocaleLowerCase().includes(wanted)
    })
    return found.sort((a, b) => b.sentAt - a.sentAt).slice(0, limit)
  }

  clear(): void {
    this.byUid.clear()
  }
}

function nameIn(content: Message['content']): string {
  if (content.type === 'file') return content.name
  return content.type === 'location' ? content.place : ''
}
