import { saying } from '../../i18n/error-words'
import type { Conversation } from '../../models/conversation'
import {
  parseConversationKey,
  type ConversationKey,
  type ConversationRef,
} from '../../models/conversation-ref'
import type { ImService } from '../../services/im/im-service'
import type { PersonScope } from '../../services/person/person-scope'
import type { ConversationTable } from './conversation-table'
import type { LeftOut } from './left-out'
import type { MarkedUnread } from './marked-unread'

const READ = { unreadCount: 0, mentionCount: 0 }

export interface ConversationChangesDependencies {
  im: ImService
  scope: PersonScope
  table: ConversationTable
  marks: MarkedUnread
  leftOut: LeftOut
}

/**
 * What a person does to a conversation. The list shows it at once and takes it back when the cloud refuses; each
 * rejects with words for people then.
 */
export class ConversationChanges {
  constructor(private readonly to: ConversationChangesDependencies) {}

  setPinned(key: ConversationKey, isPinned: boolean): Promise<void> {
    return this.change(key, { isPinned }, (ref) => this.to.im.setPinned(ref, isPinned))
  }

  setMuted(key: ConversationKey, isMuted: boolean): Promise<void> {
    return this.change(key, { isMuted }, (ref) => this.to.im.setMuted(ref, isMuted))
  }

  markRead(key: ConversationKey): Promise<void> {
    const { im, leftOut, marks, scope, table } = this.to
    marks.set(key, false)
    const until = table.get(key)?.latestMessage?.sentAt ?? im.serverNow()
    const countAgain = leftOut.forget(key, until)
    return this.change(key, READ, async (ref) => {
      await im.clearUnread(ref).catch((error: unknown) => {
        countAgain()
        throw error
      })
      scope.current?.readSync.tell(ref, until)
    })
  }

  async remove(key: ConversationKey): Promise<void> {
    const { im, leftOut, table } = this.to
    const before = table.get(key)
    table.remove(key)
    try {
      await call(key, (ref) => im.removeConversation(ref))
      leftOut.forget(key, before?.updatedAt ?? 0)
    } catch (error) {
      if (before !== undefined) table.restore(before)
      throw error
    }
  }

  /** Asks the cloud first: what is gone from the screen here cannot be put back. */
  async clearHistory(key: ConversationKey): Promise<void> {
    const { im, leftOut, scope, table } = this.to
    const person = scope.current
    const until = Math.max(im.serverNow(), table.get(key)?.latestMessage?.sentAt ?? 0)
    await call(key, (ref) => im.messageActions.clearHistory(ref, until))
    if (scope.current !== person) return
    leftOut.forget(key, until)
    const latest = table.get(key)?.latestMessage ?? null
    const isCleared = latest === null || latest.sentAt <= until
    table.change(key, isCleared ? { ...READ, latestMessage: null } : READ)
    person?.cache.keepMessages(key, [])
  }

  /** Takes back only what still is as it was set here: news that came meanwhile stay. */
  private async change(
    key: ConversationKey,
    change: Partial<Conversation>,
    run: (ref: ConversationRef) => Promise<void>,
  ): Promise<void> {
    const { table } = this.to
    const before = table.get(key)
    table.change(key, change)
    try {
      await call(key, run)
    } catch (error) {
      const now = table.get(key)
      if (before !== undefined && now !== undefined) {
        const names = Object.keys(change) as (keyof Conversation)[]
        const own = names.filter((name) => now[name] === change[name])
        table.change(key, Object.fromEntries(own.map((name) => [name, before[name]])))
      }
      throw error
    }
  }
}

async function call(
  key: ConversationKey,
  run: (ref: ConversationRef) => Promise<void>,
): Promise<void> {
  const ref = parseConversationKey(key)
  if (ref !== null) await saying(() => run(ref))
}
