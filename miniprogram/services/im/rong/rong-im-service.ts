import type { Conversation } from '../../../models/conversation'
import type { ConversationRef } from '../../../models/conversation-ref'
import type { Message } from '../../../models/message'
import type { SdkTraffic } from '../../../platform/sdk-traffic'
import { atMost, type Clock } from '../../../utils/clock'
import type { Storage } from '../../../utils/storage'
import { Emitter } from '../../../utils/emitter'
import type { UploadKind, UploadPermit, UploadTarget } from '../../upload/upload-permit'
import { ImError } from '../im-error'
import type {
  CustomType,
  ImConversationActions,
  ImMessageActions,
  ImReceipts,
  ImRoomEntries,
  ImTags,
} from '../im-features'
import type {
  ConversationPage,
  HistoryPage,
  ImAddresses,
  ImEvents,
  ImService,
  OutgoingMessage,
  RoomInfo,
  Unsubscribe,
} from '../im-service'
import { contentToSdk } from './content-to-sdk'
import { conversationActions } from './features/conversation-actions'
import { messageActions } from './features/message-actions'
import { receipts } from './features/receipts'
import { roomEntries } from './features/room-entries'
import { tags } from './features/tags'
import {
  BURN_NOTICE,
  burnToSdk,
  conversationFromSdk,
  conversationToSdk,
  extraWithClientId,
  LEVEL_DEFAULT,
  LEVEL_MUTED,
  mentionsToSdk,
  messageFromSdk,
} from './mapping'
import { LateAcks } from './late-acks'
import { SdkCaller, type RongSdk, type SdkLoader } from './sdk-caller'
import { listenToSdk } from './sdk-events'
import { sendOptions } from './send-options'
import { ServerTime } from './server-time'
import { isCountedByCloud } from './unread-counting'
import { uploadPermit } from './upload-targets'

/** The vendor's own types that its SDK does not know by itself. */
const VENDOR_TYPES: CustomType[] = [
  { objectName: 'RC:CardMsg', isPersisted: true, isCounted: true, isStatus: false },
  { objectName: 'RC:ContactNtf', isPersisted: true, isCounted: true, isStatus: false },
  { objectName: 'RC:ProfileNtf', isPersisted: true, isCounted: false, isStatus: false },
  { objectName: BURN_NOTICE, isPersisted: false, isCounted: false, isStatus: false },
]

/** An SDK that does not end by then is left to itself: somebody waits for the next attempt. */
const END_MS = 5_000
/** `enum EnableLogL`: 1 errors only. */
const LOG_ERRORS = 1

/** `enum FileType`. */
const FILE_TYPES: Record<UploadKind, number> = { image: 1, audio: 2, video: 3, file: 4, page: 6 }
/** `enum UploadMethod`. */
const VENDOR_NUMBERS: Record<UploadTarget['vendor'], number> = { qiniu: 1, aliyun: 2, s3: 3 }

/** `ImService` over @rongcloud/imlib-next. The SDK is one per app, so this is too. */
export class RongImService implements ImService {
  readonly messageActions: ImMessageActions
  readonly receipts: ImReceipts
  readonly conversationActions: ImConversationActions
  readonly tags: ImTags
  readonly roomEntries: ImRoomEntries
  private readonly emitter = new Emitter<ImEvents>()
  private readonly customTypes: CustomType[] = []
  private readonly sdk: SdkCaller
  private readonly lateAcks: LateAcks
  private started: ImAddresses | null = null
  private starting: Promise<void> = Promise.resolve()
  /** A `connect` that overtakes a disconnect joins the attempt that was given up. */
  private ending: Promise<void> = Promise.resolve()
  private isConnecting = false
  private readonly serverTime: ServerTime
  /** After a failed attempt the SDK keeps what it made up when no navigator answered. */
  private mustStartAgain = false
  private starts = 0

  constructor(
    loader: SdkLoader,
    /** The storage the SDK itself writes to, unprefixed. */
    private readonly storage: Storage,
    private readonly traffic: SdkTraffic,
    private readonly clock: Clock,
  ) {
    this.sdk = new SdkCaller(loader)
    this.messageActions = messageActions(this.sdk, this.emitter)
    this.receipts = receipts(this.sdk, () => this.navigated('grpRRVer'))
    this.conversationActions = conversationActions(this.sdk, (name) => this.navigated(name))
    this.tags = tags(this.sdk)
    this.roomEntries = roomEntries(this.sdk)
    this.lateAcks = new LateAcks(clock, () => this.emitter.emit('link', { state: 'silent' }))
    this.emitter.on('link', ({ state }) => (this.isConnecting = state === 'connecting'))
    this.serverTime = new ServerTime(this.emitter, this.sdk)
  }

