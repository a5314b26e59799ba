import { computed, makeObservable, runInAction } from 'mobx-miniprogram'

import { t } from '../i18n/t'
import {
  conversationKey,
  type ConversationKey,
  type ConversationRef,
} from '../models/conversation-ref'
import type { Message } from '../models/message'
import type { MessageRow } from '../models/rows'
import type { OutboxDraft } from '../services/outbox/outbox'
import type { ChosenMedia } from '../services/upload/media-preparation'
import type { ChatFace, SendOutcome, SentContent } from './app-stores'
import { Burning, burnSecondsOf } from './chat/burning'
import type { ChatDependencies } from './chat/chat-dependencies'
import { ChatMedia } from './chat/chat-media'
import { Composing } from './chat/composing'
import { Forwarding } from './chat/forwarding'
import { GroupMembers } from './chat/group-members'
import { LongText } from './chat/long-text'
import { MentionPicker } from './chat/mention-picker'
import { MessageActions } from './chat/message-actions'
import { Position } from './chat/position'
import { Receipts } from './chat/receipts'
import { Selection } from './chat/selection'
import { SentEdits } from './chat/sent-edits'
import { UnreadClearing } from './chat/unread-clearing'
import { Voice } from './chat/voice'
import { VoiceDraft } from './chat/voice-draft'
import { conversationName } from './conversation-row'
import { dayWords } from './date-words'
import { messageRow, type RowContext } from './message-row'
import { WindowedListStore } from './windowed-list-store'

/** Typing is told at most this often. */
const TYPING_EVERY_MS = 3_000
/** A chat that shows its rows for longer than this is open. */
const OPENING_MS = 6_000

/** One open one-to-one or group conversation. Made by the page, closed by the page. */
export class ChatStore extends WindowedListStore implements ChatFace {
  readonly ref: ConversationRef
  readonly actions: MessageActions
  readonly selection: Selection
  readonly composing: Composing
  readonly longText: LongText
  readonly mentions: MentionPicker
  readonly members: GroupMembers | null
  readonly receipts: Receipts
  readonly position: Position
  readonly forwarding: Forwarding
  readonly voice: Voice
  readonly voiceDraft: VoiceDraft
  readonly burning: Burning
  readonly media: ChatMedia
  private readonly edits: SentEdits
  private readonly unreadClearing: UnreadClearing
  /** By the phone's clock, Unix ms. */
  private begunAt = 0
  private filling: Promise<void> | null = null
  private typingToldAt = 0

  constructor(
    ref: ConversationRef,
    protected override readonly to: ChatDependencies,
  ) {
    super(ref, to)
    this.ref = ref
    const { im, profiles, person, clock, session, api } = to
    const list = this.access()
    const nameOf = (userId: string) => profiles.nameOf(userId)
    const { userId: ownId, drafts } = person
    const isGroup = ref.kind === 'group'
    const members = isGroup ? new GroupMembers(ref.targetId, ownId, api, profiles) : null
    this.members = members
    const key = conversationKey(ref)
    const onTyped = (text: string) => this.tellTyping(text)
    this.burning = new Burning(list, to.burns, clock)
    this.actions = new MessageActions(list, {
      im,
      api,
      person,
      profiles,
      onOpened: (rowId) => this.burning.opened(rowId),
      onDeleted: (uid) => to.conversations.loaded.remove(uid),
      isEarpiece: () => this.voice.isEarpiece,
    })
    this.selection = new Selection(list)
    this.composing = new Composing(list, { key, ownId, drafts, clock, nameOf, onTyped })
    this.longText = new LongText(this.composing, (draft) => this.add(draft))
    this.mentions = new MentionPicker(this.composing, members, ownId)
    const isOnline = () => session.isOnline
    const onSeen = (rowIds: readonly string[]) => {
      this.position.seen(rowIds)
      this.burning.seen(rowIds)
    }
    this.receipts = new Receipts(list, members, { im, person, clock, profiles, isOnline, onSeen })
    this.position = new Position(this.window(), im, ownId, {
      kept: () => person.storage.read(`place.${key}`) ?? '',
      keep: (place) => {
        if (place === '') person.storage.remove(`place.${key}`)
        else person.storage.write(`place.${key}`, place)
      },
    })
    this.media = new ChatMedia(list, to.conversations.loaded, (message) => this.isShown(message))
    this.voice = new Voice(list, person, to.player)
    this.voiceDraft = new VoiceDraft(key, {
      person,
      player: to.player,
      quiet: () => this.voice.stop(),
      send: (media) => this.sendMedia(media),
      refusal: () => this.composerFailure,
    })
    this.forwarding = new Forwarding(list, {
      im,
      media: to.media,
      person,
      profiles,
      title: () => this.title,
      rowsOf: (messages, names) => this.rowsOf(messages, names),
    })
    this.edits = new SentEdits(list, {
      im,
      onRefused: (uid, text, why) => {
        this.composing.editAgain(uid, text)
        this.composerFailed.tell(why)
      },
    })
    this.unreadClearing = new UnreadClearing({
      key,
      conversations: to.conversations,
      // While the first page is on its way, its count tells where the unread messages begin.
      isShown: () => this.completeUntil > 0 || this.filling === null,
      hurry: () => person.readSync.hurry(ref),
    })
    makeObservable(this, { title: computed, typing: computed })
  }

