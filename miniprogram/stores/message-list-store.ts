import {
  action,
  computed,
  makeObservable,
  observable,
  reaction,
  runInAction,
} from 'mobx-miniprogram'

import { currentLanguage } from '../i18n/t'
import { conversationKey, type ConversationRef } from '../models/conversation-ref'
import type { Message } from '../models/message'
import type { MessageContent } from '../models/message-content'
import type { MessageRow, Screen } from '../models/rows'
import type { Clock } from '../utils/clock'
import { ImError } from '../services/im/im-error'
import type { ImService } from '../services/im/im-service'
import type { Person } from '../services/person/person-scope'
import type { Session } from '../services/session/session'
import type { OutboxDraft } from '../services/outbox/outbox'
import type { ChosenMedia, MediaPreparation } from '../services/upload/media-preparation'
import { jsonLength } from '../utils/utf8-length'
import type { MessageListFace, SendOutcome } from './app-stores'
import type { MessageListAccess } from './chat/message-list-access'
import { recalledContent } from './chat/message-actions'
import { Failure } from './failure'
import type { RowContext } from './message-row'
import { MessageScreens } from './message-screens'
import type { ProfileStore } from './profile-store'
import type { ScreensView } from './screen-drawing'
import { textRoom } from './text-room'

const PAGE = 20

export interface MessageListDependencies {
  im: ImService
  session: Session
  profiles: ProfileStore
  clock: Clock
  person: Person
  media: MediaPreparation
}

/** What chats and rooms have in common: rows, their order, own sends, and history. */
export abstract class MessageListStore implements MessageListFace {
  protected readonly screens = new MessageScreens()
  protected readonly undo: (() => void)[] = []
  protected view: ScreensView = { earlierScreens: [], recentScreens: [] }
  protected dividerId = ''
  isLoading = false
  isLoadingEarlier = false
  hasEarlier = true
  newestId = ''
  newCount = 0
  protected readonly loadFailed = new Failure()
  protected readonly composerFailed = new Failure()
  protected isAtBottom = true

  constructor(
    protected readonly conversation: ConversationRef,
    protected readonly to: MessageListDependencies,
  ) {
    makeObservable<
      MessageListStore,
      'view' | 'put' | 'render' | 'isAtBottom' | 'loadedEarlier' | 'add'
    >(this, {
      view: observable.ref,
      isLoading: observable,
      isLoadingEarlier: observable,
      hasEarlier: observable,
      newestId: observable,
      newCount: observable,
      isAtBottom: observable,
      earlierScreens: computed,
      recentScreens: computed,
      put: action,
      render: action,
      loadedEarlier: action,
      setAtBottom: action,
      discard: action,
      send: action,
      add: action,
    })
  }

  get earlierScreens(): readonly Screen<MessageRow>[] {
    return this.view.earlierScreens
  }

  get recentScreens(): readonly Screen<MessageRow>[] {
    return this.view.recentScreens
  }

  get failure(): string {
    return this.loadFailed.words
  }

  get composerFailure(): string {
    return this.composerFailed.words
  }

  protected get key() {
    return conversationKey(this.conversation)
  }

  setAtBottom(isAtBottom: boolean): void {
    this.isAtBottom = isAtBottom
    if (isAtBottom) this.newCount = 0
  }

  async loadEarlier(): Promise<void> {
    const { oldest } = this.screens
    if (this.isLoadingEarlier || !this.hasEarlier || oldest === undefined) return
    runInAction(() => (this.isLoadingEarlier = true))
    try {
      const options = { before: oldest.sentAt, count: PAGE }
      const page = await this.to.im.history(this.conversation, options)
      runInAction(() => {
        this.loadFailed.clear()
        // A list that started anew meanwhile begins elsewhere; whoever is at its top asks again.
        if (this.screens.oldest?.sentAt !== oldest.sentAt) return
        this.loadedEarlier(page.messages, page.hasMore)
      })
    } catch (error) {
      this.loadFailed.tell(error)
    } finally {
      runInAction(() => (this.isLoadingEarlier = false))
    }
  }

  protected loadedEarlier(messages: readonly Message[], hasMore: boolean): void {
    this.screens.addEarlier(
      messages.filter((message) => this.isShown(message)),
      hasMore,
    )
    for (const message of messages) this.markQuotesOf(message)
    this.hasEarlier = hasMore
    this.render()
  }

  send(text: string): SendOutcome {
    return this.sendText(text, { content: { type: 'text', text } })
  }

  protected sendText(text: string, draft: OutboxDraft): SendOutcome {
    return this.refusal(text, draft.content) ?? this.add(draft)
  }

  /** Why a text cannot be sent as it is, told in the composer; null when it can. */
  protected refusal(text: string, content: MessageContent): 'empty' | 'tooLarge' | null {
    if (text.trim() === '') return 'empty'
    if (jsonLength(text) <= textRoom(content)) return null
    this.composerFailed.tell(new ImError('TOO_LARGE', false, 0, 'send'))
    return 'tooLarge'
  }

  protected add(draft: OutboxDraft): SendOutcome {
    this.composerFailed.clear()
    try {
      const seenUntil = this.screens.newestSent?.sentAt
      this.to.person.outbox.add(this.conversation, draft, this.nextTime(), seenUntil)
      return 'accepted'
    } catch {
      // The device's storage is full: the text stays in the composer.
      this.composerFailed.tell(new ImError('STORAGE_FAILED', false, 0, 'keep'))
      return 'refused'
    }
  }

