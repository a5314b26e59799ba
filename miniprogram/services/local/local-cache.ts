import type { Conversation } from '../../models/conversation'
import type { ConversationKey } from '../../models/conversation-ref'
import type { Message } from '../../models/message'
import type { Contact, GroupProfile, Profile } from '../../models/profile'
import type { Storage } from '../../utils/storage'

/** Changes whenever the shape of what is kept changes; content of another version is discarded. */
const VERSION = 1
/** WeChat takes 1 MB a key and 10 MB in all; a letter may weigh three bytes. */
const MAX_KEY_CHARACTERS = 300_000
const MAX_PAGE_CHARACTERS = 100_000
const MAX_CONVERSATIONS = 100
const MAX_PAGES = 20
const MAX_PAGE_MESSAGES = 20
const MAX_PROFILES = 1_000

interface Envelope<T> {
  version: number
  value: T
}

/** Kept for the first paint only: the cloud is asked again as soon as it can be. */
export class LocalCache {
  constructor(private readonly storage: Storage) {}

  conversations(): Conversation[] {
    return this.readArray<Conversation>('cache.conversations').filter(
      ({ key, updatedAt }) => typeof key === 'string' && typeof updatedAt === 'number',
    )
  }

  keepConversations(conversations: readonly Conversation[]): void {
    this.write('cache.conversations', conversations.slice(0, MAX_CONVERSATIONS), firstHalf)
  }

  /** The newest page of a conversation, oldest first. */
  messages(key: ConversationKey): Message[] {
    return this.readArray<Message>(pageKey(key)).filter(
      ({ id, content }) => typeof id === 'string' && typeof content?.type === 'string',
    )
  }

  keepMessages(key: ConversationKey, messages: readonly Message[]): void {
    const sent = messages.filter(({ sendState }) => sendState === 'sent')
    this.write(pageKey(key), sent.slice(-MAX_PAGE_MESSAGES), lastHalf, MAX_PAGE_CHARACTERS)
    this.dropOldPages(key)
  }

  profiles(): Profile[] {
    return this.readArray<Profile>('cache.profiles').filter(
      ({ userId, name }) => typeof userId === 'string' && typeof name === 'string',
    )
  }

  keepProfiles(profiles: readonly Profile[]): void {
    this.write('cache.profiles', profiles.slice(-MAX_PROFILES), lastHalf)
  }

  contacts(): Contact[] {
    return this.readArray<Contact>('cache.contacts').filter(
      ({ userId, name, initial }) =>
        typeof userId === 'string' && typeof name === 'string' && typeof initial === 'string',
    )
  }

  keepContacts(contacts: readonly Contact[]): void {
    this.write('cache.contacts', contacts, firstHalf)
  }

  groups(): GroupProfile[] {
    return this.readArray<GroupProfile>('cache.groups').filter(
      ({ groupId, name }) => typeof groupId === 'string' && typeof name === 'string',
    )
  }

  keepGroups(groups: readonly GroupProfile[]): void {
    this.write('cache.groups', groups, firstHalf)
  }

  /** Keeps the pages of the conversations opened last. */
  private dropOldPages(newest: ConversationKey): void {
    const recent = this.readArray<ConversationKey>('cache.pages').filter((key) => key !== newest)
    recent.push(newest)
    for (const key of recent.splice(0, Math.max(0, recent.length - MAX_PAGES))) {
      this.storage.remove(pageKey(key))
    }
    this.write('cache.pages', recent, lastHalf)
  }

  private readArray<T>(key: string): T[] {
    try {
      const kept = JSON.parse(this.storage.read(key) ?? 'null') as Partial<Envelope<T[]>> | null
      if (kept === null) return []
      if (kept.version === VERSION && Array.isArray(kept.value)) return kept.value.filter(Boolean)
    } catch {
      // Discarded below.
    }
    this.storage.remove(key)
    return []
  }

  /**
   * A cache that does not fit is not kept; nothing is lost by it.
   * @param half what stays of a value that is too large.
   */
  private write(
    key: string,
    value: readonly unknown[],
    half: (value: readonly unknown[]) => readonly unknown[],
    maxCharacters = MAX_KEY_CHARACTERS,
  ): void {
    let kept = value
    let text = enclosed(kept)
    while (text.length > maxCharacters && kept.length > 0) {
      kept = half(kept)
      text = enclosed(kept)
    }
    try {
      this.storage.write(key, text)
    } catch {
      this.storage.remove(key)
    }
  }
}

function firstHalf<T>(value: readonly T[]): readonly T[] {
  return value.slice(0, Math.floor(value.length / 2))
}

function lastHalf<T>(value: readonly T[]): readonly T[] {
  return value.slice(Math.ceil(value.length / 2))
}

function enclosed(value: readonly unknown[]): string {
  return JSON.stringify({ version: VERSION, value })
}

function pageKey(key: ConversationKey): string {
  return `cache.page.${key}`
}
