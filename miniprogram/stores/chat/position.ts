import { action, computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { errorWords } from '../../i18n/error-words'
import { t } from '../../i18n/t'
import type { Message } from '../../models/message'
import type { HistoryPage, ImService } from '../../services/im/im-service'
import { callsPerson } from '../message-row'
import type { JumpTarget, PositionFace } from './chat-faces'
import type { MessageListAccess } from './message-list-access'

/** Rows on each side of a message that was jumped to. */
const AROUND = 20
/** The most messages one call of history takes. */
const BIG_PAGE = 100
/** Looking for the first unread message stops after so many pages. */
const MAX_PAGES = 20
/** Rows kept above and below the first unread one when the chat opens there. */
const OPEN_ABOVE = 10
const OPEN_BELOW = 40

/** Messages of others that were not read. */
export interface Unread {
  count: number
  /**
   * Server time of the newest message when they were counted, Unix ms; Infinity when nobody told. What came later is
   * new, not unread.
   */
  until: number
}

/** The list as a window on the conversation. */
export interface ListWindow extends MessageListAccess {
  readonly newestId: string
  /** Starts anew with these, oldest first; `hasLater` when newer ones exist that are not here. */
  show(messages: readonly Message[], ends: { hasEarlier: boolean; hasLater: boolean }): void
  /** Adds the page that follows the newest. */
  append(messages: readonly Message[]): void
  /** The divider stands above this row from now on. */
  setDivider(rowId: string): void
  /** The newest page, what is on its way included. */
  loadNewest(): Promise<void>
  keepNear(screenKeys: readonly string[]): void
}

/** Where the reader left, as text; empty for the bottom. */
export interface KeptPlace {
  kept(): string
  keep(place: string): void
}

/** A message by the server's id, and how far below the top of the list it stood, px. */
interface LeftPlace {
  uid: string
  offset: number
}

export class Position implements PositionFace {
  hasLater = false
  isLoadingLater = false
  target: JumpTarget | null = null
  unreadAbove = 0
  /** Those the pill tells of. */
  private unread: Unread = { count: 0, until: 0 }
  /** The row the divider stands above; empty for none. */
  private dividedId = ''
  /** Unread messages that call this person, oldest first, by the server's id. */
  private mentions: readonly string[] = []

  constructor(
    private readonly list: ListWindow,
    private readonly im: ImService,
    private readonly ownId: string,
    private readonly place: KeptPlace,
  ) {
    makeObservable<Position, 'mentions' | 'aim'>(this, {
      hasLater: observable,
      isLoadingLater: observable,
      target: observable.ref,
      unreadAbove: observable,
      mentions: observable.ref,
      mentionCount: computed,
      aim: action,
      openWith: action,
      arrived: action,
      seen: action,
    })
  }

  get mentionCount(): number {
    return this.mentions.length
  }

  /** How many messages to load at first, so that the first unread one is among them if it can be. */
  firstPage(unread: number): number {
    return Math.min(BIG_PAGE, AROUND + unread)
  }

  /**
   * Shows the newest page, opened at its first unread message.
   * @param unread those not read when the chat was opened.
   */
  openWith({ messages, hasMore }: HistoryPage, unread: Unread): void {
    const counted = firstUnread(messages, unread)
    // The oldest of a page is not drawn before the one above it is here.
    const first = hasMore && counted === messages[0] ? undefined : counted
    const at = messages.findIndex(({ id }) => id === first?.id)
    this.unread = unread
    this.unreadAbove = first === undefined ? unread.count : 0
    this.mentions = unread.count > 0 ? this.callsIn(messages.slice(Math.max(0, at))) : []
    const isLong = at >= 0 && messages.length - at > OPEN_BELOW
    // Rows that are on screen already stay there.
    const isBlank = this.list.all().length === 0
    const start = isLong && isBlank ? Math.max(0, at - OPEN_ABOVE) : 0
    const shown = isLong ? messages.slice(start, at + OPEN_BELOW) : messages
    this.list.show(shown, { hasEarlier: hasMore || start > 0, hasLater: isLong })
    this.dividedId = first?.id ?? ''
    this.list.setDivider(this.dividedId)
  }

  /** Goes to the first unread message, where the page had it. */
  toDivider(): void {
    this.aim(this.dividedId, 'top', false)
  }

  /** Live messages that call this person wait to be seen. */
  arrived(messages: readonly Message[]): void {
    const calls = this.callsIn(messages).filter((uid) => !this.mentions.includes(uid))
    if (calls.length > 0) this.mentions = [...this.mentions, ...calls]
  }

  seen(rowIds: readonly string[]): void {
    if (this.mentions.length === 0) return
    const uids = new Set(rowIds.map((id) => this.list.get(id)?.uid))
    const left = this.mentions.filter((uid) => !uids.has(uid))
    if (left.length < this.mentions.length) this.mentions = left
  }

  async loadLater(): Promise<void> {
    const newest = this.newestSent()
    if (!this.hasLater || this.isLoadingLater || newest === undefined) return
    runInAction(() => (this.isLoadingLater = true))
    try {
      const options = { after: newest.sentAt, count: AROUND }
      const page = await this.im.history(this.list.ref, options)
      // A list that started anew meanwhile ends elsewhere.
      if (this.newestSent()?.id !== newest.id) return
      runInAction(() => {
        this.hasLater = page.hasMore
        this.list.append(page.messages)
      })
    } catch (error) {
      throw new Error(errorWords(error))
    } finally {
      runInAction(() => (this.isLoadingLater = false))
    }
  }

  private newestSent(): Message | undefined {
    const sent = this.list.all().filter(({ sendState }) => sendState === 'sent')
    return sent[sent.length - 1]
  }

  async toFirstUnread(): Promise<void> {
    if (this.unreadAbove === 0) return
    const { unread } = this
    const gathered: Message[] = []
    let before = Number.isFinite(unread.until) ? unread.until + 1 : undefined
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const { messages, hasMore } = await this.history({ before, count: BIG_PAGE })
      gathered.unshift(...messages)
      const first = firstUnread(gathered, unread)
      if (first !== undefined && (first !== gathered[0] || !hasMore))
        return this.showUnread(gathered, first, hasMore)
      before = messages[0]?.sentAt
      if (!hasMore || before === undefined) break
    }
    // Fewer are left than were counted: some were taken back. The oldest found is the first.
    const [oldest] = gathered
    if (oldest !== undefined) this.showUnread(gathered, oldest, false)
  }

  async toMention(): Promise<void> {
    const [uid] = this.mentions
    if (uid === undefined) return
    runInAction(() => (this.mentions = this.mentions.slice(1)))
    await this.toMessage(uid)
  }

  async toQuoted(rowId: string): Promise<void> {
    const content = this.list.get(rowId)?.content
    if (content?.type === 'quote') await this.toMessage(content.quoted.uid)
  }

  toMessage(uid: string): Promise<void> {
    return this.goTo(uid, 'middle', true)
  }

  private async goTo(uid: string, at: JumpTarget['at'], flash: boolean): Promise<void> {
    const here = this.list.findByUid(uid)
    if (here !== undefined) return this.aim(here.id, at, flash)
    const [message] = await this.found(uid)
    if (message === undefined) throw new Error(t('chat.quoteGone'))
    const [before, after] = await Promise.all([
      this.history({ before: message.sentAt, count: AROUND }),
      this.history({ after: message.sentAt, count: AROUND }),
    ])
    runInAction(() => {
      this.list.show([...before.messages, message, ...after.messages], {
        hasEarlier: before.hasMore,
        hasLater: after.hasMore,
      })
      const row = this.list.findByUid(uid)
      if (row !== undefined) this.aim(row.id, at, flash)
    })
  }

  async toNewest(): Promise<void> {
    if (this.hasLater) {
      try {
        await this.list.loadNewest()
      } catch (error) {
        throw new Error(errorWords(error))
      }
    }
    this.aim(this.list.newestId, 'bottom', false)
  }

  leaveAt(place: { rowId: string; offset: number } | null): void {
    const uid = place && this.list.get(place.rowId)?.uid
    const left: LeftPlace | null = place && uid ? { uid, offset: place.offset } : null
    try {
      this.place.keep(left === null ? '' : JSON.stringify(left))
    } catch {
      // On a phone that is full the chat opens at its end.
    }
  }

  /** Goes where the reader left; a place that is gone is no loss. */
  async restore(): Promise<void> {
    const left = leftPlace(this.place.kept())
    if (left === null) return
    try {
      await this.goTo(left.uid, left.offset, false)
    } catch {
      // The newest messages are on screen already.
      this.place.keep('')
    }
  }

  setNear(screenKeys: readonly string[]): void {
    this.list.keepNear(screenKeys)
  }

  private showUnread(gathered: readonly Message[], first: Message, hasMore: boolean): void {
    const at = gathered.indexOf(first)
    const start = Math.max(0, at - OPEN_ABOVE)
    const shown = gathered.slice(start, at + OPEN_BELOW)
    const newest = this.newestSent()?.sentAt ?? 0
    const isNewer = this.hasLater || newest > gathered[gathered.length - 1].sentAt
    runInAction(() => {
      this.unreadAbove = 0
      this.mentions = this.callsIn(gathered.slice(at))
      this.list.show(shown, {
        hasEarlier: hasMore || start > 0,
        hasLater: isNewer || at + OPEN_BELOW < gathered.length,
      })
      this.list.setDivider(first.id)
      this.aim(first.id, 'top', false)
    })
  }

  private callsIn(messages: readonly Message[]): string[] {
    return messages
      .filter(({ isOwn, mentions }) => !isOwn && callsPerson(mentions, this.ownId))
      .map(({ uid }) => uid)
  }

  private aim(rowId: string, at: JumpTarget['at'], flash: boolean): void {
    if (rowId === '') return
    this.target = { rowId, at, flash, revision: (this.target?.revision ?? 0) + 1 }
  }

  private async found(uid: string): Promise<Message[]> {
    try {
      return await this.im.messageActions.find(this.list.ref, [uid])
    } catch (error) {
      throw new Error(errorWords(error))
    }
  }

  private async history(options: {
    before?: number
    after?: number
    count: number
  }): Promise<HistoryPage> {
    try {
      return await this.im.history(this.list.ref, options)
    } catch (error) {
      throw new Error(errorWords(error))
    }
  }
}

/** The first of the unread messages; undefined when it is not among these. */
function firstUnread(messages: readonly Message[], { count, until }: Unread): Message | undefined {
  const counted = messages.filter(
    ({ isOwn, isCounted, sentAt }) => !isOwn && isCounted && sentAt <= until,
  )
  return count <= 0 ? undefined : counted[counted.length - count]
}

/** What storage holds may be of another version. */
function leftPlace(kept: string): LeftPlace | null {
  try {
    const { uid, offset } = JSON.parse(kept) as Partial<LeftPlace>
    return uid !== undefined && typeof offset === 'number' ? { uid, offset } : null
  } catch {
    return null
  }
}
