import type { ConversationKey, ConversationRef } from '../../models/conversation-ref'
import { conversationKey } from '../../models/conversation-ref'
import type { Mentions, Message } from '../../models/message'
import type { MessageContent } from '../../models/message-content'
import type { Clock } from '../../utils/clock'
import { Emitter } from '../../utils/emitter'
import { ImError } from '../im/im-error'
import type { ImService, OutgoingMessage } from '../im/im-service'
import type { RunningFile, Uploader } from '../upload/uploader'
import { retryDelayMs } from '../session/retry-delay'
import { findSent } from './find-sent'
import { messageOfEntry, withUrl, type OutboxEntry, type PendingUpload } from './outbox-entry'
import type { OutboxStorage } from './outbox-storage'
import { Pauses } from './pauses'
import { mayPass, wasNeverSent } from './send-failure'
import { SendPace } from './send-pace'

/** An ack is late after this; the SDK itself would wait 30 s. History then says what became of it. */
const ACK_MS = 8_000
/** After these many tries a person decides. */
const MAX_TRIES = 8

export interface OutboxEvents {
  /** A row appeared or changed: sending, failed, or sent with its server id. */
  message: Message
  /** A failed entry was discarded. */
  discarded: { conversationKey: ConversationKey; clientId: string }
  /** Of an upload; never goes back. */
  progress: { conversationKey: ConversationKey; clientId: string; percent: number }
}

export interface OutboxDraft {
  /** With an empty address where `upload` brings it. */
  content: MessageContent
  upload?: PendingUpload
  mentions?: Mentions
  directedTo?: string[]
  /** Makes no sound at the others'. */
  isSilent?: boolean
  /** Seconds it stays once opened. */
  burnSeconds?: number
}

export interface OutboxDependencies {
  im: ImService
  uploader: Uploader
  storage: OutboxStorage
  clock: Clock
  /** Whether a send has a chance now. */
  isOnline: () => boolean
  ownId: string
  newId: () => string
  random?: () => number
  /** What the cloud takes of one client; absent for its standard plan. */
  sendsPerSecond?: number
}

/**
 * Every send of one person: kept in storage before it is tried, in order within a conversation, at
 * most five a second in all, tried again where that helps, and never sent twice: a send whose fate
 * is unknown is looked up in history by its client id first.
 */
export class Outbox {
  readonly events = new Emitter<OutboxEvents>()
  private readonly entries = new Map<string, OutboxEntry>()
  private readonly busy = new Set<ConversationKey>()
  private readonly uploads = new Map<string, RunningFile>()
  private readonly percents = new Map<string, number>()
  private readonly pauses: Pauses
  /** Server times of the newest messages told, Unix ms. */
  private readonly seenUntil = new Map<ConversationKey, number>()
  private readonly pace: SendPace
  private cancelTimer: (() => void) | null = null
  private nextSequence = 1
  private isStopped = false
  private readonly undo: (() => void)[]

  constructor(private readonly to: OutboxDependencies) {
    this.pauses = new Pauses(to.clock, () => this.pump())
    this.pace = new SendPace(to.clock, to.sendsPerSecond)
    for (const entry of to.storage.load()) {
      const state = entry.state === 'trying' ? 'unknown' : entry.state
      this.entries.set(entry.clientId, { ...entry, state })
      this.nextSequence = Math.max(this.nextSequence, entry.sequence + 1)
    }
    this.undo = [
      to.im.on('messages', (messages) => this.onMessages(messages)),
      to.im.on('conversations', (conversations) => {
        for (const { latestMessage } of conversations) if (latestMessage) this.see(latestMessage)
      }),
    ]
  }

  /** Rows still on their way or failed, in order: of a conversation, or of all. */
  messagesOf(key?: ConversationKey): Message[] {
    return this.ordered()
      .filter(({ conversation }) => key === undefined || conversationKey(conversation) === key)
      .map(messageOfEntry)
  }

  /**
   * Accepts a message: it is on the device when this returns.
   * @param createdAt estimate of the server's time, Unix ms.
   * @param seenUntil server time of the newest message the person sees there, Unix ms; 0 for none.
   * @throws when the device's storage refuses it.
   */
  add(
    conversation: ConversationRef,
    draft: OutboxDraft,
    createdAt: number,
    seenUntil = 0,
  ): Message {
    const entry: OutboxEntry = {
      clientId: this.to.newId(),
      sequence: this.nextSequence++,
      conversation,
      ...draft,
      senderId: this.to.ownId,
      createdAt,
      seenUntil,
      firstTriedAt: 0,
      state: 'queued',
      tries: 0,
    }
    this.to.storage.save(entry)
    this.entries.set(entry.clientId, entry)
    const message = this.report(entry)
    this.pump()
    return message
  }

