import type { MessageRow, Screen } from '../models/rows'
import { isSameShape } from '../utils/same-shape'
import { viewsOf, type Block } from './message-block'
import { messageRow, type RowContext } from './message-row'
import type { ScreenOrder } from './screen-order'

export interface ScreensView {
  earlierScreens: readonly Screen<MessageRow>[]
  recentScreens: readonly Screen<MessageRow>[]
}

/**
 * The screens of a list as rows. A change computes the rows of its own screen (and the one after it) only, and rows that
 * come out the same keep their reference.
 */
export class ScreenDrawing {
  /** Screens whose rows may have changed. */
  private readonly dirty = new Set<Block>()
  private view: ScreensView = { earlierScreens: [], recentScreens: [] }

  constructor(private readonly order: ScreenOrder) {}

  mark(block: Block): void {
    this.dirty.add(block)
  }

  /** This screen and the next one, whose first row looks at the row above it. */
  markFrom(block: Block): void {
    this.dirty.add(block)
    const next = this.order.neighbour(block, 1)
    if (next !== undefined) this.dirty.add(next)
  }

  /** It is not drawn any more. */
  drop(block: Block): void {
    this.dirty.delete(block)
  }

  clear(): void {
    this.dirty.clear()
  }

  /**
   * The screens now. What did not change keeps its reference, up to the whole view.
   * @param held the last of the earlier screens where it is not drawn yet; else null.
   */
  draw(context: RowContext, held: Block | null): ScreensView {
    for (const block of this.dirty) {
      if (block.away === null && block !== held) this.drawBlock(block, context)
    }
    this.dirty.clear()
    const { earlier, recent } = this.order
    const drawn = held === null ? earlier : earlier.slice(0, -1)
    const earlierScreens = viewsOf(drawn, this.view.earlierScreens)
    const recentScreens = viewsOf(recent, this.view.recentScreens)
    const isSame =
      earlierScreens === this.view.earlierScreens && recentScreens === this.view.recentScreens
    if (!isSame) this.view = { earlierScreens, recentScreens }
    return this.view
  }

  private drawBlock(block: Block, context: RowContext): void {
    let previous = this.order.lastAbove(block)
    const old = block.view.rows
    const oldById = new Map(old.map((row) => [row.id, row]))
    let previousStarts = this.order.startsAbove(block)
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
}
