import type { ConversationRef } from '../../miniprogram/models/conversation-ref'
import { conversationKey } from '../../miniprogram/models/conversation-ref'
import type { Message } from '../../miniprogram/models/message'
import type { MessageContent } from '../../miniprogram/models/message-content'
import { ImError } from '../../miniprogram/services/im/im-error'
import type { ImMessageActions, SentMessage } from '../../miniprogram/services/im/im-features'
import type { ImEvents } from '../../miniprogram/services/im/im-service'
import { combinedFromFile } from '../../miniprogram/services/im/rong/content-from-sdk'

/** The part of a fake cloud they change, and tell what happened. */
interface FakeCloud {
  readonly stored: Message[]
  emit(name: 'recalled', event: ImEvents['recalled']): void
}

/** Actions on the messages a fake cloud has stored. */
export class FakeMessageActions implements ImMessageActions {
  /** SDK codes of the next calls; without one a call succeeds. */
  outcomes: number[] = []
  readonly calls: string[] = []
  readonly combinedFromFile = combinedFromFile

  constructor(private readonly cloud: FakeCloud) {}

  async recall({ uid, kind, targetId, senderId: byUserId }: Message): Promise<void> {
    this.called('recall')
    this.drop((message) => message.uid === uid)
    const conversation = { kind, targetId }
    this.cloud.emit('recalled', { uid, conversation, byUserId, isAdmin: false })
  }

  async deleteForMe(_ref: ConversationRef, messages: readonly SentMessage[]): Promise<void> {
    this.called('deleteForMe')
    const uids = new Set(messages.map(({ uid }) => uid))
    this.drop(({ uid }) => uids.has(uid))
  }

  async clearHistory(ref: ConversationRef, until: number): Promise<void> {
    this.called('clearHistory')
    const key = conversationKey(ref)
    this.drop((message) => message.conversationKey === key && message.sentAt <= until)
  }

  async edit({ uid }: Message, content: MessageContent): Promise<void> {
    this.called('edit')
    this.change(uid, () => ({ content, isEdited: true }))
  }

  async setExpansion({ uid }: Message, entries: Record<string, string>): Promise<void> {
    this.called('setExpansion')
    this.change(uid, ({ expansion }) => ({ expansion: { ...expansion, ...entries } }))
  }

  async removeExpansion({ uid }: Message, keys: readonly string[]): Promise<void> {
    this.called('removeExpansion')
    this.change(uid, ({ expansion = {} }) => ({
      expansion: Object.fromEntries(
        Object.entries(expansion).filter(([key]) => !keys.includes(key)),
      ),
    }))
  }

  async find(ref: ConversationRef, uids: readonly string[]): Promise<Message[]> {
    this.called('find')
    const key = conversationKey(ref)
    return this.cloud.stored.filter(
      (message) => message.conversationKey === key && uids.includes(message.uid),
    )
  }

  async tellBurning(_ref: ConversationRef, uids: readonly string[]): Promise<void> {
    this.called(`tellBurning ${uids.join()}`)
  }

  private called(name: string): void {
    this.calls.push(name)
    const code = this.outcomes.shift() ?? 0
    if (code !== 0) throw ImError.fromSdk(code, name)
  }

  private drop(isGone: (message: Message) => boolean): void {
    const { stored } = this.cloud
    stored.splice(0, stored.length, ...stored.filter((message) => !isGone(message)))
  }

  private change(uid: string, changeOf: (message: Message) => Partial<Message>): void {
    const { stored } = this.cloud
    const at = stored.findIndex((message) => message.uid === uid)
    if (at >= 0) stored[at] = { ...stored[at], ...changeOf(stored[at]) }
  }
}
