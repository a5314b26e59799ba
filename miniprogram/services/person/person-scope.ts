import type { Clock } from '../../utils/clock'
import { prefixedStorage, type Storage } from '../../utils/storage'
import { Emitter } from '../../utils/emitter'
import type { ImService } from '../im/im-service'
import { Drafts, DRAFT_PREFIX } from '../local/drafts'
import { LeftOutMessages } from '../local/left-out-messages'
import { LocalCache } from '../local/local-cache'
import { MarkedMessages } from '../local/marked-messages'
import { UnreadMarks } from '../local/unread-marks'
import { Outbox } from '../outbox/outbox'
import { OUTBOX_PREFIX, OutboxStorage } from '../outbox/outbox-storage'
import type { Uploader } from '../upload/uploader'
import { ReadSync } from './read-sync'

/** What belongs to the person signed in and goes when they go. */
export interface Person {
  userId: string
  storage: Storage
  outbox: Outbox
  readSync: ReadSync
  drafts: Drafts
  cache: LocalCache
  /** Messages taken off this phone only. */
  hidden: MarkedMessages
  /** Voice messages listened to on this phone. */
  heard: MarkedMessages
  unreadMarks: UnreadMarks
  leftOut: LeftOutMessages
}

export interface PersonEvents {
  opened: Person
  closed: undefined
}

export interface PersonDependencies {
  im: ImService
  uploader: Uploader
  storage: Storage
  clock: Clock
  isOnline: () => boolean
  newId: () => string
  sendsPerSecond?: number
}

const PEOPLE = 'person.'
/** What a person typed: other people have never seen it. */
const TYPED = [OUTBOX_PREFIX, DRAFT_PREFIX]
/** The SDK's own storage keys; each ends with the person's id (PROTOCOL: app key, then user id). */
const SDK_KEYS = /^(inbox_|outbox_|broadcastbox_|send_msg_|RC)/

/** Opens and closes what belongs to one person; at most one is open. */
export class PersonScope {
  readonly events = new Emitter<PersonEvents>()
  private person: Person | null = null

  constructor(private readonly to: PersonDependencies) {}

  get current(): Person | null {
    return this.person
  }

  /** Whatever other people left on the device is removed. */
  open(userId: string): Person {
    if (this.person?.userId === userId) return this.person
    this.close()
    this.removeOthers(userId)
    const { im, uploader, clock, isOnline, newId, sendsPerSecond } = this.to
    const storage = prefixedStorage(this.to.storage, prefixOf(userId))
    const outbox = new Outbox({
      im,
      uploader,
      storage: new OutboxStorage(storage),
      clock,
      isOnline,
      ownId: userId,
      newId,
      sendsPerSecond,
    })
    this.person = {
      userId,
      storage,
      outbox,
      readSync: new ReadSync({
        receipts: im.receipts,
        conversations: im.conversationActions,
        storage,
        clock,
        isOnline,
      }),
      drafts: new Drafts(storage),
      cache: new LocalCache(storage),
      hidden: new MarkedMessages(storage, 'hidden'),
      heard: new MarkedMessages(storage, 'heard'),
      unreadMarks: new UnreadMarks(storage),
      leftOut: new LeftOutMessages(storage),
    }
    this.events.emit('opened', this.person)
    return this.person
  }

  /** Storage stays: the same person finds everything again. */
  close(): void {
    if (this.person === null) return
    this.person.outbox.stop()
    this.person.readSync.stop()
    this.person = null
    this.events.emit('closed', undefined)
  }

  /** Closes and removes everything this person left on the device, the SDK's keys included. */
  forget(userId: string): void {
    this.remove(userId, [])
  }

  /**
   * The same, but what they typed and nobody got yet waits for them, until somebody else signs in here. For a
   * sign-in that ends without their asking to be forgotten.
   */
  leave(userId: string): void {
    this.remove(userId, TYPED)
  }

  private remove(userId: string, except: readonly string[]): void {
    if (this.person?.userId === userId) this.close()
    const { storage } = this.to
    const own = prefixOf(userId)
    for (const key of storage.keys()) {
      const isOurs = key.startsWith(own) && !except.some((name) => key.startsWith(own + name))
      const isSdks = SDK_KEYS.test(key) && new RegExp(`[-_]${escaped(userId)}$`).test(key)
      if (isOurs || isSdks) storage.remove(key)
    }
  }

  private removeOthers(userId: string): void {
    const { storage } = this.to
    for (const key of storage.keys()) {
      if (key.startsWith(PEOPLE) && !key.startsWith(prefixOf(userId))) storage.remove(key)
    }
  }
}

function prefixOf(userId: string): string {
  return `${PEOPLE}${userId}.`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
