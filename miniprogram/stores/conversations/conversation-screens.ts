import type { ConversationRow, Screen } from '../../models/rows'

const SCREEN_ROWS = 20
/** A screen that many rows moved to; beyond this all are cut anew. */
const MAX_ROWS = 40
/** A row that belongs further down moved up when one of the next rows belongs here. */
const LOOK_AHEAD = 3

/**
 * Cuts the list into screens that keep their rows: a conversation that jumps to the top changes the
 * screen it leaves and the one it enters, and none between them.
 */
export class ConversationScreens {
  private screens: readonly Screen<ConversationRow>[] = []

  update(rows: readonly ConversationRow[]): readonly Screen<ConversationRow>[] {
    const parts = this.kept(rows) ?? cutAnew(rows)
    const isSame =
      parts.length === this.screens.length &&
      parts.every((part, index) => isSameRows(part, this.screens[index].rows))
    if (!isSame) {
      this.screens = parts.map((part, index) => {
        const old = this.screens[index]
        return old !== undefined && isSameRows(part, old.rows)
          ? old
          : { key: `s${index}`, rows: part }
      })
    }
    return this.screens
  }

  /** @returns null when the rows fit the old screens no more. */
  private kept(rows: readonly ConversationRow[]): ConversationRow[][] | null {
    const screenOf = new Map<string, number>()
    this.screens.forEach((screen, index) =>
      screen.rows.forEach(({ id }) => screenOf.set(id, index)),
    )
    if (screenOf.size === 0) return null
    const parts: ConversationRow[][] = this.screens.map(() => [])
    let current = 0
    const belongs = (index: number) => screenOf.get(rows[index]?.id ?? '') ?? -1
    for (let index = 0; index < rows.length; index += 1) {
      const wanted = belongs(index)
      if (wanted > current && !this.movedUp(index, wanted, belongs)) current = wanted
      parts[current].push(rows[index])
    }
    const isEven = parts.every(({ length }) => length <= MAX_ROWS)
    return isEven && parts[parts.length - 1].length > 0 ? parts : null
  }

  private movedUp(at: number, wanted: number, belongs: (index: number) => number): boolean {
    for (let index = at + 1; index <= at + LOOK_AHEAD; index += 1) {
      const next = belongs(index)
      if (next >= 0 && next < wanted) return true
    }
    return false
  }
}

function cutAnew(rows: readonly ConversationRow[]): ConversationRow[][] {
  const parts: ConversationRow[][] = []
  for (let start = 0; start < rows.length; start += SCREEN_ROWS) {
    parts.push(rows.slice(start, start + SCREEN_ROWS))
  }
  return parts
}

function isSameRows(a: readonly ConversationRow[], b: readonly ConversationRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index])
}