  override get key(): ConversationKey {
    return conversationKey(this.ref)
  }

  get title(): string {
    return conversationName(this.ref, this.to.profiles)
  }

  get typing(): string {
    const userId = this.to.conversations.typingIn(this.key)
    return userId === '' ? '' : t('chat.typing', { name: this.to.profiles.nameOf(userId) })
  }

  get draft(): string {
    return this.composing.text
  }

  async open(): Promise<void> {
    if (!this.isOpen) this.begin()
    if (!this.to.session.isOnline) return
    await this.fill()
  }

  /** Shows what the phone has: the kept page and what is still on its way. */
  private begin(): void {
    this.isOpen = true
    this.begunAt = this.to.clock.now()
    this.openedAt = this.to.im.serverNow()
    this.start()
    this.undo.push(this.actions.start(), this.mentions.start(), this.receipts.start())
    this.undo.push(this.burning.start(), this.unreadClearing.start())
    const { session, person, conversations } = this.to
    conversations.clearMark(this.key)
    this.undo.push(
      session.events.on('online', () => {
        this.unreadClearing.resume()
        this.receipts.resume()
        void this.fill()
      }),
      // A later delivery of another conversation can hide that one of this was lost: ask about this one.
      session.events.on('verify', () => {
        if (this.completeUntil > 0) void this.fill()
      }),
    )
    runInAction(() => {
      const kept = person.cache.messages(this.key).filter((message) => this.isShown(message))
      this.keptUntil = kept[kept.length - 1]?.sentAt ?? 0
      this.screens.reset([...kept, ...person.outbox.messagesOf(this.key)])
      this.isLoading = this.screens.isEmpty && session.isOnline
      this.render()
    })
  }

  close(): void {
    this.isOpen = false
    this.stop()
    this.voice.stop()
    this.composing.keep()
    const { cache, readSync } = this.to.person
    readSync.hurry(this.ref)
    if (this.completeUntil > 0 && !this.position.hasLater)
      cache.keepMessages(this.key, this.screens.all())
  }

  setVisible(isVisible: boolean): void {
    this.unreadClearing.setVisible(isVisible)
    // Nobody tells an app in the background that it ends.
    if (isVisible) return
    this.composing.keep()
    this.to.person.readSync.hurry(this.ref)
  }

  dayOf(rowId: string): string {
    const message = this.screens.get(rowId)
    return message === undefined ? '' : dayWords(message.sentAt, this.to.clock.now())
  }

  setDraft(text: string): void {
    if (text !== this.composing.text) this.composing.input(text, text.length)
  }

