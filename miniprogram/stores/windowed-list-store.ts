import { runInAction } from 'mobx-miniprogram'

import type { Message } from '../models/message'
import type { HistoryPage } from '../services/im/im-service'
import type { ChatDependencies } from './chat/chat-dependencies'
import type { ListWindow, Position, Unread } from './chat/position'
import type { Receipts } from './chat/receipts'
import { MessageListStore } from './message-list-store'

/** The most messages one call of history takes. */
const FILL_PAGE = 100
/** More missed than this: the list starts anew from the newest page, for those who are at its end. */
const MAX_FILL_PAGES = 10
/** Rows further up than so many pages are loaded again when the reader goes there. */
const MAX_PAGES_ABOVE = 10

/**
 * A message list that may stand anywhere in its conversation: it shows a part of it, grows both
 * ways, and lets go of rows far from the reader.
 */
export abstract class WindowedListStore extends MessageListStore {
  abstract readonly position: Position
  abstract readonly receipts: Receipts
  protected abstract override readonly to: ChatDependencies
  /** Makes the list whole up to the newest message. */
  protected abstract fill(): Promise<void>
  protected isOpen = false
  /** Server time the chat was opened at, Unix ms. */
  protected openedAt = 0
  /** Everything up to this server time is known to be in the list; 0 before the first page. */
  protected completeUntil = 0
  /** Server time of the newest message the phone had kept, Unix ms; 0 once the list goes on from there. */
  protected keptUntil = 0
  /** Server time of the newest message that was told while the list stood further up. */
  private passedBy = 0
  /** Numbers of the last newest page that was asked for, and that is shown: they may come in another order. */
  private newestAsked = 0
  private newestShown = 0
  /** Screens whose messages are being fetched again. */
  private readonly returning = new Set<string>()

  /** An empty conversation is complete from the beginning. */
  protected complete(messages: readonly Message[]): void {
    const newest = messages[messages.length - 1]
    this.completeUntil = Math.max(this.completeUntil, newest?.sentAt ?? 1)
    this.keptUntil = 0
  }

  /** What the phone has, when the cloud cannot be asked. */
  protected showKept(): void {
    const { cache } = this.to.person
    this.window().show(cache.messages(this.key), { hasEarlier: true, hasLater: false })
    this.completeUntil = 0
  }

  /** The list as a window on the conversation, for going elsewhere in it. */
  protected window(): ListWindow {
    const newestId = () => this.newestId
    return {
      ...this.access(),
      get newestId() {
        return newestId()
      },
      show: (messages, ends) => this.show(messages, ends),
      append: (messages) => {
        if (!this.position.hasLater) this.complete(messages)
        this.append(messages)
        this.fetchPassedBy()
      },
      setDivider: (rowId) => {
        this.dividerId = rowId
        this.screens.markAll()
        this.render()
      },
      loadNewest: async () => {
        const page = await this.newestPage(this.position.firstPage(0))
        if (page === null) return
        runInAction(() => {
          this.show(page.messages, { hasEarlier: page.hasMore, hasLater: false })
          this.complete(page.messages)
        })
        this.fetchPassedBy()
      },
      keepNear: (keys) => void this.keepNear(new Set(keys)),
    }
  }

  /** Whether messages may be missing between what the phone had kept and this page of the newest. */
  private isBelowKept({ messages: [first] }: HistoryPage): boolean {
    return this.keptUntil > 0 && first !== undefined && first.sentAt > this.keptUntil
  }

  /**
   * The reader stays further up where a page of the newest messages is not joined to the list; what is between comes
   * with the reader.
   * @param newer how many messages are below, as far as it is known.
   */
  private stayAbove(newer: number): void {
    const until = Math.max(this.completeUntil, this.keptUntil)
    const isBelow = ({ sendState, sentAt }: Message) => sendState !== 'sent' || sentAt > until
    runInAction(() => {
      for (const { id } of this.screens.all().filter(isBelow)) this.screens.remove(id)
      this.position.hasLater = true
      this.completeUntil = until
      this.keptUntil = 0
      this.newCount = Math.max(this.newCount, newer)
      this.render()
    })
  }

  /** What came while the list's last page was on its way is neither in the page nor on screen. */
  private fetchPassedBy(): void {
    if (!this.position.hasLater && this.passedBy > this.completeUntil) void this.fill()
  }

  /** Rows far from the reader leave; those coming near are fetched again, a screen at a time. */
  private async keepNear(keys: ReadonlySet<string>): Promise<void> {
    const wanted = this.screens.keepNear(keys)
    this.render()
    for (const { key, from, to, count } of wanted) {
      if (this.returning.has(key)) continue
      this.returning.add(key)
      try {
        const options = { before: to + 1, count: Math.min(count + 1, FILL_PAGE) }
        const { messages } = await this.to.im.history(this.conversation, options)
        const those = messages.filter(({ sentAt }) => sentAt >= from)
        runInAction(() => {
          this.screens.restore(
            key,
            those.filter((message) => this.isShown(message)),
          )
          this.render()
        })
      } catch {
        // The next report of where the reader is asks again.
      } finally {
        this.returning.delete(key)
      }
    }
  }