  async sendMedia(media: ChosenMedia): Promise<SendOutcome> {
    try {
      return this.add(await this.to.media.prepare(media))
    } catch (error) {
      this.composerFailed.tell(error)
      return 'refused'
    }
  }

  /** Our estimate of the server's time, below everything on screen. */
  private nextTime(): number {
    return Math.max(this.to.im.serverNow(), (this.screens.newest?.sentAt ?? 0) + 1)
  }

  async retry(rowId: string): Promise<void> {
    this.to.person.outbox.retry(rowId)
  }

  discard(rowId: string): void {
    this.to.person.outbox.discard(rowId)
  }

  /** Starts following what happens; `stop` undoes all of it. */
  protected start(): void {
    const { im, person, profiles } = this.to
    this.undo.push(
      im.on('messages', (messages) => this.put(messages.filter((m) => this.isHere(m)))),
      im.on('edited', (messages) => {
        // An edit brings new words; reactions and the like stay as they are.
        for (const { uid, content } of messages) {
          this.change(uid, () => ({ content, isEdited: true }))
        }
      }),
      im.on('recalled', ({ uid, byUserId }) =>
        this.change(uid, (message) => ({ content: recalledContent(message, byUserId) })),
      ),
      im.on('expansion', ({ uid, set, removed }) =>
        this.change(uid, ({ expansion }) => {
          const kept = Object.entries({ ...expansion, ...set }).filter(
            ([key]) => !removed.includes(key),
          )
          return { expansion: Object.fromEntries(kept) }
        }),
      ),
      im.on('blocked', ({ uid }) => this.change(uid, () => ({ isBlocked: true }))),
      person.outbox.events.on('message', (message) => {
        if (this.isHere(message)) this.put([message])
      }),
      person.outbox.events.on('progress', ({ clientId }) => {
        this.screens.markRow(clientId)
        this.render()
      }),
      person.outbox.events.on('discarded', ({ clientId }) => {
        this.screens.remove(clientId)
        this.render()
      }),
      reaction(
        () => [currentLanguage(), profiles.revision],
        () => {
          this.screens.markAll()
          this.render()
        },
      ),
    )
  }

  protected stop(): void {
    for (const undo of this.undo.splice(0)) undo()
  }

  /** Adds live messages: arrivals, own sends and their acks. */
  protected put(messages: readonly Message[]): void {
    let arrivals = 0
    for (const message of messages) {
      if (!this.isWithinList(message) || !this.isShown(message)) continue
      const isNew = this.screens.put(message)
      if (isNew && !message.isOwn) arrivals += 1
      this.markQuotesOf(message)
    }
    this.count(arrivals)
    this.render()
  }

  /** Quotes say what became of the message they answer. */
  private markQuotesOf({ uid, isEdited, content: { type } }: Message): void {
    if (!isEdited && type !== 'recalled') return
    for (const { id, content } of this.screens.all()) {
      if (content.type === 'quote' && content.quoted.uid === uid) this.screens.markRow(id)
    }
  }

  private count(arrivals: number): void {
    if (!this.isAtBottom) this.newCount += arrivals
  }

  protected render(): void {
    this.view = this.screens.render(this.rowContext())
    this.newestId = this.screens.newest?.id ?? ''
  }

  protected isHere(message: Message): boolean {
    return message.conversationKey === this.key
  }

  /** What is older than the oldest row comes with its page of history, not out of the blue. */
  protected isWithinList(message: Message): boolean {
    const { oldest } = this.screens
    if (oldest === undefined || !this.hasEarlier || message.sendState !== 'sent') return true
    return message.sentAt >= oldest.sentAt
  }

  /** Whether the person wants to see it: some were taken off this phone. */
  protected isShown(_message: Message): boolean {
    return true
  }

  /** The list as parts of a chat see it. */
  protected access(): MessageListAccess {
    const { screens } = this
    return {
      ref: this.conversation,
      get: (rowId) => screens.get(rowId),
      findByUid: (uid) => screens.findByUid(uid),
      all: () => screens.all(),
      change: (rowId, change) => {
        const message = screens.get(rowId)
        if (message !== undefined) this.put([{ ...message, ...change }])
      },
      remove: (rowIds) => {
        for (const id of rowIds) screens.remove(id)
        this.render()
      },
      refresh: (rowIds) => {
        for (const id of rowIds) screens.markRow(id)
        this.render()
      },
    }
  }

  /** Changes a message on screen; one that is not here is of no interest. */
  private change(uid: string, changeOf: (message: Message) => Partial<Message>): void {
    const message = this.screens.findByUid(uid)
    if (message !== undefined) this.put([{ ...message, ...changeOf(message) }])
  }

  protected rowContext(): RowContext {
    const { profiles, clock, person } = this.to
    return {
      ownId: person.userId,
      nowMs: clock.now(),
      showsNames: this.conversation.kind !== 'private',
      nameOf: (userId) => profiles.nameOf(userId),
      avatarUrlOf: (userId) => profiles.avatarUrlOf(userId),
      progressOf: (messageId) => person.outbox.percentOf(messageId),
      dividerId: this.dividerId,
      isSelected: () => false,
      readWords: () => '',
      isUnheard: () => false,
      findByUid: (uid) => this.screens.findByUid(uid),
    }
  }
}
