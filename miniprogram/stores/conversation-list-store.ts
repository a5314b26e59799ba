import {
  action,
  computed,
  makeObservable,
  observable,
  runInAction,
  type ObservableMap,
} from 'mobx-miniprogram'

import { errorWords } from '../i18n/error-words'
import {
  conversationKey,
  parseConversationKey,
  type Conversation,
  type ConversationKey,
} from '../models/conversation'
import type { Message } from '../models/message'
import type { ConversationRow, Screen } from '../models/rows'
import type { Clock } from '../utils/clock'
import type { ImService } from '../services/im/im-service'
import type { Person, PersonScope } from '../services/person/person-scope'
import type { Session } from '../services/session/session'
import { isSameShape } from '../utils/same-shape'
import type { ConversationListFace } from './app-stores'
import { badgeText, conversationRow, draftWords } from './conversation-row'
import { recalledContent } from './chat/message-actions'
import type { ListFilter } from './conversations/conversation-faces'
import { ConversationScreens } from './conversations/conversation-screens'
import { LoadedMessages } from './conversations/loaded-messages'
import { MarkedUnread } from './conversations/marked-unread'
import { Search } from './conversations/search'
import { Tags } from './conversations/tags'
import type { ContactsStore } from './contacts-store'
import type { ProfileStore } from './profile-store'
import { TypingPeople } from './typing-people'

const PAGE = 100

export interface ConversationListDependencies {
  im: ImService
  session: Session
  scope: PersonScope
  profiles: ProfileStore
  clock: Clock
  contacts: ContactsStore
}

/** All conversations of the person signed in: pinned first, then the newest. */
export class ConversationListStore implements ConversationListFace {
  private readonly byKey: ObservableMap<ConversationKey, Conversation> = observable.map(
    {},
    { deep: false },
  )
  private readonly drafts = observable.map<ConversationKey, string>()
  private readonly pending: ObservableMap<ConversationKey, Message> = observable.map(
    {},
    { deep: false },
  )
  private keptRows = new Map<string, ConversationRow>()
  private readonly typing: TypingPeople
  private readonly marks: MarkedUnread
  private readonly cut = new ConversationScreens()
  /** What the search looks through: the latest words of each conversation, and what chats have loaded. */
  readonly loaded = new LoadedMessages()
  readonly tags: Tags
  readonly search: Search
  filter: ListFilter = 'all'
  private hasMore = true
  isLoading = false
  failure = ''

  constructor(private readonly to: ConversationListDependencies) {
    makeObservable<ConversationListStore, 'byKey' | 'sorted' | 'upsert' | 'adopt' | 'clear'>(this, {
      byKey: false,
      filter: observable,
      isLoading: observable,
      failure: observable,
      sorted: computed,
      screens: computed,
      isEmpty: computed,
      totalUnread: computed,
      badge: computed,
      upsert: action,
      adopt: action,
      clear: action,
    })
    to.scope.events.on('opened', (person) => this.adopt(person))
    to.scope.events.on('closed', () => this.clear())
    to.im.on('conversations', (conversations) => this.upsert(conversations))
    to.im.on('recalled', ({ uid, conversation, byUserId }) => {
      this.loaded.remove(uid)
      this.changeLatest(conversationKey(conversation), uid, (message) => ({
        content: recalledContent(message, byUserId),
      }))
    })
    to.im.on('edited', (messages) => {
      for (const { conversationKey: key, uid, content } of messages) {
        this.changeLatest(key, uid, () => ({ content, isEdited: true }))
      }
    })
    to.session.events.on('online', () => {
      void this.load()
      void this.tags.load()
    })
    const { im, session, profiles, contacts, scope, clock } = to
    this.typing = new TypingPeople(im, clock)
    this.marks = new MarkedUnread(scope)
    this.tags = new Tags({
      im,
      session,
      onConversations: (conversations) =>
        this.upsert(conversations.filter((one) => !this.has(one))),
    })
    this.search = new Search({
      profiles,
      messages: this.loaded,
      people: () => contacts.sections.flatMap(({ rows }) => rows),
      groups: () => contacts.groups,
      ownId: () => scope.current?.userId ?? '',
      nowMs: () => clock.now(),
    })
  }

  private get sorted(): Conversation[] {
    return [...this.byKey.values()].sort(
      (a, b) => Number(b.isPinned) - Number(a.isPinned) || this.timeOf(b) - this.timeOf(a),
    )
  }

  get screens(): readonly Screen<ConversationRow>[] {
    const rows = this.sorted.map((conversation) => this.row(conversation))
    this.keptRows = new Map(rows.map((row) => [row.id, row]))
    return this.cut.update(rows.filter((row) => this.passes(row)))
  }

