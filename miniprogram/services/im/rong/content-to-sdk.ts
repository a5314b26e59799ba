import type { CombinedItem, MessageContent } from '../../../models/message-content'

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
      return {
        objectName: 'RC:CombineMsg',
        fields: {
          remoteUrl: content.url,
          conversationType: content.isFromGroup ? GROUP : PRIVATE,
          nameList: content.names,
          summaryList: content.summaries,
          msgNum: content.items.length,
          msgList: content.items.map(combinedToSdk),
        },
      }
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
