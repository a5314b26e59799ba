import { conversationKey, type ConversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { ImService } from '../../services/im/im-service'
import type { LeftOutMessage } from '../../services/local/left-out-messages'
import type { Person, PersonScope } from '../../services/person/person-scope'
import { callsPerson } from '../message-row'

/** The most messages one call of history takes. */
const HISTORY_PAGE = 100

export interface LeftOutDependencies {
  im: ImService
  scope: PersonScope
  /** This many more, or fewer, are unread. */
  onChanged(key: ConversationKey, by: UnreadCounts): void
}

export interface UnreadCounts {
  unreadCount: number
  mentionCount: number
}

/** A conversation something was lost in, until its history tells what. */
interface Search {
  lost: Message
  /** Up to this server time all is counted or read, Unix ms. */
  after: number
  handed: Set<string>
}

/**
 * Unread messages that the SDK does not count: it counts what it is handed, if that is later than all it was handed
 * of the conversation before (engine 5.38.0), and what it was not handed it never asks for again once a later
 * message of any conversation has come. They are counted here until they are read, or handed over and counted.
 */
export class LeftOut {
  private messages: readonly LeftOutMessage[] = []
  private readonly searches = new Map<ConversationKey, Search>()
  /** Server times of the latest counted messages handed over, Unix ms. */
  private readonly handedUntil = new Map<ConversationKey, number>()
  private readonly readUntil = new Map<ConversationKey, number>()

  constructor(private readonly to: LeftOutDependencies) {
    to.im.on('readElsewhere', ({ conversation, until }) =>
      this.read(conversationKey(conversation), until),
    )
    to.im.on('recalled', ({ uid }) => this.drop((message) => message.uid === uid))
  }

  of(key: ConversationKey): UnreadCounts {
    return countsOf(this.messages.filter((message) => message.key === key))
  }

  /** Messages the cloud lists and has not delivered. */
  lose(messages: readonly Message[]): void {
    if (this.to.im.conversationActions.isCountedByCloud()) return
    for (const lost of messages.filter(isCounted)) {
      const { conversationKey: key, sentAt } = lost
      const handedUntil = this.handedUntil.get(key) ?? sentAt - 1
      const after = Math.max(handedUntil, this.readUntil.get(key) ?? 0)
      if (!this.searches.has(key)) this.searches.set(key, { lost, after, handed: new Set() })
    }
  }

  /** Call when the link is up again: what it brings by itself is not left out. */
  search(): void {
    for (const [key, search] of this.searches) {
      this.searchOne(key, search).catch(() => undefined)
    }
  }

  private async searchOne(key: ConversationKey, search: Search): Promise<void> {
    const { lost, after, handed } = search
    const page = await this.to.im.history(lost, { after, count: HISTORY_PAGE })
    // Read meanwhile, or another person has signed in.
    if (this.searches.get(key) !== search) return
    this.searches.delete(key)
    const readUntil = this.readUntil.get(key) ?? 0
    const ownId = this.to.scope.current?.userId ?? ''
    const found = page.messages.filter(
      (message) => isCounted(message) && !handed.has(message.uid) && message.sentAt > readUntil,
    )
    this.add(found.map((message) => leftOutOf(message, ownId)))
  }

  /** Call before the SDK tells of its counts, which hold what it was handed here. */
  hear(messages: readonly Message[]): void {
    for (const { conversationKey: key, uid, sentAt, isCounted } of messages) {
      this.searches.get(key)?.handed.add(uid)
      const handedUntil = this.handedUntil.get(key) ?? 0
      if (sentAt > handedUntil) {
        this.drop((message) => message.uid === uid)
        if (isCounted) this.handedUntil.set(key, sentAt)
      }
    }
  }

  /** All up to this server time is read, Unix ms. */
  read(key: ConversationKey, until: number): void {
    this.noteRead(key, until)
    this.drop((message) => message.key === key && message.sentAt <= until)
  }

  /**
   * Counts none of a conversation any more; that it changed is not told.
   * @param until all up to this server time is read or gone, Unix ms.
   * @returns a function that counts them again.
   */
  forget(key: ConversationKey, until: number): () => void {
    const forgotten = this.messages.filter((message) => message.key === key)
    this.noteRead(key, until)
    this.searches.delete(key)
    this.keep(this.messages.filter((message) => message.key !== key))
    return () => this.keep([...this.messages, ...forgotten])
  }

  adopt({ leftOut }: Person): void {
    this.messages = leftOut.all()
  }

  clear(): void {
    this.messages = []
    this.searches.clear()
    this.handedUntil.clear()
    this.readUntil.clear()
  }

  private noteRead(key: ConversationKey, until: number): void {
    this.readUntil.set(key, Math.max(until, this.readUntil.get(key) ?? 0))
  }

  private add(found: readonly LeftOutMessage[]): void {
    const known = new Set(this.messages.map(({ uid }) => uid))
    const fresh = found.filter(({ uid }) => !known.has(uid))
    if (fresh.length === 0) return
    this.keep([...this.messages, ...fresh])
    this.to.onChanged(fresh[0].key, countsOf(fresh))
  }

  private drop(isGone: (message: LeftOutMessage) => boolean): void {
    const gone = this.messages.filter(isGone)
    if (gone.length === 0) return
    this.keep(this.messages.filter((message) => !isGone(message)))
    const { unreadCount, mentionCount } = countsOf(gone)
    this.to.onChanged(gone[0].key, { unreadCount: -unreadCount, mentionCount: -mentionCount })
  }

  private keep(messages: readonly LeftOutMessage[]): void {
    this.messages = messages
    this.to.scope.current?.leftOut.keep(messages)
  }
}

/** What is unread with this many more, or fewer. */
export function unreadWith(
  { unreadCount, mentionCount }: UnreadCounts,
  by: UnreadCounts,
): UnreadCounts {
  return {
    unreadCount: Math.max(0, unreadCount + by.unreadCount),
    mentionCount: Math.max(0, mentionCount + by.mentionCount),
  }
}

function isCounted({ isOwn, isCounted }: Message): boolean {
  return isCounted && !isOwn
}

function leftOutOf(message: Message, ownId: string): LeftOutMessage {
  const { conversationKey: key, uid, sentAt, mentions } = message
  return { key, uid, sentAt, isMention: callsPerson(mentions, ownId) }
}

function countsOf(messages: readonly LeftOutMessage[]): UnreadCounts {
  const mentionCount = messages.filter(({ isMention }) => isMention).length
  return { unreadCount: messages.length, mentionCount }
}
