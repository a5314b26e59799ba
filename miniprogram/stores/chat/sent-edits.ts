import type { MessageContent } from '../../models/message-content'
import { ImError } from '../../services/im/im-error'
import type { ImService } from '../../services/im/im-service'
import type { MessageListAccess } from './message-list-access'

export interface SentEditsDependencies {
  im: ImService
  /** Words of an edit that was refused, and why. */
  onRefused(uid: string, text: string, why: unknown): void
}

/** New words for messages that were sent: they show at once, and a refusal takes them back. */
export class SentEdits {
  constructor(
    private readonly list: MessageListAccess,
    private readonly to: SentEditsDependencies,
  ) {}

  /** @param uid the message, by the server's id; it need not be in the list. */
  async edit(uid: string, text: string): Promise<void> {
    const { im } = this.to
    const shown = this.list.findByUid(uid)
    try {
      const message = shown ?? (await im.messageActions.find(this.list.ref, [uid]))[0]
      const content = message && editedContent(message.content, text)
      if (content === undefined) throw new ImError('MESSAGE_MISSING', false, 0, 'edit')
      if (shown) this.list.change(shown.id, { content, isEdited: true })
      await im.messageActions.edit(message, content)
    } catch (error) {
      if (shown) this.list.change(shown.id, { content: shown.content, isEdited: shown.isEdited })
      this.to.onRefused(uid, text, error)
    }
  }
}

function editedContent(content: MessageContent, text: string): MessageContent | undefined {
  return content.type === 'text' || content.type === 'quote' ? { ...content, text } : undefined
}
