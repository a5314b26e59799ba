import type { Conversation } from '../../models/conversation'
import type { ConversationRef } from '../../models/conversation-ref'
import type { Mentions, Message } from '../../models/message'
import type { MessageContent } from '../../models/message-content'
import type {
  CustomType,
  ImConversationActions,
  ImMessageActions,
  ImReceipts,
  ImRoomEntries,
  ImTags,
  ReadSummary,
} from './im-features'
import type { UploadKind, UploadPermit, UploadTarget } from '../upload/upload-permit'

/** What the SDK's link to the cloud is doing: its own four words, and one of ours. */
export type LinkState =
  | { state: 'connecting' }
  | { state: 'connected' }
  /** A send has waited seconds for its ack: the link may be dead without having said so. */
  | { state: 'silent' }
  /** The link broke; the SDK goes on trying. `sdkCode` says why. */
  | { state: 'suspended'; sdkCode: number }
  /** The SDK has stopped trying. */
  | { state: 'disconnected'; sdkCode: number }

export interface ImAddresses {
  appKey: string
  /** `http(s)://host[:port]`, in order of preference. */
  navigators: string[]
  /** `host[:port]`, in order of preference. */
  cmpHosts: string[]
}

export interface HistoryPage {
  /** Oldest first. */
  messages: Message[]
  hasMore: boolean
}

export interface OutgoingMessage {
  clientId: string
  content: MessageContent
  mentions?: Mentions
  /** Group only: who receives it; everybody when absent. */
  directedTo?: string[]
  pushContent?: string
  pushData?: string
  /** What offline phones of other platforms show. */
  push?: { title: string; content: string; data: string }
  isVoipPush?: boolean
  isSilent?: boolean
  canExpand?: boolean
  expansion?: Record<string, string>
  /** Seconds it stays once opened. */
  burnSeconds?: number
}

export interface ConversationPage {
  conversations: Conversation[]
  hasMore: boolean
}

export interface TypingEvent {
  conversation: ConversationRef
  /** People typing now; empty when they stopped. */
  userIds: string[]
}

export type RoomEvent =
  | { type: 'rejoined'; roomId: string; memberCount: number }
  | { type: 'rejoinFailed'; roomId: string; sdkCode: number }
  | { type: 'members'; roomId: string; joined: string[]; left: string[]; memberCount: number }
  | { type: 'entries'; roomId: string; changes: RoomEntryChange[] }
  | { type: 'entriesSynced'; roomId: string }
  | { type: 'destroyed'; roomId: string }
  | { type: 'muted'; roomId: string; operation: number; userIds: string[]; untilMs: number }
  | { type: 'blocked'; roomId: string; isBlocked: boolean; userIds: string[] }

export interface RoomEntryChange {
  key: string
  value: string
  isRemoved: boolean
  /** Server time, Unix ms. */
  changedAt: number
}

export interface RoomInfo {
  memberCount: number
  members: { userId: string; joinedAt: number }[]
}

