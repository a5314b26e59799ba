import type { ConversationRef } from '../../models/conversation-ref'
import type { Mentions, Message, SendFailure } from '../../models/message'
import { conversationKey } from '../../models/conversation-ref'
import type { MessageContent } from '../../models/message-content'
import type { UploadKind, UploadPermit } from '../upload/upload-permit'

export type OutboxState =
  /** Waits for its turn. */
  | 'queued'
  /** On the wire; after a restart nobody knows what became of it. */
  | 'trying'
  /** It may have arrived: history is asked before it is tried again. */
  | 'unknown'
  /** Final until a person retries or discards it. */
  | 'failed'

export interface PendingUpload {
  /** Temporary path on the device. */
  path: string
  kind: UploadKind
  name: string
  /** Kept for the next try while it is valid. */
  permit?: UploadPermit
}

/** One message on its way out, as it is kept in storage. */
export interface OutboxEntry {
  clientId: string
  /** Position in the queue: entries of one conversation go out in this order. */
  sequence: number
  conversation: ConversationRef
  content: MessageContent
  mentions?: Mentions
  directedTo?: string[]
  isSilent?: boolean
  burnSeconds?: number
  senderId: string
  /** The file that must be uploaded first; its address goes into `content`. */
  upload?: PendingUpload
  /** Estimate of the server's time, Unix ms: where the row stands until it is acknowledged. */
  createdAt: number
  /**
   * Server time of the newest message known of its conversation before the first try, Unix ms: only
   * after that can it be in history. 0 when none is known.
   */
  seenUntil: number
  /** Our idea of the server's time at the first try, Unix ms; 0 before it. */
  firstTriedAt: number
  state: OutboxState
  /** Tries since a person last asked for it. */
  tries: number
  failure?: SendFailure
  /** Of a failed entry: nobody knows whether the last try arrived. */
  mayHaveArrived?: boolean
}

/** The entry as a message list shows it. */
export function messageOfEntry(entry: OutboxEntry): Message {
  const { clientId, conversation, mentions, directedTo, senderId, createdAt, failure } = entry
  const isFailed = entry.state === 'failed'
  return {
    id: clientId,
    uid: '',
    clientId,
    conversationKey: conversationKey(conversation),
    kind: conversation.kind,
    targetId: conversation.targetId,
    senderId,
    isOwn: true,
    sentAt: createdAt,
    content: withLocalFile(entry),
    sendState: isFailed ? 'failed' : 'sending',
    isCounted: true,
    ...(mentions && { mentions }),
    ...(directedTo && { directedTo }),
    ...(entry.burnSeconds && { burnSeconds: entry.burnSeconds }),
    ...(isFailed && failure && { failure }),
  }
}

/** The content with the address of its uploaded file. */
export function withUrl(content: MessageContent, url: string): MessageContent {
  return 'url' in content ? { ...content, url } : content
}

/** While a file is on its way the row shows the one on the device. */
export function withLocalFile({ content, upload }: OutboxEntry): MessageContent {
  return upload === undefined ? content : withUrl(content, upload.path)
}
