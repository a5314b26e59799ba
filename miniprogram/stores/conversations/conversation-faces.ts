import type { ConversationKey } from '../../models/conversation-ref'
import type { Avatar } from '../../models/profile'
import type { ConversationRow, PersonRow } from '../../models/rows'

/** What the list shows: everything, or a part of it. `tag:<id>` names a tag of the person's. */
export type ListFilter = 'all' | 'unread' | 'groups' | `tag:${string}`

export interface TagRow {
  tagId: string
  name: string
  conversationCount: number
}

/** Tags are kept by the cloud: 20 of them, names of 15 characters, 1,000 conversations each. */
export interface TagsFace {
  readonly rows: readonly TagRow[]
  readonly isLoading: boolean
  readonly failure: string
  load(): Promise<void>
  /** @returns the new tag's id. Rejects beyond 20 tags, or when the name is empty or too long. */
  create(name: string): Promise<string>
  rename(tagId: string, name: string): Promise<void>
  /** Conversations stay; they only lose the tag. */
  remove(tagId: string): Promise<void>
  /** Tags on a conversation; null before `loadTagsOf` has asked for them. */
  tagIdsOf(key: ConversationKey): readonly string[] | null
  loadTagsOf(key: ConversationKey): Promise<void>
  /** Puts a tag on a conversation or takes it off. Rejects beyond 1,000 conversations. */
  setTag(key: ConversationKey, tagId: string, isOn: boolean): Promise<void>
}

/** A message found among those this phone has loaded. */
export interface MessageHit {
  key: ConversationKey
  /** For `PositionFace.toMessage`. */
  uid: string
  /** The conversation's name. */
  title: string
  avatar: Avatar
  senderName: string
  text: string
  time: string
}

/** Search over what this phone knows: the web SDK has no search of its own. */
export interface SearchFace {
  readonly query: string
  setQuery(query: string): void
  readonly people: readonly PersonRow[]
  readonly groups: readonly ConversationRow[]
  readonly messages: readonly MessageHit[]
  /** Nothing was found for a query that is not empty. */
  readonly isEmpty: boolean
}
