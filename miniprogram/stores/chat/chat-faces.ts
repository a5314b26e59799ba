import type { ConversationKey } from '../../models/conversation-ref'
import type { MessageRow, PersonRow } from '../../models/rows'

/** What a person may do with one message; menus show those of `actionsOf`, in this order. */
export type MessageAction =
  | 'copy'
  | 'quote'
  | 'forward'
  | 'react'
  | 'edit'
  | 'recall'
  | 'reEdit'
  | 'readers'
  | 'select'
  | 'save'
  | 'earpiece'
  | 'speaker'
  | 'report'
  | 'retry'
  | 'delete'
  | 'discard'
  | 'cancelUpload'

/** Each reject is an Error whose `message` is in the person's language; the row is as it was then. */
export interface MessageActionsFace {
  /** What this row allows now: recall ends two minutes after sending, by the server's clock. */
  actionsOf(rowId: string): readonly MessageAction[]
  /** The text to copy; empty when the row has none. */
  copyTextOf(rowId: string): string
  /** Takes an own message back for everybody. */
  recall(rowId: string): Promise<void>
  /** Takes rows off this phone only; they stay on the person's other devices. */
  deleteHere(rowIds: readonly string[]): Promise<void>
  /** Takes rows off all devices of this person; others keep theirs. */
  deleteEverywhere(rowIds: readonly string[]): Promise<void>
  /** Adds the reaction, or takes one's own away. */
  react(rowId: string, emoji: string): Promise<void>
  /** Who reacted with what, the most chosen first. */
  reactorsOf(rowId: string): readonly Reactors[]
  /** Sends every failed message of this conversation again, oldest first. */
  retryAll(): void
  /** Failed messages of this conversation: the bar that offers `retryAll`. */
  readonly failedCount: number
  report(rowId: string, reason: ReportReason): Promise<void>
  /**
   * A picture, voice message or video was opened. What burns after reading goes for good
   * `burnSeconds` later; texts burn from `rowsSeen` on.
   */
  opened(rowId: string): void
  /** A button of a custom card was tapped; `name` is its `CustomView.actions[].name`. */
  act(rowId: string, name: string): Promise<void>
}

/** The people behind one reaction. */
export interface Reactors {
  emoji: string
  people: readonly PersonRow[]
}

export type ReportReason = 'spam' | 'fraud' | 'abuse' | 'sexual' | 'illegal' | 'other'

/** Multi-select: rows show `isSelected` while `isActive`. */
export interface SelectionFace {
  readonly isActive: boolean
  readonly count: number
  /** 100 are selected, the most one call of the cloud takes. */
  readonly isFull: boolean
  /** Selected rows, oldest first. */
  readonly ids: readonly string[]
  /** Starts selecting with this row. */
  start(rowId: string): void
  /** Selects nothing more while `isFull`. */
  toggle(rowId: string): void
  cancel(): void
}

/** The text field and what belongs to it: who is called, what is answered, what is edited. */
export interface ComposingFace {
  /** Set it in the field whenever `revision` moves; what is typed there comes by `input`. */
  readonly text: string
  /** Where the cursor stands in `text`, in UTF-16 units. */
  readonly cursor: number
  readonly revision: number
  /**
   * Tells what the field holds now. A mention whose end was deleted goes as a whole: then `revision`
   * moves and the field must show `text`.
   */
  input(text: string, cursor: number): void
  /** The message being answered; null when none. */
  readonly quote: ComposerQuote | null
  quoteRow(rowId: string): void
  clearQuote(): void
  /** The own message being edited, by the server's id: Send changes it. Empty when none. */
  readonly editingId: string
  startEdit(rowId: string): void
  /** The text typed before comes back. */
  cancelEdit(): void
  /** Puts the text of an own recalled message into the field; false when it is not known here. */
  reEdit(rowId: string): boolean
  /** What is sent makes no sound at the others', until it is set back. */
  readonly isSilent: boolean
  setSilent(isSilent: boolean): void
  /** One-to-one: what is sent goes for good some seconds after it was read, until this is set back. */
  readonly isBurning: boolean
  setBurning(isBurning: boolean): void
  /** Pictures are sent as they are, not made smaller, until this is set back. */
  readonly isOriginal: boolean
  setOriginal(isOriginal: boolean): void
  /** Only these members of the group receive what is sent, until it is set back; empty for everybody. */
  readonly directedTo: readonly string[]
  setDirectedTo(userIds: readonly string[]): void
  /** `Only to Wang`; empty for everybody. */
  readonly directedText: string
}

/** What the composer holds when it is too long for one message. */
export interface LongTextFace {
  /** How many messages the text makes that was refused; 0 while none was, or once it was changed. */
  readonly partCount: number
  /** Counts again: what is answered may have changed, and takes room. */
  count(): number
}

export interface ComposerQuote {
  senderName: string
  text: string
}

/** The member picker: open while an `@` waits for its name. */
export interface MentionPickerFace {
  readonly isOpen: boolean
  /** Members that match what follows the `@`; `everybody` first for owners and admins. */
  readonly rows: readonly MentionRow[]
  readonly isLoading: boolean
  readonly failure: string
  /** Puts the mention in place of the `@` and what follows it. */
  pick(userId: string): void
  /** Puts a mention in at the cursor: a long press on a picture. */
  mention(userId: string): void
  close(): void
}

/** `userId` of the row that calls everybody. */
export const EVERYBODY = '*'

