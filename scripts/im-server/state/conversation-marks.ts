import type { ConversationType } from '../protocol/flags'
import type { DurableMap, DurableStore } from './durable-store'
import { keyOf } from './keys'

/** What a person did to a conversation. Times are message times in Unix ms, 0 for never. */
export interface ConversationMark {
  /** Messages up to here are gone from this person's history. */
  clearedAt: number
  /** The conversation is off the list until a later message. */
  removedAt: number
  /** Read up to here. */
  readAt: number
  /** When `readAt` was set, for devices that ask what changed. */
  readVersion: number
}

const NONE: ConversationMark = { clearedAt: 0, removedAt: 0, readAt: 0, readVersion: 0 }

export class ConversationMarks {
  private readonly marks: DurableMap<ConversationMark>

  constructor(store: DurableStore) {
    this.marks = store.map('conversation-marks')
  }

  get(userId: string, type: ConversationType, target: string): ConversationMark {
    return this.marks.get(keyOf(userId, type, target)) ?? NONE
  }

  update(
    userId: string,
    type: ConversationType,
    target: string,
    change: Partial<ConversationMark>,
  ): void {
    this.marks.set(keyOf(userId, type, target), { ...this.get(userId, type, target), ...change })
  }
}
