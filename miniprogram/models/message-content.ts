/** What a message says. `type` is ours; the cloud's object name is in the comment beside it. */
export type MessageContent =
  | TextContent
  | ImageContent
  | GifContent
  | VoiceContent
  | VideoContent
  | FileContent
  | LocationContent
  | CardContent
  | QuoteContent
  | CombineContent
  | ContactContent
  | NoticeContent
  | RecalledContent
  | CustomContent
  | UnknownContent

/** RC:TxtMsg */
export interface TextContent {
  type: 'text'
  text: string
}

/** RC:ImgMsg. `thumbnail` is base64 JPEG without a prefix; sizes in pixels, 0 when not told. */
export interface ImageContent {
  type: 'image'
  url: string
  thumbnail: string
  width: number
  height: number
}

/** RC:GIFMsg */
export interface GifContent {
  type: 'gif'
  url: string
  width: number
  height: number
  bytes: number
}

/** RC:HQVCMsg, and RC:VcMsg of old clients (`isLegacyAmr`, whose bytes are in `inlineBase64`). */
export interface VoiceContent {
  type: 'voice'
  url: string
  durationSeconds: number
  isLegacyAmr: boolean
  inlineBase64: string
}

/** RC:SightMsg */
export interface VideoContent {
  type: 'video'
  url: string
  thumbnail: string
  durationSeconds: number
  bytes: number
  name: string
}

/** RC:FileMsg */
export interface FileContent {
  type: 'file'
  url: string
  name: string
  bytes: number
  /** The extension or media type its sender gave. */
  fileType: string
}

/** RC:LBSMsg. Degrees, GCJ-02. */
export interface LocationContent {
  type: 'location'
  latitude: number
  longitude: number
  place: string
  thumbnail: string
}

/** RC:ImgTextMsg: a card with a picture and a link. */
export interface CardContent {
  type: 'card'
  title: string
  text: string
  imageUrl: string
  url: string
}

/** RC:ReferenceMsg */
export interface QuoteContent {
  type: 'quote'
  text: string
  quoted: { uid: string; senderId: string; content: MessageContent }
}

/**
 * RC:CombineMsg, RC:CombineV2Msg: several messages forwarded as one. `url` is a page (HTML) other clients show;
 * `items` are the messages themselves, empty when its sender's client sent the page only, or put them into a file.
 */
export interface CombineContent {
  type: 'combine'
  url: string
  /** The group's, when they were said in one; else those of the people who said them. */
  names: string[]
  isFromGroup?: boolean
  summaries: string[]
  items: CombinedItem[]
  /** Where the file with `items` is, in the cloud's form; only when they did not come along. */
  listUrl?: string
}

/** One message inside a chat history. */
export interface CombinedItem {
  senderId: string
  senderName: string
  /** Server time, Unix ms. */
  sentAt: number
  content: MessageContent
}

/** RC:CardMsg: somebody recommended to somebody. */
export interface ContactContent {
  type: 'contact'
  userId: string
  name: string
  avatarUrl: string
}

/** Grey lines: RC:InfoNtf, RC:GrpNtf, RC:ContactNtf, RC:ProfileNtf, app:GroupNotice. */
export interface NoticeContent {
  type: 'notice'
  /** Its sender's own words; empty when `group` tells what happened. */
  text: string
  group?: GroupChange
  contact?: ContactChange
  membership?: MembershipChange
  profile?: ProfileChange
}

/** What RC:ContactNtf tells: who asks to be a contact, or has answered. */
export interface ContactChange {
  operation: 'Request' | 'AcceptResponse' | 'RejectResponse'
  sourceUserId: string
  targetUserId: string
  message: string
}

/** What app:GroupNotice tells one person alone: what somebody did to their part in a group. */
export interface MembershipChange {
  operation: 'added' | 'removed' | 'dissolved'
  operatorId: string
  groupId: string
  groupName: string
}

/** What RC:ProfileNtf tells: whose profile changed; the app says what `operation` means. */
export interface ProfileChange {
  operation: string
  userId: string
}

/** What RC:GrpNtf tells: who did what to the group. */
export interface GroupChange {
  operation: 'Create' | 'Add' | 'Quit' | 'Kicked' | 'Rename' | 'Bulletin' | 'Dismiss' | 'Transfer'
  operatorId: string
  /** Names of the people it was done to. */
  targetNames: string[]
  /** The new name, or the new notice. */
  text: string
}

/** RC:RcNtf, or a message RC:RcCmd took back. `text` is kept for the sender's own re-edit only. */
export interface RecalledContent {
  type: 'recalled'
  byUserId: string
  text: string
}

/** A type registered by Hutong itself (`app:…`); its payload is checked where it is used. */
export interface CustomContent {
  type: 'custom'
  objectName: string
  payload: Record<string, unknown>
}

/** Anything this version does not know: shown as a fallback row, never dropped. */
export interface UnknownContent {
  type: 'unknown'
  objectName: string
}
