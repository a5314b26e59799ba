import type { ConversationKey } from '../models/conversation-ref'
import type {
  CardContent,
  ContactContent,
  CustomContent,
  LocationContent,
} from '../models/message-content'
import type { Profile } from '../models/profile'
import type { RoomState } from '../models/room'
import type { ContactSection, ConversationRow, MessageRow, RoomRow, Screen } from '../models/rows'
import type { ChosenMedia } from '../services/upload/media-preparation'
import type { SessionStatus, StatusStrip } from '../models/session-status'
import type {
  BurningFace,
  ChatMediaFace,
  ComposingFace,
  ForwardingFace,
  LongTextFace,
  MembersFace,
  MentionPickerFace,
  MessageActionsFace,
  PositionFace,
  ReceiptsFace,
  SelectionFace,
  VoiceDraftFace,
  VoiceFace,
} from './chat/chat-faces'
import type { BlockedFace, ContactRequestsFace, NoticesFace } from './contacts/contact-faces'
import type { ListFilter, SearchFace, TagsFace } from './conversations/conversation-faces'
import type { HistoryFace } from './history/history-faces'

/**
 * Everything pages may read from and ask of the stores. Getters are observable: read them inside
 * `bindStore(this, () => ({ … }))`. Actions that reject do so with an Error whose `message` is
 * already in the person's language.
 */
export interface AppStores {
  readonly session: SessionFace
  readonly conversations: ConversationListFace
  readonly contacts: ContactsFace
  readonly requests: ContactRequestsFace
  readonly blocked: BlockedFace
  readonly rooms: RoomListFace
  readonly me: MeFace
  readonly settings: SettingsFace
  /** The page opens it in `attached` and calls `close()` in `detached`. */
  openChat(key: ConversationKey): ChatFace
  openRoom(roomId: string): RoomFace
  /** A system conversation, opened and closed by its page as a chat is. */
  openNotices(key: ConversationKey): NoticesFace
  /** Search in one conversation, opened and closed by its page. */
  openHistory(key: ConversationKey): HistoryFace
}

/** `getApp<HutongApp>().stores` */
export interface HutongApp {
  readonly stores: AppStores
}

/** How much this phone keeps that nobody got yet, waiting, failed or only begun. */
export interface Unsent {
  messages: number
  drafts: number
}

export interface SessionFace {
  readonly status: SessionStatus
  readonly userId: string
  /** True from sign-in (also one restored at launch) to sign-out, whatever the network does. */
  readonly isSignedIn: boolean
  /** False until the stored session has been read at launch. */
  readonly isReady: boolean
  /** Null when there is nothing to tell. */
  readonly strip: StatusStrip | null
  /** Words of the last failed sign-in; empty when none. */
  readonly signInFailure: string
  readonly isSigningIn: boolean
  /** Demo people to choose from; empty when the server has no demo. */
  readonly demoPeople: readonly Profile[]
  /** The develop edition's `?server=`: the app server to talk to from now on. */
  useServer(address: string): void
  loadDemoPeople(): Promise<void>
  /** @returns whether it worked; words are in `signInFailure`. */
  signInAsDemo(userId: string): Promise<boolean>
  signInWithWeChat(): Promise<boolean>
  /** What `signOut` would lose. */
  unsent(): Unsent
  /** A person's own wish: nothing of theirs stays on the phone. */
  signOut(): Promise<void>
  /** Ends the sign-in for another: what was typed and not sent waits for the same person. */
  leave(): Promise<void>
  /** The strip's action: connects again after a refusal, a kick or a give-up. */
  retry(): void
}

export interface ConversationListFace {
  readonly screens: readonly Screen<ConversationRow>[]
  readonly isLoading: boolean
  readonly isEmpty: boolean
  /** Words of a failed load; empty when none. */
  readonly failure: string
  /** Unread that is not muted: the tab badge, `''`, `'3'` or `'99+'`. */
  readonly badge: string
  readonly totalUnread: number
  load(): Promise<void>
  loadMore(): Promise<void>
  setPinned(key: ConversationKey, isPinned: boolean): Promise<void>
  setMuted(key: ConversationKey, isMuted: boolean): Promise<void>
  remove(key: ConversationKey): Promise<void>
  markRead(key: ConversationKey): Promise<void>
  /** A dot on this phone until the conversation is opened; the cloud keeps no such mark. */
  markUnread(key: ConversationKey): void
  /** Removes the person's own copy of all messages, on all their devices; the row stays. */
  clearHistory(key: ConversationKey): Promise<void>
  /** `screens` shows this part only. */
  readonly filter: ListFilter
  setFilter(filter: ListFilter): Promise<void>
  readonly tags: TagsFace
  readonly search: SearchFace
}

/**
 * Message lists grow at both ends, so there are two arrays and each only grows at its own end:
 * `earlierScreens` newest screen first (history is appended), `recentScreens` oldest screen first
 * (new messages are appended). Rows inside a screen are oldest first in both. On screen:
 * reversed(earlierScreens), then recentScreens.
 */
