import { t } from '../../i18n/t'
import type { HistoryMonth, HistoryRow, HistoryScreen } from './history-faces'

/** Rows of one node: whole lines of a grid of four. */
const SCREEN_ROWS = 24

/** A row and when it was said, Unix ms. */
export interface DatedRow {
  row: HistoryRow
  sentAt: number
}

/** @param rows newest first. @param listKey begins every key. */
export function byMonth(rows: readonly DatedRow[], listKey: string): HistoryMonth[] {
  const months: { key: string; title: string; rows: HistoryRow[] }[] = []
  rows.forEach(({ row, sentAt }) => {
    const date = new Date(sentAt)
    const [year, month] = [date.getFullYear(), date.getMonth() + 1]
    const key = `${listKey}-${year}-${month}`
    let last = months[months.length - 1]
    if (last?.key !== key) {
      last = { key, title: t('history.month', { year, month }), rows: [] }
      months.push(last)
    }
    last.rows.push(row)
  })
  return months.map(({ key, title, rows: all }) => ({ key, title, screens: screensOf(key, all) }))
}

function screensOf(key: string, rows: readonly HistoryRow[]): HistoryScreen[] {
  const screens: HistoryScreen[] = []
  for (let at = 0; at < rows.length; at += SCREEN_ROWS) {
    screens.push({ key: `${key}-${screens.length}`, rows: rows.slice(at, at + SCREEN_ROWS) })
  }
  return screens
}