  private passes({ id, kind, unreadCount, isMarkedUnread }: ConversationRow): boolean {
    const { filter } = this
    if (filter === 'all') return true
    if (filter === 'unread') return unreadCount > 0 || isMarkedUnread
    if (filter === 'groups') return kind === 'group'
    return this.tags.keysOf(filter.slice('tag:'.length))?.has(id as ConversationKey) ?? false
  }

  async setFilter(filter: ListFilter): Promise<void> {
    runInAction(() => (this.filter = filter))
    if (filter.startsWith('tag:')) await this.tags.loadKeys(filter.slice('tag:'.length))
  }

  get isEmpty(): boolean {
    return this.byKey.size === 0
  }

  get totalUnread(): number {
    let total = 0
    for (const { isMuted, unreadCount } of this.byKey.values()) if (!isMuted) total += unreadCount
    return total
  }

  get badge(): string {
    return badgeText(this.totalUnread)
  }

  unreadOf(key: ConversationKey): number {
    return this.byKey.get(key)?.unreadCount ?? 0
  }

  private has({ key }: Conversation): boolean {
    return this.byKey.has(key)
  }

  async load(): Promise<void> {
    const person = this.to.scope.current
    if (person === null || !this.to.session.isOnline) return
    runInAction(() => (this.isLoading = this.byKey.size === 0))
    try {
      const { conversations, hasMore } = await this.to.im.conversationPage({ count: PAGE })
      if (this.to.scope.current !== person) return
      runInAction(() => {
        this.dropMissing(conversations, hasMore)
        this.upsert(conversations)
        this.hasMore = hasMore
        this.failure = ''
      })
    } catch (error) {
      runInAction(() => (this.failure = errorWords(error)))
    } finally {
      runInAction(() => (this.isLoading = false))
    }
  }

  async loadMore(): Promise<void> {
    if (!this.hasMore || this.isLoading || this.byKey.size === 0) return
    const before = Math.min(...[...this.byKey.values()].map(({ updatedAt }) => updatedAt))
    try {
      const page = await this.to.im.conversationPage({ before, count: PAGE })
      runInAction(() => {
        this.upsert(page.conversations)
        this.hasMore = page.hasMore
      })
    } catch (error) {
      runInAction(() => (this.failure = errorWords(error)))
    }
  }

  setPinned(key: ConversationKey, isPinned: boolean): Promise<void> {
    return this.change(key, { isPinned }, (ref) => this.to.im.setPinned(ref, isPinned))
  }

  setMuted(key: ConversationKey, isMuted: boolean): Promise<void> {
    return this.change(key, { isMuted }, (ref) => this.to.im.setMuted(ref, isMuted))
  }

  async remove(key: ConversationKey): Promise<void> {
    await this.call(key, (ref) => this.to.im.removeConversation(ref))
    runInAction(() => {
      this.byKey.delete(key)
      this.keep()
    })
  }

  markUnread(key: ConversationKey): void {
    this.marks.set(key, true)
  }

  /** Opening a conversation takes its mark away. */
  clearMark(key: ConversationKey): void {
    this.marks.set(key, false)
  }

  async clearHistory(key: ConversationKey): Promise<void> {
    const known = this.byKey.get(key)
    const until = Math.max(this.to.im.serverNow(), known?.latestMessage?.sentAt ?? 0)
    await this.call(key, (ref) => this.to.im.messageActions.clearHistory(ref, until))
    runInAction(() => {
      const latest = this.byKey.get(key)
      const change = { latestMessage: null, unreadCount: 0, mentionCount: 0 }
      if (latest !== undefined) this.byKey.set(key, { ...latest, ...change })
      this.to.scope.current?.cache.keepMessages(key, [])
      this.keep()
    })
  }

  markRead(key: ConversationKey): Promise<void> {
    this.clearMark(key)
    const change = { unreadCount: 0, mentionCount: 0 }
    return this.change(key, change, (ref) => this.to.im.clearUnread(ref))
  }

  /** Shows the change at once and takes it back when the cloud refuses. */
  private async change(
    key: ConversationKey,
    change: Partial<Conversation>,
    run: (ref: Conversation) => Promise<void>,
  ): Promise<void> {
    const before = this.byKey.get(key)
    if (before !== undefined) runInAction(() => this.byKey.set(key, { ...before, ...change }))
    try {
      await this.call(key, run)
    } catch (error) {
      if (before !== undefined) runInAction(() => this.byKey.set(key, before))
      throw error
    }
    this.keep()
  }

