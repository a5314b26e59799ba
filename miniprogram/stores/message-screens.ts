import type { Message } from '../models/message'
import type { MessageRow, Screen } from '../models/rows'
import { isSameShape } from '../utils/same-shape'
import { compareRows, emptied, viewsOf, type AwayScreen, type Block } from './message-block'
import { MessageIndex } from './message-index'
import { messageRow, type RowContext } from './message-row'

/** Rows of a screen filled at the ends of the list. */
const SCREEN_ROWS = 20
/** A screen that grew by messages found in between is cut in two beyond this. */
const MAX_SCREEN_ROWS = 40

/** Screens kept on each side of the reader; what is further away leaves the data and memory. */
const KEPT_SCREENS = 20
/** Screens this near that have left come back, before the reader reaches them. */
const WANTED_SCREENS = 8
/** The newest screens always stay: live messages are put there. */
const NEWEST_KEPT = 2

export interface ScreensView {
  earlierScreens: readonly Screen<MessageRow>[]
  recentScreens: readonly Screen<MessageRow>[]
}

/**
 * The messages of one list, each once and in order, cut into screens. A change computes the rows of
 * its own screen (and the one after it) only, and rows that come out the same keep their reference.
 * Messages still on their way stand below all others.
 */
export class MessageScreens {
  /** Newest first, as `MessageListFace` says. */
  private earlier: Block[] = []
  /**
   * The oldest message while there are older ones, the last of `earlier`: a row shows its day and its sender by the
   * message above it, so this one is drawn when that one is here, and no row on screen changes by what comes above.
   */
  private held: Block | null = null
  /** Oldest first. */
  private recent: Block[] = []
  private readonly index = new MessageIndex()
  private readonly dirty = new Set<Block>()
  private nextKey = 1
  private view: ScreensView = { earlierScreens: [], recentScreens: [] }

  get isEmpty(): boolean {
    return this.index.size === 0
  }

  get size(): number {
    return this.index.size
  }

  /** Oldest first. */
  all(): Message[] {
    return this.blocksInOrder().flatMap(({ messages }) => messages)
  }

  get(id: string): Message | undefined {
    return this.index.block(id)?.messages.find((message) => message.id === id)
  }

  findByUid(uid: string): Message | undefined {
    const id = this.index.idByUidOf(uid)
    return id === undefined ? undefined : this.get(id)
  }

  /** The last of the list, messages on their way included. */
  get newest(): Message | undefined {
    const blocks = this.blocksInOrder().filter(({ messages }) => messages.length > 0)
    return blocks[blocks.length - 1]?.messages.slice(-1)[0]
  }

