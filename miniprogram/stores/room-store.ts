import { action, computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { t } from '../i18n/t'
import type { Message } from '../models/message'
import type { RoomState } from '../models/room'
import { ImError } from '../services/im/im-error'
import type { RoomEvent } from '../services/im/im-service'
import { retryDelayMs } from '../services/session/retry-delay'
import type { RoomFace } from './app-stores'
import { MessageListStore, type MessageListDependencies } from './message-list-store'

/** Last messages shown on entering; the cloud gives at most 50. */
const LAST_MESSAGES = 50

/** Rows of a room that has gone on for long, at least; a reader who scrolled up keeps all they have. */
const KEPT_ROWS = 300

/** The most messages one call of history takes. */
const HISTORY_PAGE = 100
/** Pages of one comparison with history: a room where more is said meanwhile is compared in part. */
const MAX_PAGES = 3
/** Our idea of the server's time may be ahead of it by this much. */
const CLOCK_MARGIN_MS = 5_000

/** One open chatroom: made by the page, left by the page. */
export class RoomStore extends MessageListStore implements RoomFace {
  state: RoomState = 'outside'
  memberCount = -1
  /** Something was missed while away. */
  private hasGap = false
  private isEntering = false
  /** Failed tries to enter since the last success. */
  private tries = 0
  private cancelRetry = (): void => undefined
  /**
   * Everything said up to this server time has been heard, Unix ms; 0 before the room was entered. Own
   * messages prove nothing: their acks may come before what others said earlier.
   */
  private heardUntil = 0
  /** The same, when the link broke; 0 while there is nothing to compare with. */
  private heardBefore = 0
  /** Up to this server time history was compared with what was heard, Unix ms. */
  private comparedUntil = 0
  /** Whether the last messages before entering have come: their delivery too may get lost. */
  private hasLast = false
  /** Everything said up to this server time has left the list, Unix ms. */
  private goneUntil = 0

  constructor(
    readonly roomId: string,
    to: MessageListDependencies,
  ) {
    super({ kind: 'chatroom', targetId: roomId }, to)
    makeObservable<RoomStore, 'onRoomEvent' | 'hasGap'>(this, {
      state: observable,
      memberCount: observable,
      hasGap: observable,
      title: computed,
      onRoomEvent: action,
    })
  }

  get title(): string {
    return this.to.profiles.roomName(this.roomId)
  }

  get gapNotice(): string {
    return this.hasGap ? t('room.gap') : ''
  }

  async join(): Promise<void> {
    if (this.undo.length === 0) this.follow()
    if (this.state !== 'inside') runInAction(() => (this.state = 'joining'))
    if (!this.to.session.isOnline) return
    await this.enter()
  }

  async leave(): Promise<void> {
    const wasInside = this.state === 'inside'
    this.cancelRetry()
    this.stop()
    runInAction(() => (this.state = 'outside'))
    if (!wasInside) return
    // Leaving a room the cloud has already closed is no failure.
    await this.to.im.leaveRoom(this.roomId).catch(() => undefined)
  }

  /** Also after every reconnect: entering again is what brings the messages missed. */
  private async enter(): Promise<void> {
    if (this.isEntering || this.state === 'closed') return
    this.cancelRetry()
    this.isEntering = true
    this.loadFailed.clear()
    try {
      const { memberCount } = await this.to.im.joinRoom(this.roomId, LAST_MESSAGES)
      if (this.heardUntil === 0) this.heardUntil = this.to.im.serverNow() - CLOCK_MARGIN_MS
      if (this.comparedUntil === 0) this.comparedUntil = this.heardUntil
      this.tries = 0
      runInAction(() => {
        this.state = 'inside'
        this.memberCount = memberCount
      })
    } catch (error) {
      runInAction(() => this.fail(error))
    } finally {
      this.isEntering = false
    }
  }

  private follow(): void {
    this.start()
    const { im, session } = this.to
    this.undo.push(
      im.on('room', (event) => {
        if (event.roomId === this.roomId) this.onRoomEvent(event)
      }),
      im.on('messages', (messages) => this.tellGap(messages)),
      session.events.on('online', () => void this.enter()),
      session.events.on('verify', () => void this.fetchLost()),
      session.events.on('changed', () => {
        if (!session.isOnline) this.rememberHeard()
      }),
    )
    runInAction(() => {
      this.screens.reset(this.to.person.outbox.messagesOf(this.key))
      this.hasEarlier = false
      this.render()
    })
  }

  /** At once when the link breaks: the SDK may enter the room again before it says it is connected. */
  private rememberHeard(): void {
    if (this.heardBefore === 0) this.heardBefore = this.heardUntil
  }

  override setAtBottom(isAtBottom: boolean): void {
    super.setAtBottom(isAtBottom)
    if (isAtBottom) this.render()
  }

  /** A room may go on all evening: who follows it needs its newest rows only. */
  protected override render(): void {
    if (this.isAtBottom) {
      this.goneUntil = Math.max(this.goneUntil, this.screens.keepNewest(KEPT_ROWS))
    }
    super.render()
  }

  protected override isWithinList(message: Message): boolean {
    return message.sendState !== 'sent' || message.sentAt > this.goneUntil
  }

  /** The first batch after a rejoin holds the cloud's last messages: do they reach back far enough? */
  private tellGap(messages: readonly Message[]): void {
    const here = messages.filter(({ conversationKey }) => conversationKey === this.key)
    if (here.length === 0) return
    this.hasLast = true
    const times = here.map(({ sentAt }) => sentAt)
    this.heardUntil = Math.max(this.heardUntil, ...times)
    if (this.heardBefore === 0) return
    const isGap = here.length >= LAST_MESSAGES && Math.min(...times) > this.heardBefore
    this.heardBefore = 0
    runInAction(() => (this.hasGap = isGap))
  }

  /**
   * What the SDK should have delivered and did not: it asks again with the next message only, and never for
   * what an answer left out between others.
   */
  private async fetchLost(): Promise<void> {
    if (this.state !== 'inside') return
    try {
      if (!this.hasLast) return await this.fetchLast()
      let hasMore = true
      for (let page = 0; page < MAX_PAGES && hasMore; page += 1) hasMore = await this.comparePage()
      if (this.heardBefore > 0) {
        this.heardBefore = hasMore ? Math.max(this.heardBefore, this.comparedUntil) : 0
      }
      if (hasMore) this.comparedUntil = this.heardUntil
    } catch {
      // Not every app has the history of its rooms; then the next delivery brings what is missing.
    }
  }

  /** @returns whether there is more. */
  private async comparePage(): Promise<boolean> {
    const options = { after: Math.max(1, this.comparedUntil), count: HISTORY_PAGE }
    const { messages, hasMore } = await this.to.im.history(this.conversation, options)
    this.comparedUntil = Math.max(this.comparedUntil, ...messages.map(({ sentAt }) => sentAt))
    this.heardUntil = Math.max(this.heardUntil, this.comparedUntil)
    this.put(messages)
    return hasMore
  }

  private async fetchLast(): Promise<void> {
    const { messages } = await this.to.im.history(this.conversation, { count: LAST_MESSAGES })
    this.put(messages)
    this.tellGap(messages)
    this.hasLast = true
  }

  private onRoomEvent(event: RoomEvent): void {
    switch (event.type) {
      case 'rejoined':
        this.state = 'inside'
        this.memberCount = event.memberCount
        return
      case 'members':
        this.memberCount = event.memberCount
        return
      case 'rejoinFailed':
        return this.fail(ImError.fromSdk(event.sdkCode, 'rejoin'))
      case 'destroyed':
        this.state = 'closed'
        this.loadFailed.clear()
        return
      case 'blocked':
        if (!event.isBlocked || !event.userIds.includes(this.to.person.userId)) return
        this.state = 'closed'
        this.loadFailed.tell(new ImError('ROOM_BANNED', false, 0, 'room'))
        return
      case 'muted':
      case 'entries':
      case 'entriesSynced':
        return
    }
  }

  private fail(error: unknown): void {
    const code = error instanceof ImError ? error.code : 'UNKNOWN'
    this.rememberHeard()
    this.state = code === 'ROOM_GONE' || code === 'ROOM_BANNED' ? 'closed' : 'failed'
    this.loadFailed.tell(error)
    if (this.state === 'failed' && error instanceof ImError && error.retryable) this.retrySoon()
  }

  /** Nobody needs to ask for what may work by itself; without a link the next one enters again. */
  private retrySoon(): void {
    const { clock, session } = this.to
    this.tries += 1
    this.cancelRetry()
    this.cancelRetry = clock.after(retryDelayMs(this.tries, Math.random()), () => {
      if (session.isOnline && this.state === 'failed') void this.enter()
    })
  }
}
