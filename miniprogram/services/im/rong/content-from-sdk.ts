import type {
  CombineContent,
  CombinedItem,
  ContactChange,
  MembershipChange,
  MessageContent,
  NoticeContent,
  VoiceContent,
} from '../../../models/message-content'
import { GROUP_NOTICE } from './app-types'

type Fields = Record<string, unknown>

/**
 * Vendor content (JSON of another client, so anything may be missing or of another type) -> ours.
 * Field names: I…MessageContent, @rongcloud/engine 5.38.0, index.d.ts.
 */
export function contentFromSdk(objectName: string, raw: unknown): MessageContent {
  const fields = isFields(raw) ? raw : {}
  const reader = READERS[objectName]
  if (reader !== undefined) return reader(fields)
  if (objectName.startsWith('app:')) return { type: 'custom', objectName, payload: fields }
  return { type: 'unknown', objectName }
}

const READERS: Record<string, (fields: Fields) => MessageContent> = {
  'RC:TxtMsg': (f) => ({ type: 'text', text: text(f.content) }),
  'RC:ImgMsg': (f) => ({
    type: 'image',
    url: text(f.imageUri),
    thumbnail: text(f.content),
    width: count(f.thumWidth),
    height: count(f.thumHeight),
  }),
  'RC:GIFMsg': (f) => ({
    type: 'gif',
    url: text(f.remoteUrl),
    width: count(f.width),
    height: count(f.height),
    bytes: count(f.gifDataSize),
  }),
  'RC:HQVCMsg': (f) => voice(text(f.remoteUrl), f.duration, false, ''),
  'RC:VcMsg': (f) => voice('', f.duration, true, text(f.content)),
  'RC:SightMsg': (f) => ({
    type: 'video',
    url: text(f.sightUrl),
    thumbnail: text(f.content),
    durationSeconds: count(f.duration),
    bytes: count(f.size),
    name: text(f.name),
  }),
  'RC:FileMsg': (f) => ({
    type: 'file',
    url: text(f.fileUrl),
    name: text(f.name),
    bytes: count(f.size),
    fileType: text(f.type),
  }),
  'RC:LBSMsg': (f) => ({
    type: 'location',
    latitude: number(f.latitude),
    longitude: number(f.longitude),
    place: text(f.poi),
    thumbnail: text(f.content),
  }),
  'RC:ImgTextMsg': (f) => ({
    type: 'card',
    title: text(f.title),
    text: text(f.content),
    imageUrl: text(f.imageUri),
    url: text(f.url),
  }),
  'RC:ReferenceMsg': (f) => ({
    type: 'quote',
    text: text(f.content),
    quoted: {
      uid: text(f.referMsgUid),
      senderId: text(f.referMsgUserId),
      // A quote inside a quote is cut to its text, so that hostile nesting ends here.
      content:
        f.objName === 'RC:ReferenceMsg'
          ? { type: 'text', text: isFields(f.referMsg) ? text(f.referMsg.content) : '' }
          : contentFromSdk(text(f.objName), f.referMsg),
    },
  }),
  'RC:CombineMsg': (f) => combined(f),
  'RC:CombineV2Msg': (f) => combinedInFile(f),
  'RC:CardMsg': (f) => ({
    type: 'contact',
    userId: text(f.userId),
    name: text(f.name),
    avatarUrl: text(f.portraitUri),
  }),
  'RC:InfoNtf': (f) => ({ type: 'notice', text: text(f.message) }),
  'RC:GrpNtf': (f) => groupNotice(f),
  'RC:ContactNtf': (f) => contactNotice(f),
  [GROUP_NOTICE.objectName]: (f) => membershipNotice(f),
  'RC:ProfileNtf': (f) => ({
    type: 'notice',
    text: '',
    profile: { operation: text(f.operation), userId: userIdOf(f) },
  }),
  'RC:RcNtf': (f) => ({ type: 'recalled', byUserId: text(f.operatorId), text: '' }),
}

const GROUP_OPERATIONS = [
  'Create',
  'Add',
  'Quit',
  'Kicked',
  'Rename',
  'Bulletin',
  'Dismiss',
  'Transfer',
] as const

const CONTACT_OPERATIONS = ['Request', 'AcceptResponse', 'RejectResponse'] as const

function contactNotice(f: Fields): NoticeContent {
  const operation: ContactChange['operation'] | undefined = CONTACT_OPERATIONS.find(
    (known) => known === f.operation,
  )
  const message = text(f.message)
  if (operation === undefined) return { type: 'notice', text: message }
  const { sourceUserId, targetUserId } = f
  const people = { sourceUserId: text(sourceUserId), targetUserId: text(targetUserId) }
  return { type: 'notice', text: '', contact: { operation, ...people, message } }
}

