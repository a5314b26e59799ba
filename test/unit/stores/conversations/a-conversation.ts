import type { Conversation } from '../../../../miniprogram/models/conversation'
import type { ConversationRow } from '../../../../miniprogram/models/rows'
import type { AppOnFakes } from '../../../fakes/app-on-fakes'

/** One-to-one with `p<number>`; a higher number is older. */
export function aConversation(number: number, change: Partial<Conversation> = {}): Conversation {
  return {
    key: `private:p${number}`,
    kind: 'private',
    targetId: `p${number}`,
    latestMessage: null,
    unreadCount: 0,
    mentionCount: 0,
    isPinned: false,
    isMuted: false,
    updatedAt: 1_000_000 - number,
    ...change,
  }
}

/** The list from the top. */
export function rowsIn({ stores }: AppOnFakes): ConversationRow[] {
  return stores.conversations.screens.flatMap((screen) => [...screen.rows])
}
