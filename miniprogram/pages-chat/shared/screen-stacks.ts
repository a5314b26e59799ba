import type { MessageRow, Screen } from '../../models/rows'
import type { RowsOnScreen } from './message-rows'

/** Screens of a stack: with 60 stacks on each side, room for 60,000 messages. */
const STACK_SCREENS = 25

/** Neighbouring screens of a message list, in the order of its screens. */
export interface ScreenStack {
  key: string
  screens: readonly Screen<MessageRow>[]
}

/** A message list as the page's data holds it: no element has more than a few dozen children. */
export interface StacksOnPage {
  earlierStacks: readonly ScreenStack[]
  recentStacks: readonly ScreenStack[]
  /** Heights in px of the boxes that stand for screens and stacks, by key; 0 or absent for those that are drawn. */
  folded: Readonly<Record<string, number>>
}

/** Cuts a list of screens into stacks. It grows at its end only; a stack whose screens did not change is kept. */
export class StackCutter {
  private screens: readonly Screen<MessageRow>[] = []
  private stacks: readonly ScreenStack[] = []

  cut(screens: readonly Screen<MessageRow>[]): readonly ScreenStack[] {
    if (screens === this.screens) return this.stacks
    const stacks: ScreenStack[] = []
    for (let start = 0; start < screens.length; start += STACK_SCREENS) {
      const part = screens.slice(start, start + STACK_SCREENS)
      const old = this.stacks[stacks.length] as ScreenStack | undefined
      const isSame =
        old !== undefined &&
        old.screens.length === part.length &&
        part.every((screen, index) => screen === old.screens[index])
      stacks.push(isSame ? old : { key: `stack-${part[0].key}`, screens: part })
    }
    this.screens = screens
    this.stacks = stacks
    return stacks
  }
}

/** The list's rows as the stores have them. */
export function unstacked({
  earlierStacks,
  recentStacks,
}: Omit<StacksOnPage, 'folded'>): RowsOnScreen {
  return {
    earlierScreens: earlierStacks.flatMap(({ screens }) => screens),
    recentScreens: recentStacks.flatMap(({ screens }) => screens),
  }
}
