import type { Avatar } from './profile'

/**
 * View-models: what templates bind to. Immutable; a row that does not change keeps its reference,
 * so that only changed rows are sent to the view.
 */

/** One message on screen. Texts are as typed: templates show them as text, never as markup. */
export interface MessageRow {
  /** Stable: stays the same when a send is acknowledged. */
  id: string
  type:
    | 'text'
    | 'image'
    | 'gif'
    | 'voice'
    | 'video'
    | 'file'
    | 'location'
    | 'card'
    | 'quote'
    | 'combine'
    | 'contact'
    | 'notice'
    | 'recalled'
    | 'custom'
    | 'unknown'
  /** The text, or the words that stand for the content (`[Photo]`, the fallback line). */
  text: string
  isOwn: boolean
  senderId: string
  senderName: string
  avatar: Avatar
  /** First of a run of one sender's messages within 3 minutes: shows picture (and name in groups). */
  startsGroup: boolean
  showsName: boolean
  /** The date separator above the row; empty when there is none. */
  dateLabel: string
  /** `HH:mm`, the phone's time zone. */
  time: string
  /** Own messages only; empty for others'. */
  state: '' | 'sending' | 'sent' | 'failed'
  /** In words, with what to do; empty unless failed. */
  failure: string
  canRetry: boolean
  /** The unread divider stands above this row. */
  unreadDivider: boolean
  media: MediaView | null
  quote: { uid: string; senderName: string; text: string } | null
  isSelected: boolean
  isEdited: boolean
  /** `Read`, `3 read`, or empty; own messages only. */
  readWords: string
  reactions: readonly ReactionView[]
  /** The message calls this person, by name or with everybody. */
  mentionsMe: boolean
  /** Mentions in the text, the longest first. */
  mentions: readonly MentionView[]
  /** `Only to you, Wang`; empty when everybody got it. */
  directedText: string
  /** An own recalled message whose text is still known. */
  canReEdit: boolean
  /** Seconds the message stays once opened; 0 when it stays for good. */
  burnSeconds: number
  /** Rows of a type the app registered; null for all others. */
  custom: CustomView | null
  /** Of `combine` and `card` rows; empty for all others. */
  title: string
  /** Of `combine` rows the first lines of the chat history, of `card` rows what the card tells. */
  lines: readonly string[]
  /** Somebody else's voice message that was not played on this phone: a dot. */
  isUnheard: boolean
  /** Of `contact` rows: whom the card is about. */
  person: PersonRow | null
}

/** What it takes to show the content of a message. */
export type OpenedRow = Pick<MessageRow, 'id' | 'type' | 'media' | 'burnSeconds'>

/** Words of a text that call somebody. */
export interface MentionView {
  /** As they stand in the text, e.g. `@Lin`. */
  text: string
  /** Empty when they call everybody. */
  userId: string
}

/** One emoji under a bubble and how many chose it. */
export interface ReactionView {
  emoji: string
  count: number
  isOwn: boolean
}

/** A registered custom type as its template shows it. */
export interface CustomView {
  /** The name of its template, e.g. `order`. */
  view: string
  title: string
  lines: readonly string[]
  /** A state in words, e.g. `Paid`; empty when it has none. */
  status: string
  tone: 'plain' | 'ok' | 'warn'
  /** What the card's buttons do; empty for none. */
  actions: readonly { name: string; text: string }[]
}

/** What picture, voice, video, file, place and card bubbles need beyond text. */
export interface MediaView {
  url: string
  /** `data:` address or empty. */
  thumbnail: string
  /** Pixels; 0 when not told. */
  width: number
  height: number
  durationSeconds: number
  bytes: number
  name: string
  latitude: number
  longitude: number
  /** Of its upload or its download, 0-100; 100 when there is none under way. */
  progress: number
}

/** At most 20 rows when filled at the ends, oldest first. */
export interface Screen<Row> {
  key: string
  rows: readonly Row[]
  /** Rows it had before they left the data, far from the reader; absent while they are here. */
  rowCount?: number
}

export interface ConversationRow {
  /** The conversation key; open `/pages/chat` with it. */
  id: string
  kind: 'private' | 'group' | 'chatroom' | 'system'
  targetId: string
  name: string
  avatar: Avatar
  /** `[Draft]`, `[@you]` or empty, in the words of the language. */
  prefix: string
  preview: string
  /** `HH:mm` today, else a date; empty when nothing was said yet. */
  time: string
  state: '' | 'sending' | 'failed'
  unreadCount: number
  /** `3`, `99+` or empty; empty when muted (a dot is shown instead). */
  badge: string
  isMuted: boolean
  isPinned: boolean
  /** `Lin Xiao is typing…`, instead of the preview; empty when nobody is. */
  typing: string
  /** Marked as unread by hand: a dot without a number. */
  isMarkedUnread: boolean
}

export interface PersonRow {
  userId: string
  name: string
  avatar: Avatar
}

export type ContactRow = PersonRow

export interface ContactSection {
  /** `A`-`Z` or `#`. */
  key: string
  rows: readonly ContactRow[]
}

export interface RoomRow {
  roomId: string
  name: string
  /** `12 inside`, or empty when not known. */
  people: string
}
