import type { Message } from '../models/message'
import { compareRows, emptied, type AwayScreen, type Block } from './message-block'
import { MessageIndex } from './message-index'
import type { RowContext } from './message-row'
import { ScreenDrawing, type ScreensView } from './screen-drawing'
import { ScreenOrder } from './screen-order'

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

/** The messages of one list, each once and in order, cut into screens. Those still on their way stand below all others. */
export class MessageScreens {
  private readonly order = new ScreenOrder()
  /**
   * The oldest message while there are older ones, the last of `order.earlier`: a row shows its day and its sender by the
   * message above it, so this one is drawn when that one is here, and no row on screen changes by what comes above.
   */
  private held: Block | null = null
  private readonly index = new MessageIndex()
  private readonly drawing = new ScreenDrawing(this.order)
  private nextKey = 1

  get isEmpty(): boolean {
    return this.index.size === 0
  }

  /** Oldest first. */
  all(): Message[] {
    return this.order.all().flatMap(({ messages }) => messages)
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
    const blocks = this.order.all().filter(({ messages }) => messages.length > 0)
    return blocks[blocks.length - 1]?.messages.slice(-1)[0]
  }

  /** The last message the server has acknowledged. */
  get newestSent(): Message | undefined {
    for (const { messages } of this.order.all().reverse()) {
      const found = [...messages].reverse().find(({ sendState }) => sendState === 'sent')
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The first message the server has acknowledged, also when it has left. */
  get oldest(): { sentAt: number } | undefined {
    for (const { messages, away } of this.order.all()) {
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
    this.order.clear()
    this.held = null
    this.index.clear()
    this.drawing.clear()
    const [oldest, ...rest] = [...messages].sort(compareRows)
    if (oldest === undefined) return
    if (hasEarlier && rest.length > 0) this.hold(oldest)
    else this.put(oldest)
    for (const message of rest) this.put(message)
  }

  /**
   * Makes the list these messages and no others. Screens and rows that stay keep their place and their reference.
   * @param hasEarlier whether there are older ones, which can be loaded.
   */
  become(messages: readonly Message[], hasEarlier: boolean): void {
    // What the screens that have left held is not known.
    if (this.order.all().some(({ away }) => away !== null)) return this.reset(messages, hasEarlier)
    const ids = new Set(messages.map((message) => this.index.idOf(message)))
    for (const { id } of this.all()) if (!ids.has(id)) this.remove(id)
    if (this.isEmpty) return this.reset(messages, hasEarlier)
    const above = messages.filter((message) => this.isAboveAll(message))
    for (const message of messages) if (!above.includes(message)) this.put(message)
    this.addEarlier(above, hasEarlier)
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
    const fresh = messages.flatMap((message) => this.freshFrom(message))
    fresh.push(...this.letHeldGo())
    fresh.sort(compareRows)
    const oldestBlock = this.order.all()[0]
    const isHolding = hasEarlier && (fresh.length > 1 || oldestBlock !== undefined)
    const [above] = isHolding ? fresh.splice(0, 1) : []
    for (let end = fresh.length; end > 0; end -= SCREEN_ROWS) {
      const block = this.newBlock(fresh.slice(Math.max(0, end - SCREEN_ROWS), end))
      this.order.earlier.push(block)
    }
    if (above !== undefined) this.hold(above)
    if (oldestBlock !== undefined) this.drawing.mark(oldestBlock)
  }

  /** What a page of history adds by this message; one on screen that it repeats is brought up to date. */
  private freshFrom(message: Message): Message[] {
    const known = this.known(message)
    if (known === undefined) return [message]
    // It was on its way, and the page tells where it was sent: among messages that are not here yet.
    if (known.sendState !== 'sent' && this.isAboveAll(message)) {
      this.remove(known.id)
      return [{ ...message, id: known.id }]
    }
    this.put(message)
    return []
  }

  /** Whether it was sent before everything on screen. */
  private isAboveAll(message: Message): boolean {
    const { oldest } = this
    return message.sendState === 'sent' && (oldest === undefined || message.sentAt < oldest.sentAt)
  }

  private hold(message: Message): void {
    this.held = this.newBlock([message])
    this.order.earlier.push(this.held)
  }

  private letHeldGo(): readonly Message[] {
    const { held } = this
    if (held === null) return []
    this.held = null
    this.order.earlier.pop()
    this.drawing.drop(held)
    for (const message of held.messages) this.index.remove(message)
    return held.messages
  }

  remove(id: string): void {
    const block = this.index.block(id)
    if (block === undefined) return
    block.messages = block.messages.filter((message) => message.id !== id)
    this.index.take(id)
    this.drawing.markFrom(block)
    if (block.messages.length === 0 && this.order.recent[this.order.recent.length - 1] === block) {
      this.order.recent.pop()
      this.drawing.drop(block)
    }
  }

  /**
   * Forgets the oldest screens while this many rows are left without them.
   * @returns server time of the newest message forgotten, Unix ms; 0 when all stay.
   */
  keepNewest(rows: number): number {
    const { recent } = this.order
    let left = this.index.size
    let until = 0
    while (recent.length > 1 && left - recent[0].messages.length >= rows) {
      const [block] = recent.splice(0, 1)
      this.drawing.drop(block)
      for (const message of block.messages) this.index.remove(message)
      until = Math.max(until, ...block.messages.map(({ sentAt }) => sentAt))
      left -= block.messages.length
    }
    return until
  }

  /**
   * Lets go of screens far from these and tells which near ones must come back: fetch their messages
   * and `restore` them. Arrays keep their length, so each costs its own screen only.
   */
  keepNear(keys: ReadonlySet<string>): AwayScreen[] {
    const blocks = this.order.all()
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
    const block = this.order.all().find(({ view }) => view.key === key)
    if (block === undefined || block.away === null) return
    block.away = null
    block.messages = messages.filter((message) => this.known(message) === undefined)
    block.messages.sort(compareRows)
    block.view = { key, rows: [] }
    for (const message of block.messages) this.index.add(message, block)
    this.drawing.markFrom(block)
  }

  private letGo(block: Block): void {
    if (block === this.held) return
    const gone = emptied(block)
    for (const message of gone) this.index.remove(message)
    if (gone.length > 0) this.drawing.drop(block)
  }

  private isAway({ sentAt, sendState }: Message): boolean {
    if (sendState !== 'sent') return false
    const isIn = ({ away }: Block) => away !== null && sentAt >= away.from && sentAt <= away.to
    return this.order.earlier.some(isIn) || this.order.recent.some(isIn)
  }

  /** Something all rows depend on changed: names, language, the day. */
  markAll(): void {
    for (const block of this.order.all()) this.drawing.mark(block)
  }

  markRow(id: string): void {
    const block = this.index.block(id)
    if (block !== undefined) this.drawing.mark(block)
  }

  /** The screens now. What did not change keeps its reference, up to the whole view. */
  render(context: RowContext): ScreensView {
    return this.drawing.draw(context, this.held)
  }

  private known(message: Message): Message | undefined {
    const id = this.index.idOf(message)
    return id === undefined ? undefined : this.get(id)
  }

  private replace(known: Message, next: Message): void {
    const block = this.index.block(known.id)
    if (block === undefined) return
    const at = block.messages.indexOf(known)
    const before = block.messages[at - 1] ?? this.order.lastAbove(block)
    const after = block.messages[at + 1] ?? this.order.firstBelow(block)
    const staysInOrder =
      (before === null || compareRows(before, next) <= 0) &&
      (after === null || compareRows(next, after) <= 0)
    if (staysInOrder) {
      block.messages[at] = next
      this.index.add(next, block)
      this.drawing.markFrom(block)
      return
    }
    this.remove(known.id)
    this.insert(next)
  }

  private insert(message: Message): void {
    const block = this.order.holderOf(message, SCREEN_ROWS) ?? this.appendRecent()
    let at = block.messages.length
    while (at > 0 && compareRows(block.messages[at - 1], message) > 0) at -= 1
    block.messages.splice(at, 0, message)
    this.index.add(message, block)
    this.drawing.markFrom(block)
    if (block.messages.length > MAX_SCREEN_ROWS) this.split(block)
  }

  private appendRecent(): Block {
    const block = this.newBlock([])
    this.order.recent.push(block)
    return block
  }

  private newBlock(messages: Message[]): Block {
    const view = { key: `s${this.nextKey++}`, rows: [] }
    const block: Block = { messages, view, away: null }
    for (const message of messages) this.index.add(message, block)
    this.drawing.mark(block)
    return block
  }

  private split(block: Block): void {
    const half = Math.floor(block.messages.length / 2)
    this.order.insertBelow(block, this.newBlock(block.messages.splice(half)))
  }
}