export interface MentionRow extends PersonRow {
  role: 'member' | 'admin' | 'owner' | ''
}

/** The members of a group, fetched by `load`. */
export interface MembersFace {
  readonly isLoading: boolean
  readonly failure: string
  /** Never rejects: words of a failure are in `failure`. */
  load(): Promise<void>
  /** Members other than oneself whose name contains the text, at most 50. */
  named(text: string): readonly MentionRow[]
}

export interface ReceiptsFace {
  /** Rows that were on screen, by id; others' rows only are confirmed, each once. */
  rowsSeen(rowIds: readonly string[]): void
  /** By whom an own message in a group was read. */
  readersOf(rowId: string): Promise<Readers>
}

export interface Readers {
  read: readonly PersonRow[]
  unread: readonly PersonRow[]
}

/** A row to scroll to and flash; `revision` moves with every jump, also to the same row. */
export interface JumpTarget {
  rowId: string
  revision: number
  /** Where the row comes to stand; a number is how far below the top of the list, px. */
  at: 'top' | 'middle' | 'bottom' | number
  flash: boolean
}

/** Where the reader stands in the conversation, and ways to go elsewhere. */
export interface PositionFace {
  /** False while the newest message is in the list. */
  readonly hasLater: boolean
  readonly isLoadingLater: boolean
  loadLater(): Promise<void>
  /** Follow it: scroll there once the data is set. Null before the first jump. */
  readonly target: JumpTarget | null
  /** Unread messages above the loaded page or the screen: the "first unread" pill; 0 when none. */
  readonly unreadAbove: number
  toFirstUnread(): Promise<void>
  /** Unread messages that call this person and were not on screen yet. */
  readonly mentionCount: number
  /** The oldest of them. */
  toMention(): Promise<void>
  /** The message a row quotes; rejects when it is gone. */
  toQuoted(rowId: string): Promise<void>
  /** A search hit, by the server's id. */
  toMessage(uid: string): Promise<void>
  toNewest(): Promise<void>
  /**
   * The row at the top of the screen as the reader leaves and how far it stands below the list's top,
   * px; null at the bottom. A chat without unread messages opens there again, by `target`.
   */
  leaveAt(place: { rowId: string; offset: number } | null): void
  /**
   * The screens near the reader, by key. Rows of screens far from all of these leave the data and
   * memory (`rows` empty, `rowCount` kept) and come back when they are near again.
   */
  setNear(screenKeys: readonly string[]): void
}

export interface ForwardTarget {
  key: ConversationKey
  name: string
}

export interface ForwardingFace {
  /** Rows that cannot be forwarded (notices, recalled, not sent) are left out. */
  canForward(rowIds: readonly string[]): boolean
  /**
   * @param manner `each` sends the messages one by one, `merged` as one chat history.
   * @param comment sent after them; empty for none.
   */
  forward(
    rowIds: readonly string[],
    targets: readonly ConversationKey[],
    options: { manner: 'each' | 'merged'; comment: string },
  ): Promise<void>
  /** Rows of a merged forward; `path` names chat histories inside it, by row id. Empty when it is none. */
  combinedRows(rowId: string, path: readonly string[]): readonly MessageRow[]
  /** Address of a file with the rest of the messages, while it is not here; empty when none is needed. */
  listUrlOf(rowId: string, path: readonly string[]): string
  /** Takes what such a file says. @throws Error in words when it cannot be read. */
  takeList(url: string, json: string): void
  /** Address of a page with all messages, when only the first ones came along; else empty. */
  restOf(rowId: string, path: readonly string[]): string
}

/** Pictures of a chat and downloads in it. */
export interface ChatMediaFace {
  /** How much of a row's file has come to the phone, 0-100; 100 when it is here or comes no more. */
  showDownload(rowId: string, percent: number): void
  /** Addresses of the pictures that were loaded since the app started, oldest first; none that burns. */
  pictures(): string[]
}

/** Messages that burn after reading. */
export interface BurningFace {
  /** Of those that were opened, by row id. */
  readonly secondsLeft: Readonly<Record<string, number>>
}

/** A recording on this phone. */
export interface VoiceRecording {
  path: string
  durationSeconds: number
  /** How loud it is from beginning to end, each 0-1. */
  levels: readonly number[]
}

/** What was recorded and waits to be heard, sent or discarded; it waits also while the chat is closed. */
export interface VoiceDraftFace {
  /** Null when nothing waits. */
  readonly recording: VoiceRecording | null
  readonly isPlaying: boolean
  /** Seconds of it that have sounded; 0 before it plays and after its end. */
  readonly playedSeconds: number
  /** Takes the place of what waited before. */
  keep(recording: VoiceRecording): void
  /** Plays, or pauses and goes on from there. Rejects when the phone cannot play it. */
  toggle(): Promise<void>
  discard(): void
  /** Rejects when it was refused: it waits on then. */
  send(): Promise<void>
}

/** One voice message sounds at a time; the next unread one follows by itself. */
export interface VoiceFace {
  /** Empty when all is quiet. */
  readonly playingId: string
  /** Words of the last failure (`amr` that this phone cannot play, a file that is gone); empty when none. */
  readonly failure: string
  toggle(rowId: string): Promise<void>
  stop(): void
  /** Voice messages sound in the earpiece, for one person, instead of the speaker; kept on this phone. */
  readonly isEarpiece: boolean
  setEarpiece(isEarpiece: boolean): void
}
