import type { Message } from '../../../miniprogram/models/message'
import { MessageScreens } from '../../../miniprogram/stores/message-screens'
import { setLanguage } from '../../../miniprogram/i18n/t'
import { rowContext } from '../../fakes/row-context'

const NOON = new Date(2026, 10, 21, 12).getTime()

function message(sentAt: number, change: Partial<Message> = {}): Message {
  return {
    id: `uid-${sentAt}`,
    uid: `uid-${sentAt}`,
    clientId: '',
    conversationKey: 'private:chen',
    kind: 'private',
    targetId: 'chen',
    senderId: 'chen',
    isOwn: false,
    sentAt,
    content: { type: 'text', text: String(sentAt) },
    sendState: 'sent',
    isCounted: true,
    ...change,
  }
}

function shown(screens: MessageScreens) {
  const { earlierScreens, recentScreens } = screens.render(rowContext)
  return [...earlierScreens]
    .reverse()
    .concat(recentScreens)
    .flatMap(({ rows }) => [...rows])
}

function filled(from: number, to: number): MessageScreens {
  const screens = new MessageScreens()
  const messages = []
  for (let index = from; index <= to; index += 1) messages.push(message(NOON + index))
  screens.reset(messages)
  screens.render(rowContext)
  return screens
}

describe('MessageScreens', () => {
  beforeEach(() => setLanguage('en'))

  it('shows a repeated message once', () => {
    const screens = filled(1, 3)
    screens.put(message(NOON + 2))
    expect(shown(screens)).toHaveLength(3)
  })

  it('shows a message once when its sender sent it twice under one client id', () => {
    const screens = filled(1, 1)
    screens.put(message(NOON + 2, { clientId: 'c' }))
    screens.put(message(NOON + 3, { clientId: 'c' }))
    expect(shown(screens).map(({ text }) => text)).toEqual([NOON + 1, NOON + 2].map(String))
  })

  it('puts what arrives late in its place', () => {
    const screens = filled(1, 2)
    screens.put(message(NOON + 9))
    screens.put(message(NOON + 5))
    expect(shown(screens).map(({ text }) => Number(text) - NOON)).toEqual([1, 2, 5, 9])
  })

  it('keeps a message on its way below all others and the same row when it is acknowledged', () => {
    const screens = filled(1, 2)
    const own = { senderId: 'lin', isOwn: true, clientId: 'c', id: 'c' }
    screens.put(message(NOON + 3, { ...own, uid: '', sendState: 'sending' }))
    screens.put(message(NOON + 4))
    expect(
      shown(screens)
        .map(({ id }) => id)
        .slice(-1),
    ).toEqual(['c'])
    screens.put(message(NOON + 5, own))
    const rows = shown(screens)
    expect(rows[rows.length - 1]).toMatchObject({ id: 'c', state: 'sent' })
    expect(rows).toHaveLength(4)
  })

  it('keeps the reference of every row and screen that did not change', () => {
    const screens = filled(1, 90)
    const before = screens.render(rowContext)
    screens.put(message(NOON + 91))
    const after = screens.render(rowContext)
    expect(after.recentScreens.slice(0, -1)).toEqual(before.recentScreens.slice(0, -1))
    after.recentScreens.slice(0, -1).forEach((screen, index) => {
      expect(screen).toBe(before.recentScreens[index])
    })
    const last = after.recentScreens[4]
    last.rows.slice(0, -1).forEach((row, index) => {
      expect(row).toBe(before.recentScreens[4].rows[index])
    })
  })

  it('renders nothing anew when all names changed to what they were', () => {
    const screens = filled(1, 50)
    const before = screens.render(rowContext)
    screens.markAll()
    expect(screens.render(rowContext)).toBe(before)
  })

  it('puts no more than 20 rows on a screen filled at either end', () => {
    const screens = filled(100, 150)
    const history = []
    for (let index = 1; index < 100; index += 1) history.push(message(NOON + index))
    screens.addEarlier(history)
    const { earlierScreens, recentScreens } = screens.render(rowContext)
    for (const { rows } of [...earlierScreens, ...recentScreens]) {
      expect(rows.length).toBeLessThanOrEqual(20)
    }
    expect(shown(screens).map(({ text }) => Number(text) - NOON)).toEqual(
      Array.from({ length: 150 }, (_, index) => index + 1),
    )
  })

  it('changes no row on screen by what comes above it', () => {
    const range = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => message(NOON + from + index))
    const screens = new MessageScreens()
    screens.reset(range(40, 60), true)
    const before = shown(screens)
    expect(before[0]).toMatchObject({ text: String(NOON + 41), dateLabel: '' })
    screens.addEarlier(range(20, 40), true)
    expect(shown(screens).slice(-19)).toEqual(before)
    screens.addEarlier(range(0, 20), false)
    const rows = shown(screens)
    expect(rows.slice(-19)).toEqual(before)
    expect(rows.map(({ text }) => Number(text) - NOON)).toEqual(
      Array.from({ length: 60 }, (_, index) => index),
    )
    expect(rows[0].dateLabel).not.toBe('')
  })

  it('shows the only message there is although there may be older ones', () => {
    const screens = new MessageScreens()
    screens.reset([message(NOON)], true)
    expect(shown(screens)).toHaveLength(1)
  })

  it('brings a message that is not drawn yet up to date', () => {
    const screens = new MessageScreens()
    screens.reset([message(NOON), message(NOON + 1)], true)
    screens.put({ ...message(NOON), content: { type: 'text', text: 'better' } })
    screens.addEarlier([], false)
    expect(shown(screens).map(({ text }) => text)).toEqual(['better', String(NOON + 1)])
  })

  it('draws a screen that comes back as it was, before the one above it is back', () => {
    const screens = filled(0, 1_000)
    const before = screens.render(rowContext).recentScreens
    screens.keepNear(new Set([before[45].key]))
    const wanted = screens.keepNear(new Set([before[10].key]))
    const [away] = wanted.filter(({ key }) => key === before[10].key)
    const messages = Array.from({ length: away.count }, (_, i) => message(away.from + i))
    screens.restore(away.key, messages)
    expect(screens.render(rowContext).recentScreens[10].rows).toEqual(before[10].rows)
  })

  it('appends history at the end of the earlier screens, so that no other screen moves', () => {
    const screens = filled(100, 120)
    screens.addEarlier([message(NOON + 50), message(NOON + 51)])
    const before = screens.render(rowContext)
    screens.addEarlier([message(NOON + 1), message(NOON + 2)])
    const after = screens.render(rowContext)
    expect(after.recentScreens).toBe(before.recentScreens)
    expect(after.earlierScreens).toHaveLength(2)
    expect(after.earlierScreens[0].key).toBe(before.earlierScreens[0].key)
  })

  it('cuts a screen that grew by messages found in between, and stays in order', () => {
    const screens = filled(1, 2)
    screens.put(message(NOON + 100_000))
    for (let index = 60; index > 2; index -= 1) screens.put(message(NOON + index))
    const { recentScreens } = screens.render(rowContext)
    expect(Math.max(...recentScreens.map(({ rows }) => rows.length))).toBeLessThanOrEqual(40)
    const texts = shown(screens).map(({ text }) => Number(text))
    expect(texts).toEqual([...texts].sort((a, b) => a - b))
    expect(texts).toHaveLength(61)
  })

  it('groups one sender’s messages within three minutes and marks each new day', () => {
    const screens = new MessageScreens()
    const day = 24 * 3600_000
    screens.reset([
      message(NOON - day),
      message(NOON),
      message(NOON + 1_000),
      message(NOON + 240_000),
      message(NOON + 241_000, { senderId: 'wang' }),
    ])
    expect(shown(screens).map((row) => [row.dateLabel, row.startsGroup])).toEqual([
      ['Yesterday', true],
      ['Today', true],
      ['', false],
      ['', true],
      ['', true],
    ])
  })

  it('removes a discarded row', () => {
    const screens = filled(1, 21)
    screens.remove(`uid-${NOON + 21}`)
    expect(shown(screens)).toHaveLength(20)
    expect(screens.render(rowContext).recentScreens).toHaveLength(1)
  })
})