  /** A person's Retry: the entry goes to the end of its conversation's queue. */
  retry(clientId: string): void {
    const entry = this.entries.get(clientId)
    if (entry?.state !== 'failed') return
    const state = entry.mayHaveArrived ? 'unknown' : 'queued'
    this.update(entry, { state, tries: 0, failure: undefined, sequence: this.nextSequence++ })
    this.pump()
  }

  /** Takes back a failed message, or one whose file is not all sent yet. */
  discard(clientId: string): void {
    const entry = this.entries.get(clientId)
    if (entry === undefined || (entry.state !== 'failed' && entry.upload === undefined)) return
    this.remove(entry)
    this.uploads.get(clientId)?.cancel()
    const key = conversationKey(entry.conversation)
    this.events.emit('discarded', { conversationKey: key, clientId })
    if (entry.state === 'failed') return
    // What waited behind it has not failed.
    this.pauses.end(key)
    this.pump()
  }

  /** Whether its file is still on its way: it can be taken back. */
  hasUpload(clientId: string): boolean {
    return this.entries.get(clientId)?.upload !== undefined
  }

  /** Upload progress, 0-99; 100 when there is nothing to upload. A host that took all bytes may refuse them yet. */
  percentOf(clientId: string): number {
    if (!this.hasUpload(clientId)) return 100
    return Math.min(99, this.percents.get(clientId) ?? 0)
  }

  /** Call when the link is up: nothing waits for an old back-off. */
  resume(): void {
    this.pauses.endAll()
    this.pump()
  }

  /** Nothing is sent or written afterwards; entries stay in storage. */
  stop(): void {
    this.isStopped = true
    for (const undo of this.undo) undo()
    this.cancelTimer?.()
    this.pauses.endAll()
    for (const upload of this.uploads.values()) upload.cancel()
  }

  private ordered(): OutboxEntry[] {
    return [...this.entries.values()].sort((a, b) => a.sequence - b.sequence)
  }

  /** Starts what may start now and sets one timer for what must wait. */
  private pump(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    if (this.isStopped || !this.to.isOnline()) return
    let wakeInMs = Number.POSITIVE_INFINITY
    const seen = new Set<ConversationKey>()
    for (const entry of this.ordered()) {
      const key = conversationKey(entry.conversation)
      if (entry.state === 'failed' || seen.has(key)) continue
      seen.add(key)
      if (this.busy.has(key) || this.pauses.has(key)) continue
      const paceMs = entry.upload === undefined ? this.pace.waitMs() : 0
      if (paceMs > 0) wakeInMs = Math.min(wakeInMs, paceMs)
      else void this.run(entry, key)
    }
    if (wakeInMs < Number.POSITIVE_INFINITY) {
      this.cancelTimer = this.to.clock.after(wakeInMs, () => this.pump())
    }
  }

  private async run(entry: OutboxEntry, key: ConversationKey): Promise<void> {
    this.busy.add(key)
    try {
      if (entry.upload !== undefined) return await this.upload(entry, entry.upload)
      this.pace.started()
      const sent =
        entry.state === 'unknown' ? await this.lookUpOrSend(entry) : await this.send(entry)
      this.settle(entry.clientId, sent)
    } catch (thrown) {
      this.onFailure(entry.clientId, key, ImError.fromThrown(thrown, 'send'))
    } finally {
      this.busy.delete(key)
      this.pump()
    }
  }

  /** The message itself goes out in its next turn. */
  private async upload(entry: OutboxEntry, upload: PendingUpload): Promise<void> {
    const { clientId } = entry
    const key = conversationKey(entry.conversation)
    const change = (next: Partial<OutboxEntry>) => {
      const current = this.entries.get(clientId)
      if (current !== undefined) this.update(current, next)
    }
    change({ tries: entry.tries + 1 })
    const running = this.to.uploader.start(upload, upload.permit, {
      onProgress: (percent) => {
        if (percent <= (this.percents.get(clientId) ?? 0)) return
        this.percents.set(clientId, percent)
        this.events.emit('progress', { conversationKey: key, clientId, percent })
      },
      onPermit: (permit) => change({ upload: { ...upload, permit } }),
    })
    this.uploads.set(clientId, running)
    try {
      const { url } = await running.done
      change({ content: withUrl(entry.content, url), upload: undefined, tries: 0 })
    } finally {
      this.uploads.delete(clientId)
    }
  }

