import { conversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { LoadedMessages } from '../conversations/loaded-messages'
import type { ChatMediaFace } from './chat-faces'
import type { MessageListAccess } from './message-list-access'

/** Files of one chat: which pictures there are to leaf through, and how far downloads are. */
export class ChatMedia implements ChatMediaFace {
  private readonly percents = new Map<string, number>()

  /** @param isShown whether the person wants to see a message on this phone. */
  constructor(
    private readonly list: MessageListAccess,
    private readonly loaded: LoadedMessages,
    private readonly isShown: (message: Message) => boolean,
  ) {}

  pictures(): string[] {
    const known = [...this.loaded.of(conversationKey(this.list.ref)), ...this.list.all()]
    const all = new Map(known.map((message) => [message.uid || message.id, message]))
    return [...all.values()]
      .filter((message) => !message.burnSeconds && this.isShown(message))
      .sort((a, b) => a.sentAt - b.sentAt)
      .flatMap(({ content }) =>
        content.type === 'image' || content.type === 'gif' ? content.url : [],
      )
      .filter((url) => url !== '')
  }

  showDownload(rowId: string, percent: number): void {
    if (percent < 100) this.percents.set(rowId, percent)
    else this.percents.delete(rowId)
    this.list.refresh([rowId])
  }

  /** Undefined when nothing of the row is being downloaded. */
  percentOf(rowId: string): number | undefined {
    return this.percents.get(rowId)
  }
}