export interface ImEvents {
  link: LinkState
  /** A batch as the SDK delivered it; may repeat and reorder. Own sends of other devices included. */
  messages: Message[]
  /** Conversations whose latest message, unread count, pin or mute changed. */
  conversations: Conversation[]
  /** Messages kept while we were away have all been delivered. */
  caughtUp: undefined
  typing: TypingEvent
  room: RoomEvent
  /** Moderation stopped a message that had been acknowledged. */
  blocked: { uid: string; conversation: ConversationRef }
  edited: Message[]
  /** A message was taken back; `isAdmin` when a moderator did it. */
  recalled: { uid: string; conversation: ConversationRef; byUserId: string; isAdmin: boolean }
  /** Pairs set on, or keys removed from, a message. */
  expansion: {
    uid: string
    conversation: ConversationRef
    set: Record<string, string>
    removed: string[]
  }
  /** One-to-one: the other has read everything up to this server time, Unix ms. */
  readByPeer: { conversation: ConversationRef; userId: string; until: number }
  /** Group: a sender asks whether we have read this message. */
  receiptAsked: { conversation: ConversationRef; uid: string; senderId: string }
  /** Group: somebody has read these. */
  readBy: { conversation: ConversationRef; userId: string; uids: string[] }
  readCounts: { conversation: ConversationRef; summaries: ReadSummary[] }
  /** One-to-one: these burn from now on, since they were opened by whom they were sent to. */
  burning: { conversation: ConversationRef; uids: string[] }
  /** Another device of ours has read a conversation up to this server time, Unix ms. */
  readElsewhere: { conversation: ConversationRef; until: number }
  /** Tags were made, renamed or removed elsewhere. */
  tagsChanged: undefined
  /** Tags were put on or taken off conversations elsewhere. */
  conversationTagsChanged: undefined
  /** An instruction of the app's own (RC:CmdMsg, RC:CmdNtf): no row, but something to do. */
  command: { conversation: ConversationRef; name: string; data: string; senderId: string }
}

export type Unsubscribe = () => void

/**
 * The IM cloud as Hutong sees it. Every method rejects with `ImError` and nothing else.
 * Implemented by `RongImService`; tests use `FakeImService`.
 */
export interface ImService {
  /** @returns a function that undoes the subscription. */
  on<Name extends keyof ImEvents>(
    name: Name,
    listener: (event: ImEvents[Name]) => void,
  ): Unsubscribe

  readonly messageActions: ImMessageActions
  readonly receipts: ImReceipts
  readonly conversationActions: ImConversationActions
  readonly tags: ImTags
  readonly roomEntries: ImRoomEntries

  /** Makes a type of the app's own known; types that are not are neither kept nor counted. */
  registerType(type: CustomType): void

  /** Fetches the SDK's code and starts it with these addresses. Repeats are free. */
  prepare(addresses: ImAddresses): Promise<void>
  /**
   * @returns the id the cloud knows the person by.
   * @throws {ImError} `TOKEN_INVALID` and `TOKEN_EXPIRED` (fetch a new token), others by code.
   */
  connect(token: string): Promise<string>
  disconnect(): Promise<void>
  /** One small question the server must answer: resolves when the link is alive. */
  probe(): Promise<void>
  /** The server's time as last told, Unix ms; the phone's before the first connect. */
  serverNow(): number

  /** Resolves once the server acknowledged. Does not retry: the outbox does. */
  send(conversation: ConversationRef, message: OutgoingMessage): Promise<Message>
  /** Fire and forget: typing costs nothing when it is lost. */
  sendTyping(conversation: ConversationRef): void
  /** `before` and `after` are exclusive server times, Unix ms; newest page when neither is given. */
  history(
    conversation: ConversationRef,
    options: { before?: number; after?: number; count: number },
  ): Promise<HistoryPage>

  /** The cloud's leave to upload one file. @param name with its extension. */
  uploadPermit(kind: UploadKind, name: string): Promise<UploadPermit>
  /** The address others fetch the file from. @param saveName what it is called when saved. */
  fileUrl(
    kind: UploadKind,
    key: string,
    saveName: string,
    vendor: UploadTarget['vendor'],
  ): Promise<string>

  conversationPage(options: { before?: number; count: number }): Promise<ConversationPage>
  removeConversation(conversation: ConversationRef): Promise<void>
  /** On this device; where the cloud counts itself, on all. */
  clearUnread(conversation: ConversationRef): Promise<void>
  setPinned(conversation: ConversationRef, isPinned: boolean): Promise<void>
  setMuted(conversation: ConversationRef, isMuted: boolean): Promise<void>

  /** `count`: last messages wanted, at most 50. They arrive as `messages` events. */
  joinRoom(roomId: string, count: number): Promise<{ memberCount: number }>
  leaveRoom(roomId: string): Promise<void>
  /** `count`: people wanted, at most 20. */
  roomInfo(roomId: string, count: number): Promise<RoomInfo>
}
