import type { ConversationRef } from '../../miniprogram/models/conversation-ref'
import type { Message } from '../../miniprogram/models/message'
import type { ImReceipts, ReadSummary } from '../../miniprogram/services/im/im-features'

/** Keeps what was told about reading. */
export class FakeReceipts implements ImReceipts {
  groupWay: ReturnType<ImReceipts['way']> = 'asked'
  /** Ids of the messages up to which reading was told. */
  readonly read: string[] = []
  readonly asked: string[] = []
  readonly responses: Record<string, string[]>[] = []
  readonly confirmed: string[][] = []
  readersOf: Record<string, string[]> = {}

  way(): ReturnType<ImReceipts['way']> {
    return this.groupWay
  }

  async sendRead({ uid }: Message): Promise<void> {
    this.read.push(uid)
  }

  async syncRead(): Promise<void> {}

  async request({ uid }: Message): Promise<void> {
    this.asked.push(uid)
  }

  async respond(_groupId: string, uidsBySender: Record<string, string[]>): Promise<void> {
    this.responses.push(uidsBySender)
  }

  async confirm(_ref: ConversationRef, uids: readonly string[]): Promise<void> {
    this.confirmed.push([...uids])
  }

  async summaries(_ref: ConversationRef, uids: readonly string[]): Promise<ReadSummary[]> {
    return uids.map((uid) => ({ uid, readCount: this.readersOf[uid]?.length ?? 0, totalCount: 2 }))
  }

  async readers(_ref: ConversationRef, uid: string): Promise<string[]> {
    return this.readersOf[uid] ?? []
  }
}