  override send(text: string): SendOutcome {
    this.setDraft(text)
    if (this.composing.editingId !== '') return this.finishEdit(text)
    const outcome = this.sendText(text, this.composing.composed())
    if (outcome === 'tooLarge') this.longText.count()
    if (outcome !== 'accepted') return outcome
    this.composing.clear()
    this.backToNewest()
    return outcome
  }

  sendInParts(): SendOutcome {
    const outcome = this.longText.send()
    if (outcome === 'accepted') this.backToNewest()
    return outcome
  }

  /** Whatever is sent goes to those, and as quietly, as the composer says. */
  protected override add(draft: OutboxDraft): SendOutcome {
    const { manner, isBurning } = this.composing
    const burns = isBurning && this.ref.kind === 'private'
    const burnSeconds = burns ? burnSecondsOf(draft.content) : undefined
    return super.add({ ...draft, ...manner, ...(burnSeconds && { burnSeconds }) })
  }

  sendContent(content: SentContent): SendOutcome {
    const outcome = this.add({ content })
    if (outcome === 'accepted') this.backToNewest()
    return outcome
  }

  override async sendMedia(media: ChosenMedia): Promise<SendOutcome> {
    const outcome = await super.sendMedia(media)
    if (outcome === 'accepted') this.backToNewest()
    return outcome
  }

  /** What one sends stands below the newest message, so the reader goes there. */
  private backToNewest(): void {
    if (!this.position.hasLater) return
    this.position.toNewest().catch(() => runInAction(() => this.showKept()))
  }

  private finishEdit(text: string): SendOutcome {
    const refusal = this.refusal(text, { type: 'text', text })
    if (refusal !== null) return refusal
    const uid = this.composing.editingId
    this.composerFailed.clear()
    this.composing.endEdit()
    void this.edits.edit(uid, text)
    return 'accepted'
  }

  /** Makes the list whole: callers share one run, and what comes meanwhile is merged by id. */
  protected override fill(): Promise<void> {
    this.filling ??= this.fillOnce().finally(() => (this.filling = null))
    return this.filling
  }

  private async fillOnce(): Promise<void> {
    try {
      if (this.completeUntil === 0) await this.openNewest()
      else await this.fillGap()
      this.loadFailed.clear()
      const newest = this.position.hasLater ? undefined : this.screens.newestSent
      if (newest !== undefined) this.to.conversations.foundNewest(newest)
      this.unreadClearing.clear()
    } catch (error) {
      // Rows on screen say more than an error page; the next `online` tries again.
      if (this.screens.isEmpty) this.loadFailed.tell(error)
      else this.loadFailed.clear()
    } finally {
      runInAction(() => (this.isLoading = false))
    }
  }

  private async openNewest(): Promise<void> {
    // Whoever has read the newest rows while the link was slow to come is not taken elsewhere.
    const isOpening = this.screens.isEmpty || this.to.clock.now() - this.begunAt < OPENING_MS
    const unread = await this.loadNewest()
    if (!isOpening || !this.isAtBottom || !this.isOpen) return
    if (unread.count > 0) this.position.toDivider()
    else await this.position.restore()
  }

  protected override rowContext(): RowContext {
    const context = super.rowContext()
    return {
      ...context,
      progressOf: (id) => this.media.percentOf(id) ?? context.progressOf(id),
      isSelected: (id) => this.selection.has(id),
      readWords: (message) => this.receipts.wordsOf(message),
      isUnheard: (message) => this.voice.isUnheard(message),
    }
  }

  private rowsOf(
    messages: readonly Message[],
    nameOf: (userId: string) => string,
  ): readonly MessageRow[] {
    const context = { ...this.rowContext(), showsNames: true, nameOf }
    return messages.map((message, index) =>
      messageRow(message, messages[index - 1] ?? null, context),
    )
  }

  private tellTyping(text: string): void {
    const now = this.to.clock.now()
    const isDue = now - this.typingToldAt >= TYPING_EVERY_MS
    if (this.ref.kind !== 'private' || text === '' || !isDue || !this.to.session.isOnline) return
    this.typingToldAt = now
    this.to.im.sendTyping(this.ref)
  }
}
