import type { ContactRow, ContactSection } from '../../models/rows'

/** So many people are drawn or folded together. */
const SCREEN_ROWS = 20

/** A part of the address book that is drawn or folded as one. */
export interface ContactScreen {
  /** Also its element's id: no `#` in it. */
  key: string
  /** Heading of its letter; empty where a letter goes on from the screen before. */
  title: string
  rows: readonly ContactRow[]
  /** The letter goes on in the next screen. */
  goesOn: boolean
}

/** A letter of the index and the screen where its people begin. */
export interface IndexLetter {
  letter: string
  title: string
  anchor: string
}

/** @param others heading of those under no letter. */
export function contactScreens(
  sections: readonly ContactSection[],
  others: string,
): ContactScreen[] {
  return sections.flatMap(({ key, rows }) => {
    const count = Math.ceil(rows.length / SCREEN_ROWS)
    return Array.from({ length: count }, (_, index) => ({
      key: screenKey(key, index),
      title: index > 0 ? '' : titleOf(key, others),
      rows: rows.slice(index * SCREEN_ROWS, (index + 1) * SCREEN_ROWS),
      goesOn: index < count - 1,
    }))
  })
}

/** Few letters need no index. */
export function contactIndex(sections: readonly ContactSection[], others: string): IndexLetter[] {
  if (sections.length <= 3) return []
  return sections.map(({ key }) => ({
    letter: key,
    title: titleOf(key, others),
    anchor: screenKey(key, 0),
  }))
}

function titleOf(key: string, others: string): string {
  return key === '#' ? others : key
}

function screenKey(key: string, index: number): string {
  return `letter-${key === '#' ? 'others' : key}-${index}`
}
