import type { MessageContent } from '../models/message-content'
import { utf8Length } from '../utils/utf8-length'

/** The SDK refuses content of more than so many bytes of JSON. */
const MAX_CONTENT_BYTES = 131_072
/** What else the content holds: the names of its fields, whom it calls. */
const OTHER_BYTES = 4_096
/** With a quote as large as a message nothing can be sent: the cloud refuses it whatever the words are. */
const LEAST_BYTES = 1_024

/** How many bytes of JSON the words of such a message may take: a quote takes its own. */
export function textRoom(content: MessageContent): number {
  const quoted = content.type === 'quote' ? utf8Length(JSON.stringify(content.quoted)) : 0
  return Math.max(LEAST_BYTES, MAX_CONTENT_BYTES - OTHER_BYTES - quoted)
}
