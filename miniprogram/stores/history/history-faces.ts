import type { ConversationKey } from '../../models/conversation-ref'
import type { Avatar } from '../../models/profile'
import type { OpenedRow } from '../../models/rows'

/** What of a conversation is listed while nothing is searched for. */
export type HistoryKind = 'media' | 'files' | 'links'

/** One message that was found, or one link of it. */
export interface HistoryRow {
  id: string
  /** Of its message, for `PositionFace.toMessage`. */
  uid: string
  type: 'words' | 'image' | 'gif' | 'video' | 'file' | 'link'
  senderName: string
  avatar: Avatar
  /** The words before, at and after what was searched for; all in `before` where nothing was. */
  before: string
  match: string
  after: string
  /** Of links. */
  url: string
  /** Of files; 0 when not told. */
  bytes: number
  /** Of videos. */
  durationSeconds: number
  time: string
}

/** Rows of one node. */
export interface HistoryScreen {
  key: string
  rows: readonly HistoryRow[]
}

/** What was said in one month, newest first. */
export interface HistoryMonth {
  key: string
  title: string
  screens: readonly HistoryScreen[]
}

/** Search in one conversation, over what the phone has and as far back as the cloud was asked. */
export interface HistoryFace {
  readonly key: ConversationKey
  readonly kind: HistoryKind
  readonly query: string
  /** Changes when another list begins: keys of months and screens begin with it. */
  readonly listKey: string
  readonly months: readonly HistoryMonth[]
  /** Nothing was found so far. */
  readonly isEmpty: boolean
  readonly isLooking: boolean
  /** Words of a failed look; empty when none. */
  readonly failure: string
  /** There is more to list, or to look through. */
  readonly hasMore: boolean
  /** The day back to which it was looked, in words; empty before the first page, and at the beginning of it all. */
  readonly lookedBackTo: string
  open(): Promise<void>
  close(): void
  /** Leaves out what was deleted meanwhile. */
  refresh(): void
  setKind(kind: HistoryKind): Promise<void>
  /** Over what was looked through so far; empty ends the search. */
  setQuery(query: string): void
  /** Lists more, and looks further back when all is listed. */
  more(): Promise<void>
  /** What a row holds, for opening it; undefined for words. */
  contentOf(rowId: string): OpenedRow | undefined
  /** Address of the small picture, `data:` or not; empty when there is none. */
  thumbnailOf(rowId: string): string
  /** Addresses of the pictures found so far, oldest first. */
  pictures(): string[]
  /**
   * The first message from a time on.
   * @param sinceMs Unix ms.
   * @returns its id in the cloud; empty when nothing was said since.
   */
  firstSince(sinceMs: number): Promise<string>
}