  on<Name extends keyof ImEvents>(
    name: Name,
    listener: (event: ImEvents[Name]) => void,
  ): Unsubscribe {
    return this.emitter.on(name, listener)
  }

  registerType(type: CustomType): void {
    this.customTypes.push(type)
    if (this.started !== null) void this.sdk.load().then((sdk) => register(sdk, type))
  }

  prepare(addresses: ImAddresses): Promise<void> {
    const next = this.starting.catch(() => undefined).then(() => this.start(addresses))
    this.starting = next
    return next
  }

  private async start(addresses: ImAddresses): Promise<void> {
    const sdk = await this.sdk.load()
    await this.ending
    const isStarted = this.started !== null && isSameAddresses(this.started, addresses)
    if (isStarted && !this.mustStartAgain) return
    if (this.started !== null) await sdk.destroy()
    this.mustStartAgain = this.isConnecting = false
    // The SDK keeps a navigator's answer for two hours, with the CMP hosts of that time in it, and
    // then ignores `customCMP`; what it kept must go before it starts with new addresses.
    this.storage.remove(`navi_${addresses.appKey}`)
    try {
      sdk.init({
        appkey: addresses.appKey,
        navigators: addresses.navigators,
        customCMP: addresses.cmpHosts,
        logOutputLevel: LOG_ERRORS,
        // A navigator's answer also stays in memory, by environment, and nothing else removes it.
        // The name stays on the device.
        environment: `start${(this.starts += 1)}`,
      })
    } catch (thrown) {
      throw ImError.fromThrown(thrown, 'init')
    }
    for (const type of [...VENDOR_TYPES, ...this.customTypes]) register(sdk, type)
    listenToSdk(sdk, this.emitter)
    this.started = addresses
  }

  /** A figure of the navigator's answer, which the SDK keeps and does not tell. */
  private navigated(name: string): number | undefined {
    const kept = this.started && this.storage.read(`navi_${this.started.appKey}`)
    const found = new RegExp(`\\\\?"${name}\\\\?":\\s*(\\d+)`).exec(kept ?? '')
    return found ? Number(found[1]) : undefined
  }

  async connect(token: string): Promise<string> {
    try {
      const { userId } = await this.sdk.call('connect', (sdk) => sdk.connect(token))
      return userId
    } catch (error) {
      this.mustStartAgain = true
      throw error
    }
  }

  disconnect(): Promise<void> {
    const leaving = this.ending.then(() => this.end())
    this.ending = leaving.catch(() => undefined)
    return leaving
  }

  private async end(): Promise<void> {
    if (!this.sdk.isLoaded) return
    const sdk = await this.sdk.load()
    this.mustStartAgain ||= this.isConnecting
    // It waits for a connect under way, and that for the server's answer, for ever.
    if (this.isConnecting) this.traffic.stop()
    try {
      await atMost(this.clock, END_MS, sdk.disconnect())
    } finally {
      this.traffic.resume()
    }
  }

  serverNow(): number {
    return this.serverTime.now()
  }

  async probe(): Promise<void> {
    await this.conversationPage({ count: 1 })
  }

  async send(conversation: ConversationRef, outgoing: OutgoingMessage): Promise<Message> {
    const { objectName, fields } = contentToSdk(outgoing.content)
    const content = {
      ...fields,
      extra: extraWithClientId(outgoing.clientId),
      ...(outgoing.mentions && { mentionedInfo: mentionsToSdk(outgoing.mentions) }),
      ...burnToSdk(outgoing.burnSeconds),
    }
    // The SDK refuses the option where the cloud does not count.
    const needReceipt = this.receipts.way() === 'counted' && outgoing.directedTo === undefined
    const sending = this.sdk.call('sendMessage', (sdk) =>
      sdk.sendMessage(
        conversationToSdk(conversation),
        new sdk.BaseMessage(objectName, content, true, true),
        sendOptions(outgoing, needReceipt),
      ),
    )
    this.lateAcks.follow(sending)
    const message = messageFromSdk(await sending)
    if (message === null) throw new ImError('UNREADABLE_ANSWER', true, 0, 'sendMessage')
    return { ...message, sendState: 'sent' }
  }

  sendTyping(conversation: ConversationRef): void {
    this.sdk
      .call('sendTypingStatusMessage', (sdk) =>
        sdk.sendTypingStatusMessage(conversationToSdk(conversation), 'RC:TxtMsg'),
      )
      .catch(() => undefined)
  }

