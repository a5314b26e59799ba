import type { MessageRow, Screen } from '../../models/rows'

type Screens = readonly Screen<MessageRow>[]

/** The rows of a message list as the page holds them. */
export interface RowsOnScreen {
  earlierScreens: Screens
  recentScreens: Screens
}

export function findRow(rows: RowsOnScreen, id: string): MessageRow | undefined {
  for (const screens of [rows.recentScreens, rows.earlierScreens]) {
    for (const screen of screens) {
      const found = screen.rows.find((row) => row.id === id)
      if (found) return found
    }
  }
  return undefined
}

/** Id of the newest own message: only it tells that it was sent. */
export function newestOwnId(rows: RowsOnScreen): string {
  const newestFirst = [...[...rows.recentScreens].reverse(), ...rows.earlierScreens]
  for (const screen of newestFirst) {
    for (let index = screen.rows.length - 1; index >= 0; index--) {
      const row = screen.rows[index]
      if (row?.isOwn && row.state !== '') return row.id
    }
  }
  return ''
}

/** All rows, oldest first. */
export function rowsInOrder({ earlierScreens, recentScreens }: RowsOnScreen): MessageRow[] {
  return [...[...earlierScreens].reverse(), ...recentScreens].flatMap(({ rows }) => [...rows])
}

/** Whether the rows of a screen have left the data, far from the reader. */
export function isAway(rows: RowsOnScreen, key: string): boolean {
  const screen = [...rows.earlierScreens, ...rows.recentScreens].find((one) => one.key === key)
  // Data that goes is null in the page, which cannot remove it.
  return typeof screen?.rowCount === 'number'
}
