import type { ImError } from '../im/im-error'
import type { OutboxEntry } from './outbox-entry'

/** `enum ErrorCode`: 30001, 30002 refuse before the wire; 20604 and 23406 are the server's own refusals. */
const NEVER_KEPT = new Set([30001, 30002, 20604, 23406])

/** Whether trying again may help without anybody doing anything. */
export function mayPass({ code, retryable }: ImError, { conversation }: OutboxEntry): boolean {
  // A room forgets its people when the cloud loses them, and what they say may come before they are back.
  return retryable || (code === 'NOT_IN_ROOM' && conversation.kind === 'chatroom')
}

/** Whether history need not be asked before the next try. */
export function wasNeverSent({ sdkCode }: ImError, { state, tries }: OutboxEntry): boolean {
  return NEVER_KEPT.has(sdkCode) && state === 'trying' && tries <= 1
}
