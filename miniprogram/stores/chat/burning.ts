import { makeObservable, observable, runInAction } from 'mobx-miniprogram'

import { conversationKey, type ConversationKey } from '../../models/conversation-ref'
import type { MessageContent } from '../../models/message-content'
import type { Clock } from '../../utils/clock'
import type { Burns } from '../burns'
import type { BurningFace } from './chat-faces'
import type { MessageListAccess } from './message-list-access'

/** These are read once they are on screen; all others once they were opened. */
const READ_ON_SIGHT = new Set(['text', 'quote', 'custom', 'location', 'card', 'contact'])

/** Read at a child's pace; no less than so long, and pictures and the like so long. */
const CHARACTERS_A_SECOND = 5
const SHORTEST_SECONDS = 10
const LOOKING_SECONDS = 30

/** How long an own message that burns stays once it was opened. */
export function burnSecondsOf(content: MessageContent): number {
  switch (content.type) {
    case 'text':
    case 'quote':
      return Math.max(SHORTEST_SECONDS, Math.ceil(content.text.length / CHARACTERS_A_SECOND))
    case 'voice':
    case 'video':
      return Math.ceil(content.durationSeconds) + SHORTEST_SECONDS
    default:
      return LOOKING_SECONDS
  }
}

/** Messages of one chat that burn after reading: which were read, and how long they stay. */
export class Burning implements BurningFace {
  secondsLeft: Readonly<Record<string, number>> = {}
  private cancelTick: (() => void) | null = null

  constructor(
    private readonly list: MessageListAccess,
    private readonly burns: Burns,
    private readonly clock: Clock,
  ) {
    makeObservable(this, { secondsLeft: observable.ref })
  }

  /** @returns a function that undoes it. */
  start(): () => void {
    const undo = [
      this.burns.events.on('lit', ({ key }) => key === this.key && this.tick()),
      this.burns.events.on('burnt', ({ key, uid }) => {
        const message = key === this.key ? this.list.findByUid(uid) : undefined
        if (message !== undefined) this.list.remove([message.id])
      }),
      () => this.cancelTick?.(),
    ]
    this.tick()
    return () => undo.forEach((one) => one())
  }

  seen(rowIds: readonly string[]): void {
    for (const id of rowIds) {
      if (READ_ON_SIGHT.has(this.list.get(id)?.content.type ?? '')) this.opened(id)
    }
  }

  opened(rowId: string): void {
    const message = this.list.get(rowId)
    if (message?.burnSeconds) this.burns.light(message)
  }

  private tick(): void {
    this.cancelTick?.()
    const left: Record<string, number> = {}
    for (const [uid, seconds] of this.burns.secondsLeft(this.key)) {
      const id = this.list.findByUid(uid)?.id
      if (id !== undefined) left[id] = seconds
    }
    const isQuiet = Object.keys(left).length === 0
    if (!isQuiet || Object.keys(this.secondsLeft).length > 0) {
      runInAction(() => (this.secondsLeft = left))
    }
    this.cancelTick = isQuiet ? null : this.clock.after(1_000, () => this.tick())
  }

  private get key(): ConversationKey {
    return conversationKey(this.list.ref)
  }
}
