import { compareMessages, type Message } from '../models/message'
import type { MessageRow, Screen } from '../models/rows'

/** The messages of one screen and what is shown of them. */
export interface Block {
  messages: Message[]
  view: Screen<MessageRow>
  /** Set while its messages have left. */
  away: AwayScreen | null
}

/** A screen whose messages have left, far from the reader; server times, Unix ms. */
export interface AwayScreen {
  key: string
  from: number
  to: number
  count: number
  /** Its newest message and whether that one began a run: the row below it is drawn by them. */
  last: Message
  lastStarts: boolean
}

/** The views of blocks; the old array when none of them changed. */
export function viewsOf(
  blocks: readonly Block[],
  old: readonly Screen<MessageRow>[],
): readonly Screen<MessageRow>[] {
  const isSame = old.length === blocks.length && blocks.every(({ view }, i) => view === old[i])
  return isSame ? old : blocks.map(({ view }) => view)
}

/**
 * Takes a block's messages away and leaves its place; one with messages on their way keeps them.
 * @returns the messages that left.
 */
export function emptied(block: Block): readonly Message[] {
  const { messages } = block
  const isSent = messages.every(({ sendState }) => sendState === 'sent')
  if (messages.length === 0 || !isSent) return []
  const { key } = block.view
  const count = messages.length
  const last = messages[count - 1]
  const lastStarts = block.view.rows[block.view.rows.length - 1]?.startsGroup ?? true
  block.away = { key, from: messages[0].sentAt, to: last.sentAt, count, last, lastStarts }
  block.messages = []
  block.view = { key, rows: [], rowCount: count }
  return messages
}

/** Server order; what is still on its way comes last, in the order it was typed. */
export function compareRows(a: Message, b: Message): number {
  const aWaits = a.sendState === 'sending'
  const bWaits = b.sendState === 'sending'
  if (aWaits !== bWaits) return aWaits ? 1 : -1
  return compareMessages(a, b)
}
