import { computed, makeObservable, observable, reaction, runInAction } from 'mobx-miniprogram'

import { t } from '../../i18n/t'
import { conversationKey, type ConversationRef } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { ContactChange, MembershipChange, NoticeContent } from '../../models/message-content'
import { avatarOf } from '../../models/profile'
import type { ImService } from '../../services/im/im-service'
import type { Person } from '../../services/person/person-scope'
import type { Session } from '../../services/session/session'
import type { Clock } from '../../utils/clock'
import type { ContactsStore } from '../contacts-store'
import { contentWords } from '../content-words'
import type { ConversationListStore } from '../conversation-list-store'
import { listTime } from '../date-words'
import { Failure } from '../failure'
import type { ProfileStore } from '../profile-store'
import type { ContactRequestRow, NoticeRow, NoticesFace } from './contact-faces'
import type { ContactRequests } from './contact-requests'

const PAGE = 20

/** What a notice is about. */
type About = Pick<NoticeRow, 'subject' | 'chatKey'>
const NOTHING: About = { subject: null, chatKey: '' }
const NO_NOTICE: Pick<NoticeContent, 'contact' | 'membership'> = {}

export interface NoticesDependencies {
  im: ImService
  session: Session
  clock: Clock
  person: Person
  profiles: ProfileStore
  contacts: ContactsStore
  requests: ContactRequests
  conversations: ConversationListStore
}

/** A system conversation: what the app itself tells this person. Lives as long as its page. */
export class NoticesStore implements NoticesFace {
  private readonly messages = observable.map<string, Message>({}, { deep: false })
  private readonly key: ReturnType<typeof conversationKey>
  private readonly undo: (() => void)[] = []
  /** Notices that were unread when the page opened stay marked while it is open. */
  private readUntil = Number.POSITIVE_INFINITY
  private isVisible = true
  isLoading = false
  hasMore = false
  private readonly failed = new Failure()

  constructor(
    private readonly ref: ConversationRef,
    private readonly to: NoticesDependencies,
  ) {
    this.key = conversationKey(ref)
    makeObservable<NoticesStore, 'sorted' | 'readUntil' | 'isVisible'>(this, {
      readUntil: observable,
      isVisible: observable,
      isLoading: observable,
      hasMore: observable,
      sorted: computed,
      rows: computed,
    })
  }

  get rows(): readonly NoticeRow[] {
    const waiting = new Map(this.to.requests.received.map((row) => [row.person.userId, row]))
    return this.sorted.map((message) => this.row(message, waiting))
  }

  get failure(): string {
    return this.failed.words
  }

  async open(): Promise<void> {
    const { im, session, person, conversations } = this.to
    const unread = conversations.unreadOf(this.key)
    this.add(person.cache.messages(this.key))
    this.undo.push(
      im.on('messages', (messages) =>
        this.add(messages.filter((message) => message.conversationKey === this.key)),
      ),
      session.events.on('online', () => void this.load()),
      reaction(
        () => (this.isVisible ? conversations.unreadOf(this.key) : 0),
        (count) => count > 0 && this.markRead(),
      ),
    )
    await Promise.all([this.load(), this.to.requests.load()])
    const newest = this.sorted.filter(({ isOwn }) => !isOwn)
    runInAction(() => (this.readUntil = newest[unread]?.sentAt ?? (unread > 0 ? 0 : Infinity)))
    this.markRead()
  }

  async loadMore(): Promise<void> {
    if (this.hasMore && !this.isLoading)
      await this.load(this.sorted[this.sorted.length - 1]?.sentAt)
  }

  setVisible(isVisible: boolean): void {
    runInAction(() => (this.isVisible = isVisible))
  }

  close(): void {
    for (const undo of this.undo.splice(0)) undo()
  }

  private get sorted(): Message[] {
    return [...this.messages.values()].sort((a, b) => b.sentAt - a.sentAt)
  }

  private async load(before?: number): Promise<void> {
    runInAction(() => (this.isLoading = true))
    try {
      const { messages, hasMore } = await this.to.im.history(this.ref, { before, count: PAGE })
      this.add(messages)
      if (before === undefined) this.to.person.cache.keepMessages(this.key, messages)
      runInAction(() => {
        this.hasMore = hasMore
        this.failed.clear()
      })
    } catch (error) {
      this.failed.tell(error)
    } finally {
      runInAction(() => (this.isLoading = false))
    }
  }

  private markRead(): void {
    // Offline the count stays, and goes with the next page that shows.
    this.to.conversations.markRead(this.key).catch(() => undefined)
  }

  private add(messages: readonly Message[]): void {
    runInAction(() => {
      for (const message of messages) this.messages.set(message.uid, message)
    })
  }

  private row({ uid, content, sentAt }: Message, waiting: Map<string, ContactRequestRow>) {
    const { profiles, person, clock } = this.to
    const { contact, membership } = content.type === 'notice' ? content : NO_NOTICE
    const nameOf = (userId: string) => profiles.nameOf(userId)
    const request = contact === undefined ? null : requestOf(contact, waiting)
    const row: NoticeRow = {
      id: uid,
      words: contentWords(content, person.userId, nameOf),
      time: listTime(sentAt, clock.now()),
      request,
      outcome: contact !== undefined && request === null ? this.outcome(contact) : '',
      isUnread: sentAt > this.readUntil,
      ...NOTHING,
      ...(contact !== undefined && this.aboutPerson(contact)),
      ...(membership !== undefined && this.aboutGroup(membership)),
    }
    return row
  }

  private aboutPerson({ sourceUserId: userId }: ContactChange): About {
    const { profiles, contacts } = this.to
    const avatar = avatarOf(userId, profiles.nameOf(userId), profiles.avatarUrlOf(userId))
    const subject = { avatar, shape: 'person' } as const
    return { subject, chatKey: contacts.has(userId) ? `private:${userId}` : '' }
  }

  private aboutGroup({ groupId, groupName }: MembershipChange): About {
    const subject = { avatar: avatarOf(groupId, groupName, ''), shape: 'group' } as const
    return { subject, chatKey: this.to.contacts.isIn(groupId) ? `group:${groupId}` : '' }
  }

  private outcome({ operation, sourceUserId }: ContactChange): string {
    if (operation !== 'Request') return ''
    return t(this.to.contacts.has(sourceUserId) ? 'requests.accepted' : 'requests.closed')
  }
}

/** Only the newest notice of a request carries its buttons: each person has one request that waits. */
function requestOf(
  { operation, sourceUserId }: ContactChange,
  waiting: Map<string, ContactRequestRow>,
): ContactRequestRow | null {
  const request = operation === 'Request' ? waiting.get(sourceUserId) : undefined
  if (request === undefined) return null
  waiting.delete(sourceUserId)
  return request
}
