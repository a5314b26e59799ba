import { errorWords } from '../../i18n/error-words'
import { t } from '../../i18n/t'
import { conversationKey, type ConversationRef } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import { avatarOf } from '../../models/profile'
import type { PersonRow } from '../../models/rows'
import type { ReadSummary } from '../../services/im/im-features'
import type { ImService } from '../../services/im/im-service'
import type { Person } from '../../services/person/person-scope'
import type { Clock } from '../../utils/clock'
import type { ProfileStore } from '../profile-store'
import type { Readers, ReceiptsFace } from './chat-faces'
import type { GroupMembers } from './group-members'
import type { MessageListAccess } from './message-list-access'

/** Receipts count among the five messages a second: what is seen while scrolling goes out as one. */
const GATHER_MS = 500
/** Only the newest own message shows who has read it, so an older one need not ask. */
const ASK_AFTER_MS = 1_000
/** The SDK takes as many ids a call. */
const MAX_UIDS = 100

export interface ReceiptsDependencies {
  im: ImService
  person: Person
  clock: Clock
  profiles: ProfileStore
  isOnline(): boolean
  /** Rows were on screen. */
  onSeen(rowIds: readonly string[]): void
}

/** Who has read what in one chat, and what this person has read of the others'. */
export class Receipts implements ReceiptsFace {
  private readonly seen = new Map<string, Message>()
  private readonly confirmed = new Set<string>()
  /** Senders that asked about a message, by its uid. */
  private readonly askedBy = new Map<string, string>()
  private readonly readersByUid = new Map<string, Set<string>>()
  private readonly summaries = new Map<string, ReadSummary>()
  private cancelSending: (() => void) | null = null
  private cancelAsking: (() => void) | null = null
  /** One-to-one: the other has read everything up to this server time, Unix ms. */
  private readUntil: number

  constructor(
    private readonly list: MessageListAccess,
    private readonly members: GroupMembers | null,
    private readonly to: ReceiptsDependencies,
  ) {
    this.readUntil = Number(to.person.storage.read(this.storageKey)) || 0
  }

  /** @returns a function that undoes it; what was seen is told at once. */
  start(): () => void {
    const { im } = this.to
    const isHere = ({ kind, targetId }: ConversationRef) =>
      kind === this.list.ref.kind && targetId === this.list.ref.targetId
    const undo = [
      im.on('readByPeer', ({ conversation, until }) => {
        if (isHere(conversation)) this.onReadByPeer(until)
      }),
      im.on('receiptAsked', ({ conversation, uid, senderId }) => {
        if (!isHere(conversation)) return
        this.askedBy.set(uid, senderId)
        if (this.seen.has(uid)) this.sendSoon()
      }),
      im.on('readBy', ({ conversation, userId, uids }) => {
        if (isHere(conversation)) uids.forEach((uid) => this.onReadBy(uid, userId))
      }),
      im.on('readCounts', ({ conversation, summaries }) => {
        if (isHere(conversation)) summaries.forEach((summary) => this.onSummary(summary))
      }),
    ]
    return () => {
      undo.forEach((one) => one())
      this.cancelAsking?.()
      this.send()
    }
  }

  rowsSeen(rowIds: readonly string[]): void {
    this.to.onSeen(rowIds)
    let isNews = false
    for (const id of rowIds) {
      const message = this.list.get(id)
      if (message === undefined || message.isOwn || message.uid === '') continue
      if (this.seen.has(message.uid)) continue
      this.seen.set(message.uid, message)
      isNews = true
    }
    if (isNews) this.sendSoon()
  }

  /** Call when the link is up: what was seen without it is told. */
  resume(): void {
    this.send()
  }

  /** Call once own messages were acknowledged or loaded. */
  ownMessages(messages: readonly Message[]): void {
    if (this.list.ref.kind !== 'group' || !this.to.isOnline()) return
    const own = messages.filter(
      (message) => message.isOwn && message.sendState === 'sent' && isForAll(message),
    )
    const newest = own[own.length - 1]
    if (newest === undefined) return
    const way = this.to.im.receipts.way()
    if (way === 'counted') void this.fetchSummaries(own.map(({ uid }) => uid))
    if (way === 'asked') this.askSoon(newest)
  }

  wordsOf({ uid, sentAt }: Message): string {
    if (this.list.ref.kind === 'private') return sentAt <= this.readUntil ? t('chat.read') : ''
    const count = this.summaries.get(uid)?.readCount ?? this.readersByUid.get(uid)?.size ?? 0
    return count === 0 ? '' : t('chat.readCount', { count })
  }

