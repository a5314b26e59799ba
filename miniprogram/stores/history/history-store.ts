import { action, computed, makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { saying } from '../../i18n/error-words'
import {
  conversationKey,
  type ConversationKey,
  type ConversationRef,
} from '../../models/conversation-ref'
import { compareMessages, type Message } from '../../models/message'
import { avatarOf } from '../../models/profile'
import type { OpenedRow } from '../../models/rows'
import type { ImService } from '../../services/im/im-service'
import type { Person } from '../../services/person/person-scope'
import type { Session } from '../../services/session/session'
import type { Clock } from '../../utils/clock'
import { contentWords } from '../content-words'
import type { LoadedMessages } from '../conversations/loaded-messages'
import { fullDate, listTime } from '../date-words'
import { Loading } from '../loading'
import { mediaView } from '../message-row'
import type { ProfileStore } from '../profile-store'
import { foundByWords, foundIn, marked, type Found } from './found-messages'
import type { HistoryFace, HistoryKind, HistoryMonth, HistoryRow } from './history-faces'
import { byMonth } from './history-months'

/** The most messages one call of history takes. */
const PAGE = 100
/** After so many pages without enough to list, people say whether to look further. */
const PAGES_A_LOOK = 5
/** Rows that every wish for more adds. */
const STEP = 48
/** Messages asked for to find the first that is shown. */
const FIRST_PAGE = 20

export interface HistoryDependencies {
  im: ImService
  session: Session
  clock: Clock
  person: Person
  profiles: ProfileStore
  loaded: LoadedMessages
}

/** Search in one conversation. Lives as long as its page. */
export class HistoryStore implements HistoryFace {
  readonly key: ConversationKey
  kind: HistoryKind = 'media'
  query = ''
  private readonly known = observable.map<string, Message>({}, { deep: false })
  private readonly loading = new Loading()
  private readonly undo: (() => void)[] = []
  /** Server time of the oldest message that was looked at, Unix ms; Infinity before the first page, 0 at the end. */
  private lookedUntil = Number.POSITIVE_INFINITY
  /** Rows that may be listed. */
  private limit = STEP
  private listNumber = 0
  /** Moves on when messages may have been deleted. */
  private revision = 0
  private isOpen = false

  constructor(
    private readonly ref: ConversationRef,
    private readonly to: HistoryDependencies,
  ) {
    this.key = conversationKey(ref)
    makeObservable<
      HistoryStore,
      'lookedUntil' | 'limit' | 'listNumber' | 'revision' | 'shown' | 'found' | 'wanted' | 'add'
    >(this, {
      kind: observable,
      query: observable,
      lookedUntil: observable,
      limit: observable,
      listNumber: observable,
      revision: observable,
      shown: computed,
      wanted: computed,
      found: computed,
      months: computed,
      add: action,
      refresh: action,
      setKind: action,
      setQuery: action,
      more: action,
    })
  }

  get listKey(): string {
    return `${this.wanted === '' ? this.kind : 'words'}${this.listNumber}`
  }

  get months(): readonly HistoryMonth[] {
    const listed = this.found.slice(0, this.limit)
    const rows = listed.map((one) => ({ row: this.row(one), sentAt: one.message.sentAt }))
    return byMonth(rows, this.listKey)
  }

  get isEmpty(): boolean {
    return this.found.length === 0
  }

  get isLooking(): boolean {
    return this.loading.isUnderWay
  }

  get failure(): string {
    return this.loading.failure
  }

  get hasMore(): boolean {
    return this.lookedUntil > 0 || this.found.length > this.limit
  }

  get lookedBackTo(): string {
    const { lookedUntil } = this
    return lookedUntil > 0 && Number.isFinite(lookedUntil) ? fullDate(lookedUntil) : ''
  }

  open(): Promise<void> {
    this.isOpen = true
    const { im, session, person } = this.to
    this.add(person.cache.messages(this.key))
    this.refresh()
    this.undo.push(
      im.on('messages', (messages) => this.add(messages)),
      im.on('recalled', ({ uid }) => runInAction(() => this.known.delete(uid))),
      im.on('edited', (messages) => this.change(messages)),
      session.events.on('online', () => {
        if (this.failure !== '') void this.look()
      }),
    )
    return this.look()
  }

  close(): void {
    this.isOpen = false
    this.undo.splice(0).forEach((undo) => undo())
  }

  refresh(): void {
    // What is known here already may have been edited since a chat loaded it.
    this.add(this.to.loaded.of(this.key).filter(({ uid }) => !this.known.has(uid)))
    this.revision += 1
  }

  setKind(kind: HistoryKind): Promise<void> {
    this.kind = kind
    this.begin()
    return this.look()
  }

  setQuery(query: string): void {
    this.query = query
    this.begin()
  }

  more(): Promise<void> {
    if (this.found.length > this.limit) this.limit += STEP
    return this.look()
  }

  contentOf(rowId: string): OpenedRow | undefined {
    const one = this.found.find(({ id }) => id === rowId)
    if (one === undefined || one.type === 'words' || one.type === 'link') return undefined
    const { content } = one.message
    return { id: rowId, type: content.type, media: mediaView(content, 100), burnSeconds: 0 }
  }

  thumbnailOf(rowId: string): string {
    const content = this.contentOf(rowId)
    if (!content?.media) return ''
    const { thumbnail, url } = content.media
    return thumbnail === '' && content.type !== 'video' ? url : thumbnail
  }

  pictures(): string[] {
    const urls = this.shown.flatMap(({ content }) =>
      content.type === 'image' || content.type === 'gif' ? content.url : [],
    )
    return urls.filter((url) => url !== '').reverse()
  }

  async firstSince(sinceMs: number): Promise<string> {
    // Before 1 is the newest page.
    for (let after = Math.max(1, sinceMs - 1); ;) {
      const options = { after, count: FIRST_PAGE }
      const { messages, hasMore } = await saying(() => this.to.im.history(this.ref, options))
      const first = messages.find((message) => this.isShown(message))
      if (first !== undefined || !hasMore || messages.length === 0) return first?.uid ?? ''
      after = messages[messages.length - 1].sentAt
    }
  }

  /** Another list begins at its top. */
  private begin(): void {
    this.limit = STEP
    this.listNumber += 1
  }

  private look(): Promise<void> {
    if (this.isLooking || this.hasEnough) return Promise.resolve()
    return this.loading.run({
      isFirst: true,
      ask: () => this.lookBack(),
      take: () => undefined,
    })
  }

  private async lookBack(): Promise<void> {
    for (let page = 0; page < PAGES_A_LOOK && !this.hasEnough && this.isOpen; page += 1) {
      const before = Number.isFinite(this.lookedUntil) ? this.lookedUntil : undefined
      const { messages, hasMore } = await this.to.im.history(this.ref, { before, count: PAGE })
      runInAction(() => {
        this.add(messages)
        const [oldest] = messages
        this.lookedUntil = hasMore && oldest !== undefined ? oldest.sentAt : 0
      })
    }
  }

  private get hasEnough(): boolean {
    return this.lookedUntil === 0 || this.found.length > this.limit
  }

  private add(messages: readonly Message[]): void {
    messages.forEach((message) => {
      const { conversationKey: key, uid } = message
      if (key === this.key && uid !== '') this.known.set(uid, message)
    })
  }

  /** An edit brings new words; what else is known of a message stays. */
  private change(edited: readonly Message[]): void {
    edited.forEach(({ uid, content }) => {
      const message = this.known.get(uid)
      if (message !== undefined) this.add([{ ...message, content }])
    })
  }

  private get wanted(): string {
    return this.query.trim().toLocaleLowerCase()
  }

  /** Newest first. */
  private get shown(): Message[] {
    // Told of by nobody: what was deleted is asked for anew.
    void this.revision
    const all = [...this.known.values()].filter((message) => this.isShown(message))
    return all.sort((a, b) => compareMessages(b, a))
  }

  /** Lists have no hole: what lies further back waits until it is looked at. Words are found wherever they are. */
  private get found(): Found[] {
    const { wanted, kind, lookedUntil } = this
    if (wanted !== '') return this.shown.flatMap((message) => foundByWords(message, wanted))
    const within = Number.isFinite(lookedUntil) ? lookedUntil : 0
    return this.shown
      .filter(({ sentAt }) => sentAt >= within)
      .flatMap((message) => foundIn(message, kind))
  }

  private isShown({ uid, content, sendState, burnSeconds }: Message): boolean {
    const { person, loaded } = this.to
    const isThere = sendState === 'sent' && content.type !== 'recalled' && !burnSeconds
    return isThere && !person.hidden.has(this.key, uid) && !loaded.isGone(uid)
  }

  private row({ id, message, type, text, url }: Found): HistoryRow {
    const { profiles, person, clock } = this.to
    const { uid, senderId, content, sentAt } = message
    const nameOf = (userId: string) => profiles.nameOf(userId)
    const senderName = nameOf(senderId)
    return {
      id,
      uid,
      type,
      senderName,
      avatar: avatarOf(senderId, senderName, profiles.avatarUrlOf(senderId)),
      ...marked(text || contentWords(content, person.userId, nameOf), this.wanted),
      url,
      bytes: content.type === 'file' ? content.bytes : 0,
      durationSeconds: content.type === 'video' ? content.durationSeconds : 0,
      time: listTime(sentAt, clock.now()),
    }
  }
}
