import { computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import type { Conversation } from '../models/conversation'
import { conversationKey, type ConversationKey } from '../models/conversation-ref'
import type { Message } from '../models/message'
import type { ConversationRow, Screen } from '../models/rows'
import type { ConversationPage, ImService } from '../services/im/im-service'
import type { Person, PersonScope } from '../services/person/person-scope'
import type { Session } from '../services/session/session'
import type { Clock } from '../utils/clock'
import type { ConversationListFace } from './app-stores'
import { recalledContent } from './chat/message-actions'
import type { Unread } from './chat/position'
import type { ContactsStore } from './contacts-store'
import { badgeText } from './conversation-row'
import { ConversationChanges } from './conversations/conversation-changes'
import type { ListFilter } from './conversations/conversation-faces'
import { ConversationRows } from './conversations/conversation-rows'
import { ConversationTable, oldestOf } from './conversations/conversation-table'
import { LeftOut, unreadWith } from './conversations/left-out'
import { LoadedMessages } from './conversations/loaded-messages'
import { MarkedUnread } from './conversations/marked-unread'
import { Search } from './conversations/search'
import { Tags } from './conversations/tags'
import { Failure } from './failure'
import type { ProfileStore } from './profile-store'
import { TypingPeople } from './typing-people'

const PAGE = 100
/** The cloud keeps a thousand conversations of a person (getConversationList, imlib-next 5.38.0). */
const MAX_PAGES = 10

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
  private readonly table: ConversationTable
  private readonly marks: MarkedUnread
  private readonly leftOut: LeftOut
  private readonly typing: TypingPeople
  private readonly changes: ConversationChanges
  private readonly rows: ConversationRows
  /** What the search looks through: the latest words of each conversation, and what chats have loaded. */
  readonly loaded = new LoadedMessages()
  readonly tags: Tags
  readonly search: Search
  /** Where the next page of the cloud's list begins, Unix ms; null when there is none. */
  private nextBefore: number | null = null
  private isPaging = false
  /** The cloud's list has been read to its end once. */
  private isWhole = false
  private isAsking = false
  private readonly failed = new Failure()

  constructor(private readonly to: ConversationListDependencies) {
    makeObservable<ConversationListStore, 'isAsking'>(this, {
      isAsking: observable,
      isLoading: computed,
      isEmpty: computed,
      totalUnread: computed,
      badge: computed,
    })
    const { im, session, profiles, contacts, scope, clock } = to
    this.table = new ConversationTable(scope)
    const { table } = this
    this.marks = new MarkedUnread(scope)
    this.typing = new TypingPeople(im, clock)
    this.leftOut = new LeftOut({
      im,
      scope,
      onChanged: (key, by) => {
        const known = table.get(key)
        if (known !== undefined) table.change(key, unreadWith(known, by))
      },
    })
    const { marks, typing, leftOut } = this
    this.changes = new ConversationChanges({ im, scope, table, marks, leftOut })
    this.tags = new Tags({
      im,
      session,
      onConversations: (conversations) =>
        this.put(conversations.filter(({ key }) => table.get(key) === undefined)),
    })
    const { tags } = this
    this.rows = new ConversationRows({ table, marks, typing, tags, profiles, scope, clock })
    this.search = new Search({
      profiles,
      contacts,
      messages: this.loaded,
      ownId: () => scope.current?.userId ?? '',
      nowMs: () => clock.now(),
    })
    this.follow()
  }

  private follow(): void {
    const { im, session, scope } = this.to
    scope.events.on('opened', (person) => this.adopt(person))
    scope.events.on('closed', () => this.clear())
    im.on('messages', (messages) => {
      this.table.hear(messages)
      this.leftOut.hear(messages)
    })
    session.events.on('lost', (messages) => this.leftOut.lose(messages))
    im.on('conversations', (conversations) => this.put(conversations))
    im.on('recalled', ({ uid, conversation, byUserId }) => {
      this.loaded.remove(uid)
      this.table.changeLatest(conversationKey(conversation), uid, (message) => ({
        content: recalledContent(message, byUserId),
      }))
    })
    im.on('edited', (messages) => {
      for (const { conversationKey: key, uid, content } of messages) {
        this.table.changeLatest(key, uid, () => ({ content, isEdited: true }))
      }
    })
    session.events.on('online', () => {
      this.leftOut.search()
      void this.load()
      void this.tags.load()
    })
  }

  get screens(): readonly Screen<ConversationRow>[] {
    return this.rows.screens
  }

  get filter(): ListFilter {
    return this.rows.filter
  }

  setFilter(filter: ListFilter): Promise<void> {
    return this.rows.setFilter(filter)
  }

  get failure(): string {
    return this.failed.words
  }

  /** Nothing is known yet of the list, or of the tag that is looked at. */
  get isLoading(): boolean {
    return this.rows.isWaiting || (this.isAsking && this.isEmpty)
  }

  get isEmpty(): boolean {
    return this.table.size === 0
  }

  get totalUnread(): number {
    let total = 0
    for (const { isMuted, unreadCount } of this.table.all()) if (!isMuted) total += unreadCount
    return total
  }

  get badge(): string {
    return badgeText(this.totalUnread)
  }

  unreadOf(key: ConversationKey): number {
    return this.table.get(key)?.unreadCount ?? 0
  }

  /** The unread messages as the cloud last counted them. */
  unreadIn(key: ConversationKey): Unread {
    const { unreadCount = 0, latestMessage } = this.table.get(key) ?? {}
    return { count: unreadCount, until: latestMessage?.sentAt ?? Infinity }
  }

  /** The newest message of a chat stands before the reader's eyes. */
  seen(key: ConversationKey): void {
    this.leftOut.read(key, this.table.get(key)?.latestMessage?.sentAt ?? 0)
  }

  /** The newest message of a chat that was made whole from history. */
  foundNewest(message: Message): void {
    this.table.raise(message)
  }

  /** Who is typing there now, by id; empty when nobody is. */
  typingIn(key: ConversationKey): string {
    return this.typing.of(key)
  }

  /** The newest page, then the rest: pins, filters and the count of unread need all of them. */
  async load(): Promise<void> {
    if (this.isAsking || !this.to.session.isOnline) return
    runInAction(() => (this.isAsking = true))
    const askedAt = this.to.im.serverNow()
    try {
      const page = await this.ask()
      if (page === null) return
      runInAction(() => {
        this.table.dropMissing(page.conversations, page.hasMore, askedAt)
        this.take(page)
        this.failed.clear()
      })
    } catch (error) {
      this.failed.tell(error)
      return
    } finally {
      runInAction(() => (this.isAsking = false))
    }
    await this.loadRest()
  }

  private async loadRest(): Promise<void> {
    for (let pages = 1; pages < MAX_PAGES && this.nextBefore !== null; pages += 1) {
      const isNew = await this.loadNext().catch(() => null)
      // Scrolling to the end asks again.
      if (isNew === null || (this.isWhole && !isNew)) return
    }
    this.isWhole = true
  }

  async loadMore(): Promise<void> {
    try {
      await this.loadNext()
    } catch (error) {
      this.failed.tell(error)
    }
  }

  /** @returns whether the next page held anything that was not known; null when it was not asked for. */
  private async loadNext(): Promise<boolean | null> {
    if (this.isPaging || this.nextBefore === null) return null
    this.isPaging = true
    try {
      const page = await this.ask(this.nextBefore)
      if (page === null) return null
      const isNew = page.conversations.some(
        ({ key, updatedAt }) => this.table.get(key)?.updatedAt !== updatedAt,
      )
      runInAction(() => this.take(page))
      return isNew
    } finally {
      this.isPaging = false
    }
  }

  /** @returns null when another person has signed in meanwhile. */
  private async ask(before?: number): Promise<ConversationPage | null> {
    const person = this.to.scope.current
    if (person === null) return null
    const page = await this.to.im.conversationPage({ before, count: PAGE })
    return this.to.scope.current === person ? page : null
  }

  private take({ conversations, hasMore }: ConversationPage): void {
    this.put(conversations)
    const oldest = conversations.length > 0 ? oldestOf(conversations) : null
    // A page that leads nowhere ends the list.
    const isFurther = oldest !== null && oldest !== this.nextBefore
    this.nextBefore = hasMore && isFurther ? oldest : null
  }

  private put(conversations: readonly Conversation[]): void {
    this.table.put(
      conversations.map((told) => ({ ...told, ...unreadWith(told, this.leftOut.of(told.key)) })),
    )
    this.loaded.put(conversations.flatMap(({ latestMessage }) => latestMessage ?? []))
  }

  setPinned(key: ConversationKey, isPinned: boolean): Promise<void> {
    return this.changes.setPinned(key, isPinned)
  }

  setMuted(key: ConversationKey, isMuted: boolean): Promise<void> {
    return this.changes.setMuted(key, isMuted)
  }

  remove(key: ConversationKey): Promise<void> {
    return this.changes.remove(key)
  }

  markRead(key: ConversationKey): Promise<void> {
    return this.changes.markRead(key)
  }

  clearHistory(key: ConversationKey): Promise<void> {
    return this.changes.clearHistory(key)
  }

  markUnread(key: ConversationKey): void {
    this.marks.set(key, true)
  }

  /** Opening a conversation takes its mark away. */
  clearMark(key: ConversationKey): void {
    this.marks.set(key, false)
  }

  private adopt(person: Person): void {
    this.clear()
    this.table.adopt(person)
    this.rows.adopt(person)
    this.marks.adopt()
    this.leftOut.adopt(person)
    for (const { key } of this.table.all()) this.loaded.put(person.cache.messages(key))
  }

  private clear(): void {
    this.table.clear()
    this.rows.clear()
    this.marks.clear()
    this.leftOut.clear()
    this.typing.clear()
    this.loaded.clear()
    this.tags.clear()
    this.nextBefore = null
    this.isWhole = false
    this.failed.clear()
  }
}
