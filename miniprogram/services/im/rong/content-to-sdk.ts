import type { CombineContent, CombinedItem, MessageContent } from '../../../models/message-content'

export interface SdkContent {
  objectName: string
  fields: Record<string, unknown>
}

/** `enum ConversationType`, @rongcloud/engine 5.38.0. */
const PRIVATE = 1
const GROUP = 3

/** Ours -> vendor content. @throws RangeError for kinds that only ever arrive. */
export function contentToSdk(content: MessageContent): SdkContent {
  switch (content.type) {
    case 'text':
      return { objectName: 'RC:TxtMsg', fields: { content: content.text } }
    case 'image':
      return {
        objectName: 'RC:ImgMsg',
        fields: {
          content: content.thumbnail,
          imageUri: content.url,
          thumWidth: content.width,
          thumHeight: content.height,
        },
      }
    case 'gif':
      return {
        objectName: 'RC:GIFMsg',
        fields: {
          remoteUrl: content.url,
          gifDataSize: content.bytes,
          width: content.width,
          height: content.height,
        },
      }
    case 'voice':
      return {
        objectName: 'RC:HQVCMsg',
        fields: { remoteUrl: content.url, duration: content.durationSeconds },
      }
    case 'video':
      return {
        objectName: 'RC:SightMsg',
        fields: {
          sightUrl: content.url,
          content: content.thumbnail,
          duration: content.durationSeconds,
          size: content.bytes,
          name: content.name,
        },
      }
    case 'file':
      return {
        objectName: 'RC:FileMsg',
        fields: {
          name: content.name,
          size: content.bytes,
          type: content.fileType,
          fileUrl: content.url,
        },
      }
    case 'location':
      return {
        objectName: 'RC:LBSMsg',
        fields: {
          latitude: content.latitude,
          longitude: content.longitude,
          poi: content.place,
          content: content.thumbnail,
        },
      }
    case 'card':
      return {
        objectName: 'RC:ImgTextMsg',
        fields: {
          title: content.title,
          content: content.text,
          imageUri: content.imageUrl,
          url: content.url,
        },
      }
    case 'quote': {
      const quoted = contentToSdk(content.quoted.content)
      return {
        objectName: 'RC:ReferenceMsg',
        fields: {
          content: content.text,
          referMsgUid: content.quoted.uid,
          referMsgUserId: content.quoted.senderId,
          objName: quoted.objectName,
          referMsg: quoted.fields,
        },
      }
    }
    case 'combine':
      return combineToSdk(content)
    case 'contact':
      return {
        objectName: 'RC:CardMsg',
        fields: { userId: content.userId, name: content.name, portraitUri: content.avatarUrl },
      }
    case 'notice':
      return { objectName: 'RC:InfoNtf', fields: { message: content.text } }
    case 'custom':
      return { objectName: content.objectName, fields: content.payload }
    case 'recalled':
    case 'unknown':
      throw new RangeError(`a message of type ${content.type} cannot be sent`)
  }
}

/**
 * The vendor's first form: each of its kits shows the page. The list goes with it, as in the second form, for clients
 * of this app. A history that came with its list in a file goes on in the second form.
 */
function combineToSdk(content: CombineContent): SdkContent {
  const { url, names, isFromGroup, summaries, items, listUrl } = content
  const head = {
    conversationType: isFromGroup ? GROUP : PRIVATE,
    nameList: names,
    summaryList: summaries,
  }
  if (listUrl !== undefined) {
    const jsonMsgKey = listUrl.replace(/[?#].*$/, '').replace(/^.*\//, '')
    const fields = { ...head, msgNum: summaries.length, jsonMsgKey, remoteUrl: listUrl }
    return { objectName: 'RC:CombineV2Msg', fields }
  }
  const list = { msgNum: items.length, msgList: items.map(combinedToSdk) }
  return { objectName: 'RC:CombineMsg', fields: { ...head, ...list, remoteUrl: url } }
}

/** Names as in the vendor's second combine message (ICombinedMessage, @rongcloud/engine 5.38.0). */
function combinedToSdk({ senderId, senderName, sentAt, content }: CombinedItem) {
  const { objectName, fields } = contentToSdk(content)
  return {
    fromUserId: senderId,
    fromUserName: senderName,
    timestamp: sentAt,
    objectName,
    content: fields,
  }
}
