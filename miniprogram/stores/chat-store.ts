import { computed, makeObservable, observable, reaction, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../i18n/error-words'
import { t } from '../i18n/t'
import { conversationKey, type ConversationKey, type ConversationRef } from '../models/conversation'
import type { Message } from '../models/message'
import type { ChatFace, SendOutcome } from './app-stores'
import type { ConversationListStore } from './conversation-list-store'
import { MessageListStore, type MessageListDependencies } from './message-list-store'

const FIRST_PAGE = 20
/** A page when filling what was missed. */
const FILL_PAGE = 100
/** More missed than this: the list starts anew from the newest page. */
const MAX_FILL_PAGES = 10
/** Typing is told at most this often. */
const TYPING_EVERY_MS = 3_000
const DRAFT_KEPT_AFTER_MS = 500

export interface ChatDependencies extends MessageListDependencies {
  conversations: ConversationListStore
}

/** One open one-to-one or group conversation. Made by the page, closed by the page. */
export class ChatStore extends MessageListStore implements ChatFace {
  readonly ref: ConversationRef
  private typingIds: string[] = []
  private isVisible = true
  /** False while it is being cleared, and from a refusal until the next `online`. */
  private canClearUnread = true
  private isOpen = false
  /** Everything up to this server time is known to be in the list; 0 before the first page. */
  private completeUntil = 0
  private filling: Promise<void> | null = null
  private typingToldAt = 0
  private cancelDraftTimer: (() => void) | null = null
  private draftText: string

  constructor(
    ref: ConversationRef,
    protected override readonly to: ChatDependencies,
  ) {
    super(ref, to)
    this.ref = ref
    this.draftText = to.person.drafts.get(conversationKey(ref))?.text ?? ''
    makeObservable<ChatStore, 'typingIds' | 'isVisible'>(this, {
      isVisible: observable,
      typingIds: observable.ref,
      title: computed,
      typing: computed,
    })
  }

  override get key(): ConversationKey {
    return conversationKey(this.ref)
  }

  get title(): string {
    const { profiles } = this.to
    const { kind, targetId } = this.ref
    return kind === 'group' ? profiles.groupName(targetId) : profiles.nameOf(targetId)
  }

  get typing(): string {
    const [userId] = this.typingIds
    return userId === undefined ? '' : t('chat.typing', { name: this.to.profiles.nameOf(userId) })
  }

  get draft(): string {
    return this.draftText
  }

  async open(): Promise<void> {
    if (!this.isOpen) this.begin()
    if (!this.to.session.isOnline) return
    await this.fill()
  }

  /** Shows what the phone has: the kept page and what is still on its way. */
  private begin(): void {
    this.isOpen = true
    this.start()
    const { im, session, person } = this.to
    this.undo.push(
      session.events.on('online', () => {
        this.canClearUnread = true
        void this.fill()
      }),
      // The count follows the message by a moment: whenever it rises before the reader's eyes, it is cleared.
      reaction(
        () => (this.isVisible ? this.to.conversations.unreadOf(this.key) : 0),
        (unread) => unread > 0 && this.clearUnread(),
      ),
      im.on('typing', ({ conversation, userIds }) => {
        if (conversationKey(conversation) !== this.key) return
        runInAction(() => (this.typingIds = userIds))
      }),
    )
    runInAction(() => {
      this.screens.reset([
        ...person.cache.messages(this.key),
        ...person.outbox.messagesOf(this.key),
      ])
      this.isLoading = this.screens.isEmpty && session.isOnline
      this.render()
    })
  }

  close(): void {
    this.isOpen = false
    this.stop()
    this.keepDraft()
    const { cache } = this.to.person
    if (this.completeUntil > 0) cache.keepMessages(this.key, this.screens.all())
  }

  setVisible(isVisible: boolean): void {
    runInAction(() => (this.isVisible = isVisible))
  }

  setDraft(text: string): void {
    if (text === this.draftText) return
    this.draftText = text
    this.cancelDraftTimer?.()
    this.cancelDraftTimer = this.to.clock.after(DRAFT_KEPT_AFTER_MS, () => this.keepDraft())
    this.tellTyping(text)
  }

  override send(text: string): SendOutcome {
    const outcome = super.send(text)
    if (outcome !== 'accepted') return outcome
    this.draftText = ''
    this.keepDraft()
    return outcome
  }

  /** Makes the list whole: callers share one run, and what comes meanwhile is merged by id. */
  private fill(): Promise<void> {
    this.filling ??= this.fillOnce().finally(() => (this.filling = null))
    return this.filling
  }

  private async fillOnce(): Promise<void> {
    try {
      if (this.completeUntil === 0) await this.loadNewest()
      else await this.fillGap()
      runInAction(() => (this.failure = ''))
      this.clearUnread()
    } catch (error) {
      // Rows on screen say more than an error page; the next `online` tries again.
      runInAction(() => (this.failure = this.screens.isEmpty ? errorWords(error) : ''))
    } finally {
      runInAction(() => (this.isLoading = false))
    }
  }

  private async loadNewest(): Promise<void> {
    const unread = this.to.conversations.unreadOf(this.key)
    const { messages, hasMore } = await this.to.im.history(this.ref, { count: FIRST_PAGE })
    if (!this.isOpen) return
    runInAction(() => {
      const [first] = messages
      // Kept rows older than the page may hide a gap: only what the page overlaps is complete.
      const kept = this.screens
        .all()
        .filter((row) => row.sendState !== 'sent' || !first || row.sentAt >= first.sentAt)
      this.screens.reset([...messages, ...kept])
      this.hasEarlier = hasMore
      this.dividerId = firstUnreadId(messages, unread)
      this.screens.markAll()
      this.complete(messages)
      this.render()
    })
  }

  private async fillGap(): Promise<void> {
    for (let page = 0; page < MAX_FILL_PAGES; page += 1) {
      const options = { after: this.completeUntil, count: FILL_PAGE }
      const { messages, hasMore } = await this.to.im.history(this.ref, options)
      if (!this.isOpen) return
      this.put(messages)
      this.complete(messages)
      if (!hasMore || messages.length === 0) return
    }
    this.completeUntil = 0
    await this.loadNewest()
  }

  /** An empty conversation is complete from the beginning. */
  private complete(messages: readonly Message[]): void {
    const newest = messages[messages.length - 1]
    this.completeUntil = Math.max(this.completeUntil, newest?.sentAt ?? 1)
  }

  private clearUnread(): void {
    const { conversations } = this.to
    if (!this.isVisible || !this.canClearUnread || conversations.unreadOf(this.key) === 0) return
    this.canClearUnread = false
    conversations.markRead(this.key).then(
      () => {
        this.canClearUnread = true
        this.clearUnread()
      },
      () => undefined,
    )
  }

  private keepDraft(): void {
    this.cancelDraftTimer?.()
    this.cancelDraftTimer = null
    const { drafts } = this.to.person
    if ((drafts.get(this.key)?.text ?? '') === this.draftText) return
    drafts.set(this.key, { text: this.draftText, changedAt: this.to.clock.now() })
  }

  private tellTyping(text: string): void {
    const now = this.to.clock.now()
    const isDue = now - this.typingToldAt >= TYPING_EVERY_MS
    if (this.ref.kind !== 'private' || text === '' || !isDue || !this.to.session.isOnline) return
    this.typingToldAt = now
    this.to.im.sendTyping(this.ref)
  }
}

/** The first of the last `unread` messages from others; empty when all were read. */
function firstUnreadId(messages: readonly Message[], unread: number): string {
  const counted = messages.filter(({ isOwn, isCounted }) => !isOwn && isCounted)
  if (unread <= 0 || unread > counted.length) return ''
  return counted[counted.length - unread].id
}