  /** The last message the server has acknowledged. */
  get newestSent(): Message | undefined {
    for (const { messages } of this.blocksInOrder().reverse()) {
      const found = [...messages].reverse().find(({ sendState }) => sendState === 'sent')
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The first message the server has acknowledged, also when it has left. */
  get oldest(): { sentAt: number } | undefined {
    for (const { messages, away } of this.blocksInOrder()) {
      if (away !== null) return { sentAt: away.from }
      const found = messages.find(({ sendState }) => sendState === 'sent')
      if (found !== undefined) return found
    }
    return undefined
  }

  /**
   * Starts anew with these; they become recent screens.
   * @param hasEarlier whether there are older ones, which can be loaded.
   */
  reset(messages: readonly Message[], hasEarlier = false): void {
    this.earlier = []
    this.held = null
    this.recent = []
    this.index.clear()
    this.dirty.clear()
    const [oldest, ...rest] = [...messages].sort(compareRows)
    if (oldest === undefined) return
    if (hasEarlier && rest.length > 0) this.hold(oldest)
    else this.put(oldest)
    for (const message of rest) this.put(message)
  }

  /**
   * Adds a message or brings the one it repeats up to date.
   * @returns whether it was new to the list.
   */
  put(message: Message): boolean {
    const known = this.known(message)
    if (known === undefined && this.isAway(message)) return false
    if (known === undefined) {
      this.insert(message)
      return true
    }
    // A second copy of one client id is a repeated send: the first stays.
    if (known.uid !== '' && message.uid !== '' && known.uid !== message.uid) {
      this.index.addUid(message.uid, known.id)
      return false
    }
    // An acknowledged message is never put back on its way by a late report.
    if (known.sendState === 'sent' && message.sendState !== 'sent') return false
    this.replace(known, { ...message, id: known.id })
    return false
  }

  /**
   * A page of history: messages older than all, oldest first. They become earlier screens.
   * @param hasEarlier whether there are still older ones.
   */
  addEarlier(messages: readonly Message[], hasEarlier = false): void {
    const fresh = [...messages].sort(compareRows).filter((message) => {
      if (this.known(message) === undefined) return true
      this.put(message)
      return false
    })
    fresh.push(...this.letHeldGo())
    const oldestBlock = this.blocksInOrder()[0]
    const isHolding = hasEarlier && (fresh.length > 1 || oldestBlock !== undefined)
    const [above] = isHolding ? fresh.splice(0, 1) : []
    for (let end = fresh.length; end > 0; end -= SCREEN_ROWS) {
      const block = this.newBlock(fresh.slice(Math.max(0, end - SCREEN_ROWS), end))
      this.earlier.push(block)
    }
    if (above !== undefined) this.hold(above)
    if (oldestBlock !== undefined) this.dirty.add(oldestBlock)
  }

  private hold(message: Message): void {
    this.held = this.newBlock([message])
    this.earlier.push(this.held)
  }

  private letHeldGo(): readonly Message[] {
    const { held } = this
    if (held === null) return []
    this.held = null
    this.earlier.pop()
    this.dirty.delete(held)
    for (const message of held.messages) this.index.remove(message)
    return held.messages
  }

  remove(id: string): void {
    const block = this.index.block(id)
    if (block === undefined) return
    block.messages = block.messages.filter((message) => message.id !== id)
    this.index.take(id)
    this.markFrom(block)
    if (block.messages.length === 0 && this.recent[this.recent.length - 1] === block) {
      this.recent.pop()
      this.dirty.delete(block)
    }
  }

  /**
   * Lets go of screens far from these and tells which near ones must come back: fetch their messages
   * and `restore` them. Arrays keep their length, so each costs its own screen only.
   */
  keepNear(keys: ReadonlySet<string>): AwayScreen[] {
    const blocks = this.blocksInOrder()
    const places = blocks.flatMap(({ view }, index) => (keys.has(view.key) ? [index] : []))
    if (places.length === 0) return []
    const first = Math.min(...places)
    const last = Math.max(...places)
    const wanted: AwayScreen[] = []
    blocks.forEach((block, index) => {
      const distance = Math.max(first - index, index - last, 0)
      if (block.away !== null && distance <= WANTED_SCREENS) wanted.push(block.away)
      if (distance > KEPT_SCREENS && index < blocks.length - NEWEST_KEPT) this.letGo(block)
    })
    return wanted
  }

  /** The messages of a screen that had left are here again. */
  restore(key: string, messages: readonly Message[]): void {
    const block = this.blocksInOrder().find(({ view }) => view.key === key)
    if (block === undefined || block.away === null) return
    block.away = null
    block.messages = messages.filter((message) => this.known(message) === undefined)
    block.messages.sort(compareRows)
    block.view = { key, rows: [] }
    for (const message of block.messages) this.index.add(message, block)
    this.markFrom(block)
  }

  private letGo(block: Block): void {
    if (block === this.held) return
    const gone = emptied(block)
    for (const message of gone) this.index.remove(message)
    if (gone.length > 0) this.dirty.delete(block)
  }

  private isAway({ sentAt, sendState }: Message): boolean {
    if (sendState !== 'sent') return false
    const isIn = ({ away }: Block) => away !== null && sentAt >= away.from && sentAt <= away.to
    return this.earlier.some(isIn) || this.recent.some(isIn)
  }

  /** Something all rows depend on changed: names, language, the day. */
  markAll(): void {
    for (const block of this.blocksInOrder()) this.dirty.add(block)
  }

  markRow(id: string): void {
    const block = this.index.block(id)
    if (block !== undefined) this.dirty.add(block)
  }

  /** The screens now. What did not change keeps its reference, up to the whole view. */
  render(context: RowContext): ScreensView {
    for (const block of this.dirty) this.renderBlock(block, context)
    this.dirty.clear()
    const drawn = this.held === null ? this.earlier : this.earlier.slice(0, -1)
    const earlierScreens = viewsOf(drawn, this.view.earlierScreens)
    const recentScreens = viewsOf(this.recent, this.view.recentScreens)
    const isSame =
      earlierScreens === this.view.earlierScreens && recentScreens === this.view.recentScreens
    if (!isSame) this.view = { earlierScreens, recentScreens }
    return this.view
  }

  private renderBlock(block: Block, context: RowContext): void {
    if (block.away !== null || block === this.held) return
    let previous = this.lastBefore(block)
    const old = block.view.rows
    const oldById = new Map(old.map((row) => [row.id, row]))
    const above = this.neighbour(block, -1)
    const rowsAbove = above?.view.rows ?? []
    let previousStarts =
      above?.away?.lastStarts ?? rowsAbove[rowsAbove.length - 1]?.startsGroup ?? true
    const rows = block.messages.map((message) => {
      const row = messageRow(message, previous, context, previousStarts)
      previous = message
      previousStarts = row.startsGroup
      const oldRow = oldById.get(row.id)
      return oldRow !== undefined && isSameShape(oldRow, row) ? oldRow : row
    })
    const isSame = rows.length === old.length && rows.every((row, index) => row === old[index])
    if (!isSame) block.view = { key: block.view.key, rows }
  }

  private known(message: Message): Message | undefined {
    const id = this.index.idOf(message)
    return id === undefined ? undefined : this.get(id)
  }

  private replace(known: Message, next: Message): void {
    const block = this.index.block(known.id)
    if (block === undefined) return
    const at = block.messages.indexOf(known)
    const before = block.messages[at - 1] ?? this.lastBefore(block)
    const after = block.messages[at + 1] ?? this.firstAfter(block)
    const staysInOrder =
      (before === null || compareRows(before, next) <= 0) &&
      (after === null || compareRows(next, after) <= 0)
    if (staysInOrder) {
      block.messages[at] = next
      this.index.add(next, block)
      this.markFrom(block)
      return
    }
    this.remove(known.id)
    this.insert(next)
  }

  private insert(message: Message): void {
    const block = this.blockFor(message)
    let at = block.messages.length
    while (at > 0 && compareRows(block.messages[at - 1], message) > 0) at -= 1
    block.messages.splice(at, 0, message)
    this.index.add(message, block)
    this.markFrom(block)
    if (block.messages.length > MAX_SCREEN_ROWS) this.split(block)
  }

  /** The screen a message belongs to; a fresh one when it extends a full last screen. */
  private blockFor(message: Message): Block {
    for (let index = this.recent.length - 1; index >= 0; index -= 1) {
      const block = this.recent[index]
      const [first] = block.messages
      if (first !== undefined && compareRows(first, message) > 0) continue
      const isLast = index === this.recent.length - 1
      const isFull = block.messages.length >= SCREEN_ROWS
      const last = block.messages[block.messages.length - 1]
      const goesBelow = last !== undefined && compareRows(last, message) <= 0
      return isLast && isFull && goesBelow ? this.appendRecent() : block
    }
    const newestEarlier = this.earlier.find(({ messages }) => messages.length > 0)
    const last = newestEarlier?.messages[newestEarlier.messages.length - 1]
    if (last === undefined || compareRows(last, message) <= 0) {
      return this.recent[0] ?? this.appendRecent()
    }
    const holder = this.earlier.find(
      ({ messages }) => messages.length > 0 && compareRows(messages[0], message) <= 0,
    )
    return holder ?? this.earlier[this.earlier.length - 1]
  }

  private appendRecent(): Block {
    const block = this.newBlock([])
    this.recent.push(block)
    return block
  }

  private newBlock(messages: Message[]): Block {
    const view = { key: `s${this.nextKey++}`, rows: [] }
    const block: Block = { messages, view, away: null }
    for (const message of messages) this.index.add(message, block)
    this.dirty.add(block)
    return block
  }

  private split(block: Block): void {
    const half = Math.floor(block.messages.length / 2)
    const newer = block.messages.splice(half)
    const fresh = this.newBlock(newer)
    const inRecent = this.recent.indexOf(block)
    if (inRecent >= 0) this.recent.splice(inRecent + 1, 0, fresh)
    else this.earlier.splice(this.earlier.indexOf(block), 0, fresh)
  }

  private blocksInOrder(): Block[] {
    return [...this.earlier].reverse().concat(this.recent)
  }

  /** This screen and the next one, whose first row looks at the row above it. */
  private markFrom(block: Block): void {
    this.dirty.add(block)
    const next = this.neighbour(block, 1)
    if (next !== undefined) this.dirty.add(next)
  }

  private lastBefore(block: Block): Message | null {
    const previous = this.neighbour(block, -1)
    return previous?.away?.last ?? previous?.messages[previous.messages.length - 1] ?? null
  }

  private firstAfter(block: Block): Message | null {
    return this.neighbour(block, 1)?.messages[0] ?? null
  }

  /** The nearest screen below (1) or above (-1) that has messages, also when they have left. */
  private neighbour(block: Block, direction: 1 | -1): Block | undefined {
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
