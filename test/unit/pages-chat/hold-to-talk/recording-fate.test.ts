import {
  fateOf,
  type Wish,
  type Zone,
} from '../../../../miniprogram/pages-chat/components/hold-to-talk/recording-fate'

const held = (zone: Zone, wish: Wish = 'none') => ({ wish, zone, isLocked: false })
const locked = (wish: Wish = 'none') => ({ wish, zone: 'send' as const, isLocked: true })

describe('what becomes of a recording that is over', () => {
  it.each<[string, Parameters<typeof fateOf>[0], number, string]>([
    ['released', held('send', 'send'), 4, 'send'],
    ['released at once', held('send', 'send'), 0.6, 'short'],
    ['slid up and released', held('cancel', 'drop'), 9, 'drop'],
    ['held for the whole minute', held('send'), 60, 'send'],
    ['held for the whole minute by a recorder that is a little early', held('send'), 59.8, 'send'],
    ['slid up when the minute is over', held('cancel'), 60, 'drop'],
    ['slid to the lock when the minute is over', held('lock'), 60, 'listen'],
    ['broken off under the finger', held('send'), 12, 'listen'],
    ['broken off under the finger at once', held('send'), 0.4, 'drop'],
    ['locked and sent', locked('send'), 8, 'send'],
    ['locked and to be heard', locked('listen'), 8, 'listen'],
    ['locked and to be heard at once', locked('listen'), 0.5, 'short'],
    ['locked and given up', locked('discard'), 8, 'discard'],
    ['locked and given up at once', locked('discard'), 0.5, 'drop'],
    ['locked when the minute is over', locked(), 60, 'listen'],
    ['locked and broken off', locked(), 12, 'listen'],
    ['locked and broken off at once', locked(), 0.5, 'drop'],
  ])('%s', (_, how, seconds, fate) => {
    expect(fateOf(how, seconds)).toBe(fate)
  })
})
