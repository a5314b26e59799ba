/** The kinds of conversation Hutong shows; the cloud's other kinds are ignored. */
export type ConversationKind = 'private' | 'group' | 'chatroom' | 'system'

/** `<kind>:<targetId>`, e.g. `private:lin`, `group:courtyard`, `chatroom:lobby`. */
export type ConversationKey = `${ConversationKind}:${string}`

export interface ConversationRef {
  kind: ConversationKind
  /** The other person, the group or the room. */
  targetId: string
}

export function conversationKey(ref: ConversationRef): ConversationKey {
  return `${ref.kind}:${ref.targetId}`
}

const KINDS: readonly string[] = ['private', 'group', 'chatroom', 'system']

/** @returns null when the text is not a conversation key; page queries are input from outside. */
export function parseConversationKey(text: string): ConversationRef | null {
  const colon = text.indexOf(':')
  const kind = text.slice(0, colon)
  const targetId = text.slice(colon + 1)
  if (colon < 1 || targetId === '' || !KINDS.includes(kind)) return null
  return { kind: kind as ConversationKind, targetId }
}
