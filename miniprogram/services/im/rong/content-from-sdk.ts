import type { MessageContent, NoticeContent, VoiceContent } from '../../../models/message-content'

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
  'RC:CombineMsg': (f) => ({
    type: 'combine',
    url: text(f.remoteUrl),
    names: texts(f.nameList),
    summaries: texts(f.summaryList),
  }),
  'RC:InfoNtf': (f) => ({ type: 'notice', text: text(f.message) }),
  'RC:GrpNtf': (f) => groupNotice(f),
  'RC:ContactNtf': (f) => ({ type: 'notice', text: text(f.message) }),
  'RC:ProfileNtf': (f) => ({ type: 'notice', text: text(f.operation) }),
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
