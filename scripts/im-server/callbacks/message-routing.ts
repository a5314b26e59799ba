import type { Sessions } from '../net/sessions'
import { ConversationType } from '../protocol/flags'
import type { StoredMessage } from '../state/message'
import type { State } from '../state/state'
import type { CallbackAddress } from './callback-address'
import { channelTypes } from './channel-type'

/** Tells the back end of every message once it is kept, also of those it sent itself. */
export function routeMessages(address: CallbackAddress, state: State, sessions: Sessions): void {
  state.messages.onAdded((message) => {
    const form = routed(message, sessions)
    state.store.afterCommit(() => address.send({ form }))
  })
}

/** Source: the message routing's documentation. */
function routed(
  message: StoredMessage,
  sessions: Sessions,
): Record<string, string | readonly string[]> {
  const isGroup = message.type === ConversationType.GROUP
  return {
    fromUserId: message.from,
    toUserId: message.target,
    objectName: message.classname,
    content: message.content,
    channelType: channelTypes[message.type],
    msgTimestamp: String(message.time),
    timestamp: String(message.time),
    msgUID: message.uid,
    originalMsgUID: recalledUid(message),
    sensitiveType: '0',
    source: message.source ?? [...sessions.of(message.from)].at(-1)?.platform ?? '',
    busChannel: '',
    groupUserIds: isGroup ? (message.directedTo ?? []) : [],
  }
}

/** Of a recall: the message it takes back. */
function recalledUid({ classname, content }: StoredMessage): string {
  if (classname !== 'RC:RcCmd') return ''
  const { messageUId } = JSON.parse(content) as { messageUId?: unknown }
  return typeof messageUId === 'string' ? messageUId : ''
}