  private async call(
    key: ConversationKey,
    run: (ref: Conversation) => Promise<void>,
  ): Promise<void> {
    const ref = parseConversationKey(key)
    if (ref === null) return
    try {
      await run(ref as Conversation)
    } catch (error) {
      throw new Error(errorWords(error))
    }
  }

  /** Who is typing there now, by id; empty when nobody is. */
  typingIn(key: ConversationKey): string {
    return this.typing.of(key)
  }

  private row(conversation: Conversation): ConversationRow {
    const { scope, profiles, clock } = this.to
    const { key } = conversation
    const facts = {
      conversation,
      draft: this.drafts.get(key) ?? '',
      pending: this.pending.get(key) ?? null,
      typingId: this.typing.of(key),
      isMarkedUnread: this.marks.has(key),
    }
    const row = conversationRow(facts, scope.current?.userId ?? '', profiles, clock.now())
    const kept = this.keptRows.get(row.id)
    return kept !== undefined && isSameShape(kept, row) ? kept : row
  }

  private timeOf({ key, updatedAt }: Conversation): number {
    return Math.max(updatedAt, this.pending.get(key)?.sentAt ?? 0)
  }

  private upsert(conversations: readonly Conversation[]): void {
    for (const conversation of conversations) {
      const known = this.byKey.get(conversation.key)
      const isStale = known !== undefined && known.updatedAt > conversation.updatedAt
      const { latestMessage, updatedAt } = isStale ? known : conversation
      this.byKey.set(conversation.key, { ...conversation, latestMessage, updatedAt })
      if (latestMessage !== null) this.loaded.put([latestMessage])
    }
    this.keep()
  }

  /** What the cloud no longer lists was removed elsewhere. */
  private dropMissing(listed: readonly Conversation[], hasMore: boolean): void {
    if (hasMore) return
    const keys = new Set(listed.map(({ key }) => key))
    for (const key of [...this.byKey.keys()]) if (!keys.has(key)) this.byKey.delete(key)
  }

  private adopt({ cache, drafts, outbox }: Person): void {
    this.clear()
    for (const conversation of cache.conversations()) this.byKey.set(conversation.key, conversation)
    this.marks.adopt()
    for (const { key } of this.byKey.values()) this.loaded.put(cache.messages(key))
    const wordsOf = (key: ConversationKey) => draftWords(drafts.get(key))
    for (const key of drafts.keys()) this.drafts.set(key, wordsOf(key))
    drafts.onChange((key) => runInAction(() => this.drafts.set(key, wordsOf(key))))
    outbox.events.on('message', (message) => this.onOwnMessage(message))
    outbox.events.on('discarded', ({ conversationKey: key }) =>
      runInAction(() => this.refreshPending(key)),
    )
    for (const key of this.byKey.keys()) this.refreshPending(key)
  }

  private onOwnMessage(message: Message): void {
    const { conversationKey: key, kind, targetId } = message
    if (kind === 'chatroom') return
    runInAction(() => {
      if (!this.byKey.has(key)) {
        const empty = { unreadCount: 0, mentionCount: 0, isPinned: false, isMuted: false }
        const updatedAt = message.sentAt
        this.byKey.set(key, { key, kind, targetId, latestMessage: null, updatedAt, ...empty })
      }
      const known = this.byKey.get(key)
      if (message.sendState === 'sent' && known && message.sentAt >= known.updatedAt) {
        this.byKey.set(key, { ...known, latestMessage: message, updatedAt: message.sentAt })
      }
      this.refreshPending(key)
    })
  }

  private changeLatest(
    key: ConversationKey,
    uid: string,
    change: (message: Message) => Partial<Message>,
  ): void {
    const known = this.byKey.get(key)
    if (known?.latestMessage?.uid !== uid) return
    const latestMessage = { ...known.latestMessage, ...change(known.latestMessage) }
    runInAction(() => this.byKey.set(key, { ...known, latestMessage }))
  }

  private refreshPending(key: ConversationKey): void {
    const waiting = this.to.scope.current?.outbox.messagesOf(key) ?? []
    const newest = waiting[waiting.length - 1]
    if (newest === undefined) this.pending.delete(key)
    else this.pending.set(key, newest)
  }

  private keep(): void {
    this.to.scope.current?.cache.keepConversations(this.sorted)
  }

  private clear(): void {
    this.byKey.clear()
    this.drafts.clear()
    this.pending.clear()
    this.typing.clear()
    this.marks.clear()
    this.loaded.clear()
    this.tags.clear()
    this.filter = 'all'
    this.hasMore = true
    this.failure = ''
  }
}