  private show(
    messages: readonly Message[],
    { hasEarlier, hasLater }: { hasEarlier: boolean; hasLater: boolean },
  ): void {
    const [first] = messages
    const last = messages[messages.length - 1]
    this.position.hasLater = hasLater
    // What came while the page was on its way, and what is still on its way out, stands below it.
    const isBelow = ({ sendState, sentAt }: Message) =>
      sendState !== 'sent' || (last === undefined ? sentAt >= this.openedAt : sentAt > last.sentAt)
    // The cloud no longer lists what was taken back; this phone still tells that it was.
    const isRecalled = ({ content, sentAt }: Message) =>
      content.type === 'recalled' && first !== undefined && sentAt >= first.sentAt
    const kept = hasLater
      ? []
      : [...this.screens.all(), ...this.to.person.outbox.messagesOf(this.key)]
    const rows = [
      ...messages.filter((message) => this.isShown(message)),
      ...kept.filter((message) => isBelow(message) || isRecalled(message)),
    ]
    // Offline everything there is shows.
    this.screens.become(rows, hasEarlier && this.to.session.isOnline)
    this.hasEarlier = hasEarlier
    this.screens.markAll()
    this.render()
    this.receipts.ownMessages(messages)
    this.to.conversations.loaded.put(messages)
  }

  /** @returns what was unread in the page. */
  protected async loadNewest(): Promise<Unread> {
    const { im, conversations } = this.to
    const before = conversations.unreadIn(this.key)
    const askedAt = im.serverNow()
    const page = await this.newestPage(this.position.firstPage(before.count))
    const now = conversations.unreadIn(this.key)
    // What was counted later may be missing in the page.
    const unread = now.until <= askedAt ? now : before
    if (page === null) return unread
    if (!this.isAtBottom && this.isBelowKept(page)) {
      this.stayAbove(unread.count)
      return unread
    }
    runInAction(() => {
      this.position.openWith(page, unread)
      if (!this.isAtBottom) this.newCount = unread.count
      this.complete(page.messages)
    })
    return unread
  }

  /** While newer messages exist that are not here, they come with the reader, not all at once. */
  protected async fillGap(): Promise<void> {
    if (this.position.hasLater) return
    for (let page = 0; page < MAX_FILL_PAGES; page += 1) {
      const options = { after: this.completeUntil, count: FILL_PAGE }
      const { messages, hasMore } = await this.to.im.history(this.conversation, options)
      if (!this.isOpen || this.position.hasLater) return
      this.put(messages)
      this.complete(messages)
      if (!hasMore || messages.length === 0) return
    }
    if (!this.isAtBottom) return this.stayAbove(this.to.conversations.unreadIn(this.key).count)
    this.completeUntil = 0
    await this.loadNewest()
  }

  /**
   * The newest messages.
   * @param count 1-100.
   * @returns null when a page that was asked for later is shown already, or the chat was left.
   * @throws {ImError}
   */
  protected async newestPage(count: number): Promise<HistoryPage | null> {
    this.newestAsked += 1
    const asked = this.newestAsked
    const page = await this.withRowsAbove(await this.to.im.history(this.conversation, { count }))
    if (!this.isOpen || asked < this.newestShown) return null
    this.newestShown = asked
    return page
  }

  /** A page that begins below rows on screen is made to reach up to them, so that they stay. */
  private async withRowsAbove(page: HistoryPage): Promise<HistoryPage> {
    let { messages, hasMore } = page
    if (this.screens.findByUid(messages[0]?.uid ?? '') === undefined) return page
    for (let asked = 0; hasMore && asked < MAX_PAGES_ABOVE; asked += 1) {
      const [{ sentAt: before }] = messages
      const above = this.screens.all().filter(({ sentAt }) => sentAt < before)
      if (above.length === 0) break
      const options = { before, count: Math.min(above.length, FILL_PAGE) }
      const earlier = await this.to.im.history(this.conversation, options)
      hasMore = earlier.hasMore
      messages = [...earlier.messages, ...messages]
      if (earlier.messages.length === 0) break
    }
    return { messages, hasMore }
  }

  protected override loadedEarlier(messages: readonly Message[], hasMore: boolean): void {
    super.loadedEarlier(messages, hasMore)
    this.receipts.ownMessages(messages)
    this.to.conversations.loaded.put(messages)
  }

  private append(messages: readonly Message[]): void {
    for (const message of messages) if (this.isShown(message)) this.screens.put(message)
    if (!this.position.hasLater) {
      for (const message of this.to.person.outbox.messagesOf(this.key)) this.screens.put(message)
    }
    this.render()
  }

  protected override put(messages: readonly Message[]): void {
    const { position } = this
    const fresh = messages.filter(({ uid }) => uid === '' || !this.screens.findByUid(uid))
    if (!position.hasLater) {
      super.put(messages)
      this.receipts.ownMessages(fresh)
    } else {
      super.put(messages.filter(({ id, uid }) => this.has(id) || this.has(uid)))
      runInAction(() => (this.newCount += fresh.filter(({ isOwn }) => !isOwn).length))
      this.passedBy = Math.max(this.passedBy, ...fresh.map(({ sentAt }) => sentAt))
    }
    position.arrived(fresh)
    this.to.conversations.loaded.put(fresh)
  }

  /** Before its first page the list has no beginning yet that a message could be older than. */
  protected override isWithinList(message: Message): boolean {
    return this.completeUntil === 0 || super.isWithinList(message)
  }

  private has(id: string): boolean {
    return this.screens.get(id) !== undefined || this.screens.findByUid(id) !== undefined
  }

  protected override isShown({ uid }: Message): boolean {
    return uid === '' || !this.to.person.hidden.has(this.key, uid)
  }
}
