import type { ConversationRef } from '../../miniprogram/models/conversation-ref'
import { conversationKey } from '../../miniprogram/models/conversation-ref'
import type { Message } from '../../miniprogram/models/message'
import { ImError } from '../../miniprogram/services/im/im-error'
import type {
  ConversationPage,
  HistoryPage,
  ImAddresses,
  ImEvents,
  ImService,
  OutgoingMessage,
  RoomInfo,
} from '../../miniprogram/services/im/im-service'
import type { UploadPermit, UploadTarget } from '../../miniprogram/services/upload/upload-permit'
import { FakeMessageActions } from './fake-message-actions'
import { FakeReceipts } from './fake-receipts'
import { FakeTags } from './fake-tags'
import { Emitter } from '../../miniprogram/utils/emitter'

/** A cloud of one's own: what is sent is in history, and tests decide what fails. */
export class FakeImService implements ImService {
  readonly messageActions = new FakeMessageActions(this)
  readonly receipts = new FakeReceipts()
  readonly tags = new FakeTags()
  // No store of ours calls more of these; one that does brings its own.
  readonly conversationActions = {
    unread: async () => 0,
    isCountedByCloud: () => false,
  } as Partial<ImService['conversationActions']> as ImService['conversationActions']
  readonly roomEntries = {} as ImService['roomEntries']
  private readonly emitter = new Emitter<ImEvents>()
  readonly calls: string[] = []
  readonly stored: Message[] = []
  readonly sent: OutgoingMessage[] = []
  conversations: ConversationPage = { conversations: [], hasMore: false }
  ownId = 'lin'
  time = Date.UTC(2026, 10, 21, 4)
  /** Answers of the next sends, in order; a number is an SDK code. Without one a send succeeds. */
  sendOutcomes: ('ok' | 'stored without ack' | number)[] = []
  /** SDK codes of the next connects; without one a connect succeeds. */
  connectOutcomes: number[] = []
  /** Keeps connects and probes unanswered. */
  isSilent = false
  prepared: ImAddresses[] = []

  on<Name extends keyof ImEvents>(name: Name, listener: (event: ImEvents[Name]) => void) {
    return this.emitter.on(name, listener)
  }

  emit<Name extends keyof ImEvents>(name: Name, event: ImEvents[Name]): void {
    this.emitter.emit(name, event)
  }

  count(call: string): number {
    return this.calls.filter((made) => made === call).length
  }

  registerType(): void {
    this.calls.push('registerType')
  }

  async prepare(addresses: ImAddresses): Promise<void> {
    this.prepared.push(addresses)
  }

  async connect(): Promise<string> {
    this.calls.push('connect')
    if (this.isSilent) return new Promise(() => undefined)
    const code = this.connectOutcomes.shift() ?? 0
    if (code !== 0) throw ImError.fromSdk(code, 'connect')
    return this.ownId
  }

  async disconnect(): Promise<void> {
    this.calls.push('disconnect')
  }

  async probe(): Promise<void> {
    this.calls.push('probe')
    if (this.isSilent) return new Promise(() => undefined)
  }

  serverNow(): number {
    return this.time
  }

  async send(conversation: ConversationRef, outgoing: OutgoingMessage): Promise<Message> {
    this.calls.push('send')
    const outcome = this.sendOutcomes.shift() ?? 'ok'
    if (typeof outcome === 'number') throw ImError.fromSdk(outcome, 'send')
    this.sent.push(outgoing)
    const message = this.message(conversation, { ...outgoing, id: outgoing.clientId })
    this.stored.push(message)
    if (outcome === 'stored without ack') throw ImError.fromSdk(-1, 'send')
    return message
  }

  /** A message of this conversation, by default an own one with the next server time. */
  message(conversation: ConversationRef, change: Partial<Message> = {}): Message {
    this.time += 1_000
    const uid = `uid-${this.time}`
    return {
      id: uid,
      uid,
      clientId: '',
      conversationKey: conversationKey(conversation),
      ...conversation,
      senderId: this.ownId,
      isOwn: true,
      sentAt: this.time,
      content: { type: 'text', text: 'hello' },
      sendState: 'sent',
      isCounted: true,
      ...change,
    }
  }

  sendTyping(): void {
    this.calls.push('sendTyping')
  }

  async history(
    conversation: ConversationRef,
    { before, after, count }: { before?: number; after?: number; count: number },
  ): Promise<HistoryPage> {
    this.calls.push('history')
    // `enum ErrorCode`: INVALID_PARAMETER_COUNT, as the SDK answers.
    if (count > 100) throw ImError.fromSdk(34232, 'getHistoryMessages')
    const all = this.stored
      .filter((message) => message.conversationKey === conversationKey(conversation))
      .sort((a, b) => a.sentAt - b.sentAt)
    const matching =
      after !== undefined
        ? all.filter(({ sentAt }) => sentAt > after)
        : all.filter(({ sentAt }) => sentAt < (before ?? Number.POSITIVE_INFINITY))
    const messages = after !== undefined ? matching.slice(0, count) : matching.slice(-count)
    return { messages, hasMore: messages.length < matching.length }
  }

  async uploadPermit(_kind: string, name: string): Promise<UploadPermit> {
    this.calls.push('uploadPermit')
    const target = (url: string): UploadTarget => ({ vendor: 'qiniu', url, formData: {} })
    return {
      key: `key of ${name}`,
      deadlineMs: this.time + 3600_000,
      targets: [target('http://first/'), target('http://second/')],
    }
  }

  async fileUrl(_kind: string, key: string): Promise<string> {
    return `http://files/${key}`
  }

  async conversationPage(_options: { before?: number; count: number }): Promise<ConversationPage> {
    this.calls.push('conversationPage')
    return this.conversations
  }

  async removeConversation(): Promise<void> {
    this.calls.push('removeConversation')
  }

  async clearUnread(): Promise<void> {
    this.calls.push('clearUnread')
  }

  async setPinned(): Promise<void> {
    this.calls.push('setPinned')
  }

  async setMuted(): Promise<void> {
    this.calls.push('setMuted')
  }

  async joinRoom(): Promise<{ memberCount: number }> {
    this.calls.push('joinRoom')
    return { memberCount: 2 }
  }

  async leaveRoom(): Promise<void> {
    this.calls.push('leaveRoom')
  }

  async roomInfo(): Promise<RoomInfo> {
    return { memberCount: 2, members: [] }
  }
}
