import { observable, runInAction } from 'mobx-miniprogram'

import { t } from '../../i18n/t'
import { parseConversationKey, type ConversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { CombineContent, CombinedItem, MessageContent } from '../../models/message-content'
import type { MessageRow } from '../../models/rows'
import type { ImService } from '../../services/im/im-service'
import type { OutboxDraft } from '../../services/outbox/outbox'
import type { Person } from '../../services/person/person-scope'
import type { MediaPreparation } from '../../services/upload/media-preparation'
import { utf8Length } from '../../utils/utf8-length'
import { contentWords } from '../content-words'
import type { ProfileStore } from '../profile-store'
import type { ForwardingFace } from './chat-faces'
import { historyPage, historyTitle } from './history-page'
import { canForward } from './message-actions'
import type { MessageListAccess } from './message-list-access'

/** A summary line is as long as a phone shows it. */
const MAX_SUMMARY = 60
const MAX_SUMMARIES = 4
/** One message of the cloud holds 128 KB; what is left is for the rest of it. */
const MAX_ITEMS = 100
const MAX_BYTES = 120_000

export interface ForwardingDependencies {
  im: ImService
  person: Person
  profiles: ProfileStore
  media: MediaPreparation
  title(): string
  /** Messages as rows, as this chat shows its own. */
  rowsOf(messages: readonly Message[], nameOf: (userId: string) => string): readonly MessageRow[]
}

/** Sends messages of this chat to others, one by one or as one chat history. */
export class Forwarding implements ForwardingFace {
  /** Messages of histories whose list stood in a file, by its address. */
  private readonly lists = observable.map<string, CombinedItem[]>({}, { deep: false })

  constructor(
    private readonly list: MessageListAccess,
    private readonly to: ForwardingDependencies,
  ) {}

  canForward(rowIds: readonly string[]): boolean {
    return this.chosen(rowIds).length > 0
  }

  async forward(
    rowIds: readonly string[],
    targets: readonly ConversationKey[],
    { manner, comment }: { manner: 'each' | 'merged'; comment: string },
  ): Promise<void> {
    const messages = this.chosen(rowIds)
    if (messages.length === 0) throw new Error(t('chat.cannotForward'))
    const drafts = manner === 'merged' ? [await this.merged(messages)] : messages.map(toDraft)
    if (comment.trim() !== '') drafts.push({ content: { type: 'text', text: comment } })
    for (const key of targets) this.send(key, drafts)
  }

  combinedRows(rowId: string, path: readonly string[]): readonly MessageRow[] {
    const content = this.contentAt(rowId, path)
    if (content?.type !== 'combine') return []
    const known = this.itemsOf(content)
    const items = known.length > 0 ? known : beginning(content, this.sentAt(rowId))
    const names = new Map(items.map(({ senderId, senderName }) => [senderId, senderName]))
    const nameOf = (userId: string) => names.get(userId) || this.to.profiles.nameOf(userId)
    return this.to.rowsOf(
      items.map((item, index) => this.messageOf(item, index)),
      nameOf,
    )
  }

  restOf(rowId: string, path: readonly string[]): string {
    const content = this.contentAt(rowId, path)
    return content?.type === 'combine' && content.items.length === 0 ? content.url : ''
  }

  listUrlOf(rowId: string, path: readonly string[]): string {
    const content = this.contentAt(rowId, path)
    if (content?.type !== 'combine' || this.itemsOf(content).length > 0) return ''
    return content.listUrl ?? ''
  }

  takeList(url: string, json: string): void {
    try {
      const items = this.to.im.messageActions.combinedFromFile(json)
      runInAction(() => this.lists.set(url, items))
    } catch {
      throw new Error(t('chat.recordBroken'))
    }
  }

  private itemsOf({ items, listUrl = '' }: CombineContent): readonly CombinedItem[] {
    return items.length > 0 ? items : (this.lists.get(listUrl) ?? [])
  }

  private contentAt(rowId: string, path: readonly string[]): MessageContent | undefined {
    let content: MessageContent | undefined = this.list.get(rowId)?.content
    for (const step of path) {
      if (content?.type !== 'combine') return undefined
      content = this.itemsOf(content)[Number(step)]?.content
    }
    return content
  }

  private sentAt(rowId: string): number {
    return this.list.get(rowId)?.sentAt ?? 0
  }

  /** The outbox keeps them in order and within five a second. */
  private send(key: ConversationKey, drafts: readonly OutboxDraft[]): void {
    const ref = parseConversationKey(key)
    if (ref === null) return
    const { outbox } = this.to.person
    const now = this.to.im.serverNow()
    try {
      drafts.forEach((draft, index) => outbox.add(ref, draft, now + index))
    } catch {
      throw new Error(t('error.STORAGE_FAILED'))
    }
  }

  private chosen(rowIds: readonly string[]): Message[] {
    return rowIds
      .map((id) => this.list.get(id))
      .filter((message) => message !== undefined)
      .filter(canForward)
      .sort((a, b) => a.sentAt - b.sentAt)
      .slice(0, MAX_ITEMS)
  }

  private async merged(messages: readonly Message[]): Promise<OutboxDraft> {
    const content = this.combined(messages)
    checkSize(content)
    const page = historyPage(historyTitle(content), content, (id) => this.to.profiles.nameOf(id))
    try {
      return await this.to.media.preparePage(content, page)
    } catch {
      throw new Error(t('error.STORAGE_FAILED'))
    }
  }

  private combined(messages: readonly Message[]): CombineContent {
    const { profiles, person } = this.to
    const nameOf = (userId: string) => profiles.nameOf(userId) || userId
    const items = messages.map(({ senderId, sentAt, content }) => ({
      senderId,
      senderName: nameOf(senderId),
      sentAt,
      content: withoutThumbnail(content),
    }))
    const isGroup = this.list.ref.kind === 'group'
    const names = isGroup ? [this.to.title()] : [...new Set(items.map((item) => item.senderName))]
    const line = ({ senderName, content }: CombinedItem) =>
      `${senderName}: ${contentWords(content, person.userId, nameOf)}`.slice(0, MAX_SUMMARY)
    const summaries = items.slice(0, MAX_SUMMARIES).map(line)
    return { type: 'combine', url: '', names, isFromGroup: isGroup, summaries, items }
  }

  /** An item as a message, so that it is shown as any other; its place in the history is its id. */
  private messageOf({ senderId, sentAt, content }: CombinedItem, index: number): Message {
    const { ref } = this.list
    return {
      id: String(index),
      uid: '',
      clientId: '',
      conversationKey: `${ref.kind}:${ref.targetId}`,
      ...ref,
      senderId,
      isOwn: false,
      sentAt,
      content,
      sendState: 'sent',
      isCounted: false,
    }
  }
}

/** Thirteen thumbnails would fill a message; the history's viewer loads the pictures themselves. */
function withoutThumbnail(content: MessageContent): MessageContent {
  return 'thumbnail' in content ? { ...content, thumbnail: '' } : content
}

/** Some clients send only a page with the messages, and the words of the first ones beside it. */
function beginning({ names, summaries }: CombineContent, sentAt: number): CombinedItem[] {
  const isNamed = names.length === summaries.length
  return summaries.map((text, index) => {
    const senderName = isNamed ? names[index] : ''
    return { senderId: senderName, senderName, sentAt, content: { type: 'text', text } }
  })
}

function toDraft({ content }: Message): OutboxDraft {
  checkSize(content)
  return { content }
}

function checkSize(content: MessageContent): void {
  if (utf8Length(JSON.stringify(content)) > MAX_BYTES) throw new Error(t('chat.tooLarge'))
}
