import { ScreenRing } from '../../../../miniprogram/pages-chat/shared/screen-ring'

const screen = (key: string) => ({ key, rows: [] })
const screens = (keys: string) => [...keys].map(screen)

/** Keys as they are drawn, from above to below. */
function drawn(slots: ReturnType<ScreenRing['slots']>): string {
  const inOrder = [...slots].sort((one, other) => one.order - other.order)
  return inOrder.map(({ key }) => (key.length === 1 ? key : '')).join('')
}

describe('the places of a room’s screens', () => {
  it('are taken over, one for one, by the screens that come below', () => {
    const ring = new ScreenRing()
    const before = ring.slots(screens('abcd'))
    const after = ring.slots(screens('bcde'))
    expect(drawn(after)).toBe('bcde')
    expect(after).toHaveLength(4)
    expect(after.filter((slot, index) => slot !== before[index]).map(({ key }) => key)).toEqual([
      'e',
    ])
  })

  it('stay empty until somebody needs them', () => {
    const ring = new ScreenRing()
    ring.slots(screens('abcdef'))
    const fewer = ring.slots(screens('ef'))
    expect(drawn(fewer)).toBe('ef')
    expect(fewer).toHaveLength(6)
    const more = ring.slots(screens('efghij'))
    expect(drawn(more)).toBe('efghij')
    expect(more).toHaveLength(6)
  })

  it('follow a screen that was cut in two', () => {
    const ring = new ScreenRing()
    ring.slots(screens('abc'))
    ring.slots(screens('bcd'))
    expect(drawn(ring.slots(screens('bxcd')))).toBe('bxcd')
  })

  it('begin anew with a list that begins anew', () => {
    const ring = new ScreenRing()
    ring.slots(screens('abc'))
    expect(drawn(ring.slots([]))).toBe('')
    expect(drawn(ring.slots(screens('xy')))).toBe('xy')
  })

  it('are the same while the screens are', () => {
    const ring = new ScreenRing()
    const given = screens('abc')
    expect(ring.slots(given)).toBe(ring.slots(given))
  })
})
