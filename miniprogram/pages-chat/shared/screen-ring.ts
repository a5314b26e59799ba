import type { MessageRow, Screen } from '../../models/rows'

type Screens = readonly Screen<MessageRow>[]

/** A screen in its place in the page's data; the template draws places by their `order`. */
export interface ScreenSlot extends Screen<MessageRow> {
  order: number
}

/**
 * Gives each screen of a list that loses its oldest ones a place in an array that keeps its length: a new screen takes
 * the place of one that is gone, so only that one is sent to the view.
 */
export class ScreenRing {
  private screens: Screens = []
  private places: readonly ScreenSlot[] = []

  slots(screens: Screens): readonly ScreenSlot[] {
    if (screens === this.screens) return this.places
    const orders = this.ordersOf(screens)
    const fresh = screens.filter(({ key }) => !this.places.some((place) => place.key === key))
    const places = this.places.map((place, index) => {
      const same = screens.find(({ key }) => key === place.key)
      const screen = same ?? fresh.shift() ?? nothing(index)
      return slot(place, screen, orders.get(screen.key) ?? 0)
    })
    for (const screen of fresh) places.push(slot(null, screen, orders.get(screen.key) ?? 0))
    this.screens = screens
    this.places = places
    return places
  }

  /** They go on from those of the screens that stay. */
  private ordersOf(screens: Screens): Map<string, number> {
    const at = screens.findIndex(({ key }) => this.places.some((place) => place.key === key))
    const known = this.places.find(({ key }) => key === screens[at]?.key)
    const first = known === undefined ? 1 : known.order - at
    return new Map(screens.map(({ key }, index) => [key, first + index]))
  }
}

/** What stands in a place nobody needs. */
function nothing(index: number): Screen<MessageRow> {
  return { key: `place-${index}`, rows: [] }
}

/** The old one when nothing of it changes. */
function slot(
  old: ScreenSlot | null,
  { key, rows }: Screen<MessageRow>,
  order: number,
): ScreenSlot {
  const isSame = old?.key === key && old.order === order && isSameRows(old.rows, rows)
  return isSame ? old : { key, rows, order }
}

function isSameRows(old: readonly MessageRow[], rows: readonly MessageRow[]): boolean {
  return old === rows || (old.length === 0 && rows.length === 0)
}