  async history(
    conversation: ConversationRef,
    options: { before?: number; after?: number; count: number },
  ): Promise<HistoryPage> {
    const { before, after, count } = options
    const order: 0 | 1 = after === undefined ? 0 : 1
    const timestamp = after ?? before ?? this.serverTime.afterAll()
    const query = { timestamp, count, order }
    const page = await this.sdk.call('getHistoryMessages', (sdk) =>
      sdk.getHistoryMessages(conversationToSdk(conversation), query),
    )
    const messages = page.list.map(messageFromSdk).filter((item) => item !== null)
    messages.sort((a, b) => a.sentAt - b.sentAt)
    const times = page.list.map(({ sentTime }) => sentTime)
    if (messages.length > 0 || !page.hasMore || times.length === 0) {
      return { messages, hasMore: page.hasMore }
    }
    // A page of nothing but instructions: what is asked for lies beyond it.
    const beyond = order === 0 ? { before: Math.min(...times) } : { after: Math.max(...times) }
    return this.history(conversation, { ...beyond, count })
  }

  async uploadPermit(kind: UploadKind, name: string): Promise<UploadPermit> {
    const auth = await this.sdk.call('getFileToken', (sdk) =>
      sdk.getFileToken(FILE_TYPES[kind], name),
    )
    const isPlain = this.started?.navigators[0]?.startsWith('http:') ?? false
    return uploadPermit(auth, kind, isPlain ? 'http' : 'https')
  }

  async fileUrl(
    kind: UploadKind,
    key: string,
    saveName: string,
    vendor: UploadTarget['vendor'],
  ): Promise<string> {
    const { downloadUrl } = await this.sdk.call('getFileUrl', (sdk) =>
      sdk.getFileUrl(FILE_TYPES[kind], key, saveName, undefined, VENDOR_NUMBERS[vendor]),
    )
    return downloadUrl
  }

  async conversationPage(options: { before?: number; count: number }): Promise<ConversationPage> {
    const list = await this.sdk.call('getConversationList', (sdk) =>
      sdk.getConversationList({ count: options.count, startTime: options.before ?? 0, order: 0 }),
    )
    const conversations = list.map(conversationFromSdk).filter((item) => item !== null)
    return { conversations: conversations.filter(isListed), hasMore: list.length >= options.count }
  }

  async removeConversation(conversation: ConversationRef): Promise<void> {
    await this.sdk.call('removeConversation', (sdk) =>
      sdk.removeConversation(conversationToSdk(conversation)),
    )
  }

  async clearUnread(conversation: ConversationRef): Promise<void> {
    const target = conversationToSdk(conversation)
    try {
      await this.sdk.call('clearMessagesUnreadStatus', (sdk) =>
        sdk.clearMessagesUnreadStatus(target),
      )
    } catch (error) {
      if (!isCountedByCloud(error)) throw error
      await this.sdk.call('markRemoteConversationAsRead', (sdk) =>
        sdk.markRemoteConversationAsRead(target),
      )
    }
  }

  async setPinned(conversation: ConversationRef, isPinned: boolean): Promise<void> {
    await this.sdk.call('setConversationToTop', (sdk) =>
      sdk.setConversationToTop(conversationToSdk(conversation), isPinned),
    )
  }

  async setMuted(conversation: ConversationRef, isMuted: boolean): Promise<void> {
    await this.sdk.call('setConversationNotificationLevel', (sdk) =>
      sdk.setConversationNotificationLevel(
        conversationToSdk(conversation),
        isMuted ? LEVEL_MUTED : LEVEL_DEFAULT,
      ),
    )
  }

  async joinRoom(roomId: string, count: number): Promise<{ memberCount: number }> {
    await this.sdk.call('joinChatRoom', (sdk) => sdk.joinChatRoom(roomId, { count }))
    const { memberCount } = await this.roomInfo(roomId, 0)
    return { memberCount }
  }

  async leaveRoom(roomId: string): Promise<void> {
    await this.sdk.call('quitChatRoom', (sdk) => sdk.quitChatRoom(roomId))
  }

  async roomInfo(roomId: string, count: number): Promise<RoomInfo> {
    const info = await this.sdk.call('getChatRoomInfo', (sdk) =>
      sdk.getChatRoomInfo(roomId, { count, order: 2 }),
    )
    return {
      memberCount: info.userCount,
      members: info.userInfos.map(({ id, time }) => ({ userId: id, joinedAt: time })),
    }
  }
}

/** The list holds what people talk in; rooms are entered from their own tab. */
function isListed(conversation: Conversation): boolean {
  return conversation.kind !== 'chatroom'
}

function isSameAddresses(a: ImAddresses, b: ImAddresses): boolean {
  const facts = ({ appKey, navigators, cmpHosts }: ImAddresses) =>
    JSON.stringify([appKey, navigators, cmpHosts])
  return facts(a) === facts(b)
}

function register(sdk: RongSdk, type: CustomType): void {
  sdk.registerMessageType(type.objectName, type.isPersisted, type.isCounted, [], type.isStatus)
}