  async readersOf(rowId: string): Promise<Readers> {
    const message = this.list.get(rowId)
    if (message === undefined || this.members === null) return { read: [], unread: [] }
    await this.members.load()
    if (this.members.failure !== '') throw new Error(this.members.failure)
    const readIds = await this.readerIds(message)
    const others = this.members.rows.filter(({ userId }) => userId !== message.senderId)
    const row = ({ userId, name, avatarUrl }: (typeof others)[number]): PersonRow => ({
      userId,
      name,
      avatar: avatarOf(userId, name, avatarUrl),
    })
    return {
      read: others.filter(({ userId }) => readIds.has(userId)).map(row),
      unread: others.filter(({ userId }) => !readIds.has(userId)).map(row),
    }
  }

  private async readerIds({ uid }: Message): Promise<ReadonlySet<string>> {
    if (this.to.im.receipts.way() !== 'counted') return this.readersByUid.get(uid) ?? new Set()
    try {
      return new Set(await this.to.im.receipts.readers(this.list.ref, uid))
    } catch (error) {
      throw new Error(errorWords(error))
    }
  }

  private onReadByPeer(until: number): void {
    if (until <= this.readUntil) return
    const from = this.readUntil
    this.readUntil = until
    this.to.person.storage.write(this.storageKey, String(until))
    const read = this.list
      .all()
      .filter(({ isOwn, sentAt }) => isOwn && sentAt > from && sentAt <= until)
    this.list.refresh(read.map(({ id }) => id))
  }

  private onReadBy(uid: string, userId: string): void {
    const readers = this.readersByUid.get(uid) ?? new Set<string>()
    this.readersByUid.set(uid, readers.add(userId))
    this.refresh(uid)
  }

  private onSummary(summary: ReadSummary): void {
    this.summaries.set(summary.uid, summary)
    this.refresh(summary.uid)
  }

  private refresh(uid: string): void {
    const row = this.list.findByUid(uid)
    if (row !== undefined) this.list.refresh([row.id])
  }

  private async fetchSummaries(uids: readonly string[]): Promise<void> {
    try {
      const wanted = uids.slice(-MAX_UIDS)
      const summaries = await this.to.im.receipts.summaries(this.list.ref, wanted)
      summaries.forEach((summary) => this.onSummary(summary))
    } catch {
      // Counts come with the next receipt; the messages themselves are here.
    }
  }

  private askSoon(message: Message): void {
    this.cancelAsking?.()
    this.cancelAsking = this.to.clock.after(ASK_AFTER_MS, () => {
      this.to.im.receipts.request(message).catch(() => undefined)
    })
  }

  private sendSoon(): void {
    this.cancelSending ??= this.to.clock.after(GATHER_MS, () => this.send())
  }

  private send(): void {
    this.cancelSending?.()
    this.cancelSending = null
    const fresh = [...this.seen.values()].filter(({ uid }) => !this.confirmed.has(uid))
    if (fresh.length === 0 || !this.to.isOnline()) return
    const { kind } = this.list.ref
    if (kind === 'private') this.sendPrivate(fresh)
    if (kind === 'group') this.sendGroup(fresh)
  }

  /** One receipt tells everything up to its message. */
  private sendPrivate(fresh: readonly Message[]): void {
    const newest = fresh.reduce((a, b) => (a.sentAt >= b.sentAt ? a : b))
    const { storage } = this.to.person
    const isTold = newest.sentAt <= Number(storage.read(this.toldKey))
    const telling = isTold ? Promise.resolve() : this.to.im.receipts.sendRead(newest)
    const kept = telling.then(() => storage.write(this.toldKey, String(newest.sentAt)))
    this.tell(fresh, isTold ? telling : kept)
  }

  private sendGroup(seen: readonly Message[]): void {
    const { receipts } = this.to.im
    const fresh = seen.filter(isForAll)
    if (fresh.length === 0) return
    const { ref } = this.list
    if (receipts.way() === 'counted') {
      const uids = fresh.map(({ uid }) => uid).slice(0, MAX_UIDS)
      this.tell(fresh.slice(0, MAX_UIDS), receipts.confirm(ref, uids))
      return
    }
    const asked = fresh.filter(({ uid }) => this.askedBy.has(uid))
    if (receipts.way() !== 'asked' || asked.length === 0) return
    const bySender: Record<string, string[]> = {}
    for (const { uid } of asked) {
      const senderId = this.askedBy.get(uid) ?? ''
      bySender[senderId] = [...(bySender[senderId] ?? []), uid]
    }
    this.tell(asked, receipts.respond(ref.targetId, bySender))
  }

  /** Told again with the next seen row when it did not arrive. */
  private tell(messages: readonly Message[], telling: Promise<void>): void {
    for (const { uid } of messages) this.confirmed.add(uid)
    telling.catch(() => {
      for (const { uid } of messages) this.confirmed.delete(uid)
    })
  }

  private get toldKey(): string {
    return `readTold.${conversationKey(this.list.ref)}`
  }

  private get storageKey(): string {
    return `read.${conversationKey(this.list.ref)}`
  }
}

/** The cloud keeps no receipts of what only some of a group got. */
function isForAll({ directedTo }: Message): boolean {
  return directedTo === undefined
}
