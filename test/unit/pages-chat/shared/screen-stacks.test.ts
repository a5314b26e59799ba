import type { MessageRow, Screen } from '../../../../miniprogram/models/rows'
import { StackCutter, unstacked } from '../../../../miniprogram/pages-chat/shared/screen-stacks'
import { dataPatch } from '../../../../miniprogram/utils/data-patch'

const screen = (number: number, rows: readonly MessageRow[] = []): Screen<MessageRow> => ({
  key: `s${number}`,
  rows,
})
const screens = (count: number) => Array.from({ length: count }, (_, index) => screen(index))

describe('stacks of screens', () => {
  it('keep every element at 60 children or fewer in a chat of 10,000 messages', () => {
    const stacks = new StackCutter().cut(screens(500))
    expect(stacks.length).toBeLessThanOrEqual(60)
    for (const stack of stacks) expect(stack.screens.length).toBeLessThanOrEqual(60)
  })

  it('hold the screens in their order', () => {
    const all = screens(60)
    const stacks = new StackCutter().cut(all)
    expect(unstacked({ earlierStacks: stacks, recentStacks: [] }).earlierScreens).toEqual(all)
  })

  it('cost one path when a screen comes, and its row when a row changes', () => {
    const cutter = new StackCutter()
    const all = screens(60)
    const before = cutter.cut(all)
    const longer = cutter.cut([...all, screen(60)])
    const paths = (from: object, to: object) =>
      Object.keys(dataPatch({ stacks: from }, { stacks: to }))
    expect(paths(before, longer)).toEqual(['stacks[2].screens[10]'])
    const row = { id: 'a', text: 'old' } as MessageRow
    const changed = [...all]
    changed[3] = screen(3, [row])
    const withRow = cutter.cut(changed)
    changed[3] = screen(3, [{ ...row, text: 'new' }])
    const withNew = cutter.cut([...changed])
    expect(paths(withRow, withNew)).toEqual(['stacks[0].screens[3].rows[0].text'])
  })
})
