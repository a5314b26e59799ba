import type { ContactRow, ContactSection, ConversationRow, Screen } from '../../models/rows'

/** So many of each kind: enough to choose from, and few enough for one node's children. */
const LIMIT = 20

export interface SearchResults {
  conversations: ConversationRow[]
  people: ContactRow[]
}

/** What the typed text finds among the loaded conversations (name, latest words) and the contacts (name). */
export function findByText(
  text: string,
  screens: readonly Screen<ConversationRow>[],
  sections: readonly ContactSection[],
): SearchResults {
  const wanted = text.toLocaleLowerCase()
  const has = (words: string) => words.toLocaleLowerCase().includes(wanted)
  const conversations = screens
    .flatMap(({ rows }) => rows)
    .filter(({ name, preview }) => has(name) || has(preview))
  const known = new Set(conversations.map(({ id }) => id))
  const people = sections
    .flatMap(({ rows }) => rows)
    .filter(({ name, userId }) => has(name) && !known.has(`private:${userId}`))
  return { conversations: conversations.slice(0, LIMIT), people: people.slice(0, LIMIT) }
}