const MEMBERSHIP_OPERATIONS = ['added', 'removed', 'dissolved'] as const

function membershipNotice(f: Fields): NoticeContent {
  const operation: MembershipChange['operation'] | undefined = MEMBERSHIP_OPERATIONS.find(
    (known) => known === f.operation,
  )
  if (operation === undefined) return { type: 'notice', text: text(f.message) }
  const { operatorId, groupId, groupName } = f
  const group = { groupId: text(groupId), groupName: text(groupName) }
  return {
    type: 'notice',
    text: '',
    membership: { operation, operatorId: text(operatorId), ...group },
  }
}

/** `data` of a profile notice is JSON the app defines; `user` of any content names its sender. */
function userIdOf(f: Fields): string {
  return text(parsedFields(f.data).userId) || (isFields(f.user) ? text(f.user.id) : '')
}

/** A chat history holds no more, so that one message from outside cannot fill the phone. */
const MAX_ITEMS = 100
const MAX_NESTING = 3
/** `enum ConversationType`, @rongcloud/engine 5.38.0. */
const GROUP = 3
const COMBINED = new Set(['RC:CombineMsg', 'RC:CombineV2Msg'])

function combined(f: Fields): CombineContent {
  return {
    type: 'combine',
    url: text(f.remoteUrl),
    names: texts(f.nameList),
    ...(f.conversationType === GROUP && { isFromGroup: true }),
    summaries: texts(f.summaryList),
    items: combinedItems(f.msgList),
  }
}

/**
 * The second form has no page: what is too long for `msgList` stands at `remoteUrl`, the same list as JSON.
 * Source: ICombineV2MessageContent, @rongcloud/engine 5.38.0, index.d.ts.
 */
function combinedInFile(f: Fields): CombineContent {
  const { url: listUrl, ...content } = combined(f)
  const isElsewhere = content.items.length === 0 && listUrl !== ''
  return { ...content, url: '', ...(isElsewhere && { listUrl }) }
}

/** @param json the file of a `listUrl`. @throws {SyntaxError} when it is none. */
export function combinedFromFile(json: string): CombinedItem[] {
  const list: unknown = JSON.parse(json)
  if (!Array.isArray(list)) throw new SyntaxError('no list of messages')
  return combinedItems(list)
}

/** Names as in the vendor's second combine message (ICombinedMessage, @rongcloud/engine 5.38.0). */
function combinedItems(list: unknown, nesting = 1): CombinedItem[] {
  if (!Array.isArray(list) || nesting > MAX_NESTING) return []
  return list
    .filter(isFields)
    .slice(0, MAX_ITEMS)
    .map((item) => combinedItem(item, nesting))
}

function combinedItem(f: Fields, nesting: number): CombinedItem {
  const objectName = text(f.objectName)
  const inner = isFields(f.content) ? f.content : {}
  const isNested = COMBINED.has(objectName)
  const content = contentFromSdk(objectName, isNested ? { ...inner, msgList: [] } : inner)
  return {
    senderId: text(f.fromUserId),
    senderName: text(f.fromUserName),
    sentAt: number(f.timestamp),
    content:
      content.type === 'combine'
        ? { ...content, items: combinedItems(inner.msgList, nesting + 1) }
        : content,
  }
}

/** `data` is JSON in a string; its names are those of the vendor's message document. */
function groupNotice(f: Fields): NoticeContent {
  const operation = GROUP_OPERATIONS.find((known) => known === f.operation)
  if (operation === undefined) return { type: 'notice', text: text(f.message) }
  const data = parsedFields(f.data)
  const names = texts(data.targetUserDisplayNames)
  return {
    type: 'notice',
    text: text(f.message),
    group: {
      operation,
      operatorId: text(f.operatorUserId),
      targetNames: names.length > 0 ? names : texts([data.newCreatorName]),
      text: text(data.targetGroupName) || text(data.bulletin),
    },
  }
}

function parsedFields(value: unknown): Fields {
  if (isFields(value)) return value
  try {
    const parsed: unknown = JSON.parse(text(value))
    return isFields(parsed) ? parsed : {}
  } catch {
    return {}
  }
}

function voice(
  url: string,
  duration: unknown,
  isLegacyAmr: boolean,
  inlineBase64: string,
): VoiceContent {
  return { type: 'voice', url, durationSeconds: count(duration), isLegacyAmr, inlineBase64 }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function number(value: unknown): number {
  const result = typeof value === 'string' ? Number(value) : value
  return typeof result === 'number' && Number.isFinite(result) ? result : 0
}

function count(value: unknown): number {
  return Math.max(0, number(value))
}