  private async lookUpOrSend(entry: OutboxEntry): Promise<Message> {
    return (await findSent(this.to.im, entry)) ?? this.send(entry)
  }

  private send(entry: OutboxEntry): Promise<Message> {
    const current = this.entries.get(entry.clientId) ?? entry
    this.update(current, { ...this.triedNow(current), state: 'trying', tries: current.tries + 1 })
    const { clientId, content, mentions, directedTo, isSilent, burnSeconds } = current
    // Reactions are pairs put on a message later; the cloud allows that where the sender did.
    const { kind } = entry.conversation
    const canExpand = kind === 'private' || kind === 'group'
    const extras = { mentions, directedTo, isSilent, burnSeconds, canExpand }
    const outgoing: OutgoingMessage = { clientId, content, ...extras }
    return this.acknowledged(this.to.im.send(entry.conversation, outgoing))
  }

  /** What the first try must remember for a look in history. */
  private triedNow(entry: OutboxEntry): Partial<OutboxEntry> {
    if (entry.firstTriedAt > 0) return {}
    const seen = this.seenUntil.get(conversationKey(entry.conversation)) ?? 0
    const seenUntil = Math.max(entry.seenUntil, seen)
    return { firstTriedAt: this.to.im.serverNow(), seenUntil }
  }

  private see({ conversationKey: key, sentAt, sendState }: Message): void {
    if (sendState !== 'sent') return
    this.seenUntil.set(key, Math.max(this.seenUntil.get(key) ?? 0, sentAt))
  }

  private acknowledged(sending: Promise<Message>): Promise<Message> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new ImError('TIMEOUT', true, -1, 'send: no ack yet'))
      const cancel = this.to.clock.after(ACK_MS, late)
      sending.then(resolve, reject).finally(cancel)
    })
  }

  private onFailure(clientId: string, key: ConversationKey, error: ImError): void {
    const entry = this.entries.get(clientId)
    // Settled meanwhile by its own echo, or stopped: nothing is left to report.
    if (entry === undefined || this.isStopped) return
    if (error.code === 'CONTENT_REPLACED') return this.update(entry, { state: 'unknown' })
    const canPass = mayPass(error, entry)
    if (!canPass || entry.tries >= MAX_TRIES) {
      // A file that left the phone does not come back by trying again.
      const canRetry = error.code !== 'FILE_GONE'
      const failure = { code: error.code, sdkCode: error.sdkCode, canRetry }
      // When the last word is a lost answer, Retry looks in history first.
      return this.update(entry, {
        state: 'failed',
        failure,
        mayHaveArrived: canPass && entry.upload === undefined,
      })
    }
    const isUnsent = entry.upload !== undefined || wasNeverSent(error, entry)
    // A look in history that fails counts like a try where nobody may ever let it pass.
    const tries = entry.tries + Number(entry.state === 'unknown' && !error.retryable)
    this.update(entry, { state: isUnsent ? 'queued' : 'unknown', tries })
    const random = (this.to.random ?? Math.random)()
    this.pauses.begin(key, retryDelayMs(Math.max(1, entry.tries), random))
  }

  /** Our own message coming back by another way is as good as its ack. */
  private onMessages(messages: Message[]): void {
    for (const message of messages) {
      this.see(message)
      if (message.isOwn && this.entries.has(message.clientId)) {
        this.settle(message.clientId, message)
      }
    }
  }

  private settle(clientId: string, sent: Message): void {
    const entry = this.entries.get(clientId)
    if (entry === undefined || this.isStopped) return
    this.remove(entry)
    this.see(sent)
    this.events.emit('message', { ...sent, id: clientId, clientId, sendState: 'sent' })
  }

  private update(entry: OutboxEntry, change: Partial<OutboxEntry>): void {
    if (this.isStopped) return
    const next = { ...entry, ...change }
    this.entries.set(next.clientId, next)
    this.to.storage.save(next)
    if (next.state === 'failed' || entry.state === 'failed') this.report(next)
  }

  private remove(entry: OutboxEntry): void {
    this.entries.delete(entry.clientId)
    this.percents.delete(entry.clientId)
    this.to.storage.remove(entry.clientId)
  }

  private report(entry: OutboxEntry): Message {
    const message = messageOfEntry(entry)
    this.events.emit('message', message)
    return message
  }
}