export interface MessageListFace {
  readonly earlierScreens: readonly Screen<MessageRow>[]
  readonly recentScreens: readonly Screen<MessageRow>[]
  readonly isLoading: boolean
  readonly isLoadingEarlier: boolean
  /** False once the first message is on screen. */
  readonly hasEarlier: boolean
  /** Words of a failed load; empty when none. */
  readonly failure: string
  /** Newest row's id: the page scrolls there when the reader is at the bottom. */
  readonly newestId: string
  /** Messages that came while `isAtBottom` was false: the "n new" pill. */
  readonly newCount: number
  setAtBottom(isAtBottom: boolean): void
  loadEarlier(): Promise<void>
  retry(rowId: string): Promise<void>
  /** Checks, shrinks and sends a file; its row shows progress (`media.progress`). */
  sendMedia(media: ChosenMedia): Promise<SendOutcome>
  /** Takes a failed row off the screen, or cancels one whose file is still on its way. */
  discard(rowId: string): void
}

export type SentContent = LocationContent | CardContent | ContactContent | CustomContent

export type SendOutcome =
  /** On screen as sending; the composer may clear. */
  | 'accepted'
  /** Only spaces: nothing happens. */
  | 'empty'
  /** Too long: words are in `composerFailure`, the text stays. */
  | 'tooLarge'
  /** The phone refused it: words are in `composerFailure`, what was typed stays. */
  | 'refused'

export interface ChatFace extends MessageListFace {
  readonly key: ConversationKey
  readonly title: string
  /** `Lin Xiao is typing…` or empty. */
  readonly typing: string
  /** Text kept for this conversation; set it as the composer's first value. */
  readonly draft: string
  readonly composerFailure: string
  /** Joins the conversation's events, shows what is cached, loads the newest page, clears unread. */
  open(): Promise<void>
  close(): void
  /** Tells whether the page is visible: unread is cleared only while it is. */
  setVisible(isVisible: boolean): void
  setDraft(text: string): void
  /** Sends what the composer holds, with its quote and mentions; or finishes an edit. */
  send(text: string): SendOutcome
  /** Sends it as several messages, in order. Once one is refused, it and what follows stay in the composer. */
  sendInParts(): SendOutcome
  /** A place, a link, a contact card, or a message of a registered type. */
  sendContent(content: SentContent): SendOutcome
  readonly actions: MessageActionsFace
  readonly selection: SelectionFace
  readonly composing: ComposingFace
  readonly longText: LongTextFace
  readonly mentions: MentionPickerFace
  /** Null in one-to-one chats. */
  readonly members: MembersFace | null
  readonly receipts: ReceiptsFace
  readonly position: PositionFace
  /** The day a message was sent, in words; empty when the row is not here. */
  dayOf(rowId: string): string
  readonly forwarding: ForwardingFace
  readonly voice: VoiceFace
  readonly voiceDraft: VoiceDraftFace
  readonly burning: BurningFace
  readonly media: ChatMediaFace
}

export interface RoomFace extends MessageListFace {
  readonly roomId: string
  readonly title: string
  readonly state: RoomState
  readonly memberCount: number
  readonly composerFailure: string
  /** Words when something was missed while away; empty when none. */
  readonly gapNotice: string
  join(): Promise<void>
  leave(): Promise<void>
  send(text: string): SendOutcome
}

export interface RoomListFace {
  readonly rows: readonly RoomRow[]
  readonly isLoading: boolean
  readonly failure: string
  load(): Promise<void>
}

export interface ContactsFace {
  readonly sections: readonly ContactSection[]
  readonly groups: readonly ConversationRow[]
  readonly isLoading: boolean
  readonly failure: string
  load(): Promise<void>
  /** The name only this person sees; empty for none. */
  remarkOf(userId: string): string
  setRemark(userId: string, remark: string): Promise<void>
  /** Ends the contact for both; what they said stays. */
  remove(userId: string): Promise<void>
}

export interface MeFace {
  readonly profile: Profile | null
  readonly isSaving: boolean
  readonly failure: string
  load(): Promise<void>
  rename(name: string): Promise<boolean>
}

export type LanguageChoice = 'system' | 'zh-CN' | 'en'

export type ThemeChoice = 'system' | 'light' | 'dark'

export interface SettingsFace {
  readonly languageChoice: LanguageChoice
  /** The language in use now. */
  readonly language: 'zh-CN' | 'en'
  setLanguage(choice: LanguageChoice): void
  /** Kept on this phone, like the language. */
  readonly themeChoice: ThemeChoice
  setTheme(choice: ThemeChoice): void
  /** What the on-screen keyboard took when it was last up, px; 0 while it is not known. Panels are as high. */
  readonly keyboardHeight: number
  keepKeyboardHeight(px: number): void
}
