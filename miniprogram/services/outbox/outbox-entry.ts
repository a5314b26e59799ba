import type { ConversationRef } from '../../models/conversation'
import type { Mentions, Message, SendFailure } from '../../models/message'
import { conversationKey } from '../../models/conversation'
import type { MessageContent } from '../../models/message-content'

export type OutboxState =
  /** Waits for its turn. */
  | 'queued'
  /** On the wire; after a restart nobody knows what became of it. */
  | 'trying'
  /** It may have arrived: history is asked before it is tried again. */
  | 'unknown'
  /** Final until a person retries or discards it. */
  | 'failed'

/** One message on its way out, as it is kept in storage. */
export interface OutboxEntry {
  clientId: string
  /** Position in the queue: entries of one conversation go out in this order. */
  sequence: number
  conversation: ConversationRef
  content: MessageContent
  mentions?: Mentions
  directedTo?: string[]
  senderId: string
  /** Estimate of the server's time, Unix ms: where the row stands until it is acknowledged. */
  createdAt: number
  /** Server time before which the message cannot be in history, Unix ms; 0 before the first try. */
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
  const { clientId, conversation, content, mentions, senderId, createdAt, failure } = entry
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
    content,
    sendState: isFailed ? 'failed' : 'sending',
    isCounted: true,
    ...(mentions && { mentions }),
    ...(isFailed && failure && { failure }),
  }
}
