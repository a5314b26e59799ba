import type { Message } from '../models/message'
import { compareRows, type Block } from './message-block'

/** The screens of one message list in their order, and what stands next to each. */
export class ScreenOrder {
  /** Newest first, as `MessageListFace` says. */
  earlier: Block[] = []
  /** Oldest first. */
  recent: Block[] = []

  /** Oldest first. */
  all(): Block[] {
    return [...this.earlier].reverse().concat(this.recent)
  }

  clear(): void {
    this.earlier = []
    this.recent = []
  }

  /** The screen a message belongs to; undefined when it extends the list by a screen. */
  holderOf(message: Message, fullAt: number): Block | undefined {
    for (let index = this.recent.length - 1; index >= 0; index -= 1) {
      const block = this.recent[index]
      // What has left comes back by itself: the message belongs to the screen below.
      if (block.away !== null && block.away.to < message.sentAt) return this.recent[index + 1]
      const [first] = block.messages
      if (first === undefined || compareRows(first, message) > 0) continue
      const isLast = index === this.recent.length - 1
      const isFull = block.messages.length >= fullAt
      const last = block.messages[block.messages.length - 1]
      const goesBelow = last !== undefined && compareRows(last, message) <= 0
      return isLast && isFull && goesBelow ? undefined : block
    }
    const newestEarlier = this.earlier.find(({ messages }) => messages.length > 0)
    const last = newestEarlier?.messages[newestEarlier.messages.length - 1]
    if (last === undefined || compareRows(last, message) <= 0) return this.recent[0]
    const holder = this.earlier.find(
      ({ messages }) => messages.length > 0 && compareRows(messages[0], message) <= 0,
    )
    return holder ?? this.earlier[this.earlier.length - 1]
  }

  insertBelow(block: Block, fresh: Block): void {
    const inRecent = this.recent.indexOf(block)
    if (inRecent >= 0) this.recent.splice(inRecent + 1, 0, fresh)
    else this.earlier.splice(this.earlier.indexOf(block), 0, fresh)
  }

  /** The message above a screen, also when that one has left. */
  lastAbove(block: Block): Message | null {
    const above = this.neighbour(block, -1)
    return above?.away?.last ?? above?.messages[above.messages.length - 1] ?? null
  }

  firstBelow(block: Block): Message | null {
    return this.neighbour(block, 1)?.messages[0] ?? null
  }

  /** Whether the row above a screen is the first of its run. */
  startsAbove(block: Block): boolean {
    const above = this.neighbour(block, -1)
    const rows = above?.view.rows ?? []
    return above?.away?.lastStarts ?? rows[rows.length - 1]?.startsGroup ?? true
  }

  /** The nearest screen below (1) or above (-1) that has messages, also when they have left. */
  neighbour(block: Block, direction: 1 | -1): Block | undefined {
    const total = this.earlier.length + this.recent.length
    const at = (position: number): Block =>
      position < this.earlier.length
        ? this.earlier[this.earlier.length - 1 - position]
        : this.recent[position - this.earlier.length]
    const inRecent = this.recent.lastIndexOf(block)
    let position =
      inRecent >= 0
        ? this.earlier.length + inRecent
        : this.earlier.length - 1 - this.earlier.indexOf(block)
    for (position += direction; position >= 0 && position < total; position += direction) {
      const { messages, away } = at(position)
      if (messages.length > 0 || away !== null) return at(position)
    }
    return undefined
  }
}
