import type { Conversation } from '../../miniprogram/models/conversation'
import {
  conversationKey,
  type ConversationKey,
  type ConversationRef,
} from '../../miniprogram/models/conversation-ref'
import type { ImTags, Tag } from '../../miniprogram/services/im/im-features'

/** Tags as the cloud keeps them. */
export class FakeTags implements ImTags {
  private readonly names = new Map<string, string>()
  private readonly keys = new Map<string, Set<ConversationKey>>()
  /** What a tag's page answers with; the keys must be tagged. */
  conversations: Conversation[] = []

  async list(): Promise<Tag[]> {
    return [...this.names].map(([tagId, name]) => ({
      tagId,
      name,
      conversationCount: this.of(tagId).size,
    }))
  }

  async create(tagId: string, name: string): Promise<void> {
    this.names.set(tagId, name)
  }

  async rename(tagId: string, name: string): Promise<void> {
    this.names.set(tagId, name)
  }

  async remove(tagId: string): Promise<void> {
    this.names.delete(tagId)
    this.keys.delete(tagId)
  }

  async add(tagId: string, conversations: readonly ConversationRef[]): Promise<void> {
    for (const ref of conversations) this.of(tagId).add(conversationKey(ref))
  }

  async take(tagId: string, conversations: readonly ConversationRef[]): Promise<void> {
    for (const ref of conversations) this.of(tagId).delete(conversationKey(ref))
  }

  async takeAllFrom(ref: ConversationRef, tagIds: readonly string[]): Promise<void> {
    for (const tagId of tagIds) await this.take(tagId, [ref])
  }

  async tagIdsOf(ref: ConversationRef): Promise<string[]> {
    return [...this.keys]
      .filter(([, keys]) => keys.has(conversationKey(ref)))
      .map(([tagId]) => tagId)
  }

  async conversationsOf(tagId: string): Promise<Conversation[]> {
    return this.conversations.filter(({ key }) => this.of(tagId).has(key))
  }

  async unreadOf(): Promise<number> {
    return 0
  }

  async setPinnedIn(): Promise<void> {}

  private of(tagId: string): Set<ConversationKey> {
    const keys = this.keys.get(tagId) ?? new Set()
    this.keys.set(tagId, keys)
    return keys
  }
}
