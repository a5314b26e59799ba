import { ScreenWindow, type WindowHost } from '../../pages/shared/screen-window'
import { isAway } from './message-rows'
import { unstacked, type StacksOnPage } from './screen-stacks'

/** Rows this far out of sight stay live: about two phone screens, for a fling of the finger. */
const SCREEN_MARGIN_PX = 1_600
/** Boxes of screens this far out of sight stay: their stack is drawn long before its rows are. */
const STACK_MARGIN_PX = 8_000

export interface LiveChanges {
  /** Sends the heights of boxes, and what is drawn again, to the view. */
  setData(patch: Record<string, unknown>): void
  /** The screens near the reader changed. */
  onNear(screenKeys: readonly string[]): void
}

/**
 * Keeps the live nodes of a message list bounded however long it is: far screens are boxes, and far stacks of screens
 * are boxes too.
 */
export class LiveScreens {
  private readonly screens: ScreenWindow
  private readonly stacks: ScreenWindow

  constructor(
    private readonly host: WindowHost & { readonly data: StacksOnPage },
    list: string,
    { setData, onNear }: LiveChanges,
  ) {
    this.screens = new ScreenWindow(host, list, '.chat__screen', SCREEN_MARGIN_PX, {
      setData,
      onNear,
      isAway: (key) => isAway(unstacked(host.data), key),
    })
    this.stacks = new ScreenWindow(host, list, '.chat__stack', STACK_MARGIN_PX, {
      setData,
      onNear: () => this.watchScreens(),
      isAway: () => false,
    })
  }

  /** Call after the list changed. */
  watch(): void {
    this.stacks.watch(this.allStacks().map(({ key }) => key))
    this.watchScreens()
  }

  /** Makes a row live at once, before it is scrolled to. */
  unfoldRow(rowId: string): void {
    for (const { key, screens } of this.allStacks()) {
      const screen = screens.find(({ rows }) => rows.some(({ id }) => id === rowId))
      if (screen === undefined) continue
      this.stacks.unfold(key)
      this.screens.unfold(screen.key)
    }
  }

  dispose(): void {
    this.screens.dispose()
    this.stacks.dispose()
  }

  private watchScreens(): void {
    // By the page's data: what is about to be drawn cannot be watched yet.
    const drawn = this.allStacks().filter(({ key }) => !this.host.data.folded[key])
    this.screens.watch(drawn.flatMap(({ screens }) => screens.map(({ key }) => key)))
  }

  private allStacks() {
    const { earlierStacks, recentStacks } = this.host.data
    return [...earlierStacks, ...recentStacks]
  }
}
