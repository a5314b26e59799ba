import type { Message } from '../../../miniprogram/models/message'
import { MessageScreens } from '../../../miniprogram/stores/message-screens'
import { FakeImService } from '../../fakes/fake-im-service'
import { rowContext } from '../../fakes/row-context'

const CHEN = { kind: 'private', targetId: 'chen' } as const

function list() {
  const im = new FakeImService()
  const screens = new MessageScreens()
  const heard = (sentAt: number): Message =>
    im.message(CHEN, { isOwn: false, senderId: 'chen', sentAt })
  const onItsWay = (clientId: string, sentAt: number): Message => ({
    ...im.message(CHEN, { sentAt, sendState: 'sending' }),
    id: clientId,
    uid: '',
    clientId,
  })
  const acknowledge = (message: Message, sentAt: number) =>
    screens.put({ ...message, uid: `uid of ${message.id}`, sentAt, sendState: 'sent' })
  const times = () => screens.all().map(({ sentAt }) => sentAt)
  return { screens, heard, onItsWay, acknowledge, times }
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)

describe('a message that comes late', () => {
  it('stands in its place also when a screen above it has lost all its rows', () => {
    const { screens, heard, onItsWay, acknowledge, times } = list()
    for (const time of range(100, 20)) screens.put(heard(time))
    const own = range(1_000, 40).map((time) => onItsWay(`own ${time}`, time))
    for (const message of own) screens.put(message)
    screens.put(heard(300))
    // The server took the first screen of them before that one: their rows move up.
    own.slice(0, 20).forEach((message, index) => acknowledge(message, 200 + index))
    screens.put(heard(150))
    screens.put(heard(250))
    screens.put(heard(50))
    const sent = [50, ...range(100, 20), 150, ...range(200, 20), 250, 300]
    expect(times()).toEqual([...sent, ...range(1_020, 20)])
  })

  it('stands in its place also when the page of history tells that it was sent', () => {
    const { screens, heard, onItsWay, times } = list()
    const unsure = onItsWay('unsure', 2_000)
    screens.reset([...range(1_000, 5).map((time) => heard(time)), unsure], true)
    const sent = { ...unsure, uid: 'uid of unsure', sentAt: 500, sendState: 'sent' } as const
    screens.addEarlier([heard(400), heard(450), sent, heard(550), heard(600)], true)
    expect(times()).toEqual([400, 450, 500, 550, 600, ...range(1_000, 5)])
    screens.addEarlier([heard(300)])
    expect(times()).toEqual([300, 400, 450, 500, 550, 600, ...range(1_000, 5)])
  })

  it('stands in its place also when nothing else was on screen before its page came', () => {
    const { screens, heard, onItsWay, times } = list()
    const unsure = onItsWay('unsure', 2_000)
    screens.reset([unsure, onItsWay('later', 2_001)])
    const sent = { ...unsure, uid: 'uid of unsure', sentAt: 500, sendState: 'sent' } as const
    screens.become([heard(400), sent, heard(600), onItsWay('later', 2_001)], false)
    expect(times()).toEqual([400, 500, 600, 2_001])
  })

  it('stands in its place also beside a screen that has left', () => {
    const { screens, heard, times } = list()
    const said = range(0, 40 * 20).map((index) => 1_000 + index * 10)
    for (const time of said) screens.put(heard(time))
    screens.render(rowContext)
    screens.keepNear(new Set(['s40']))
    const [first] = times()
    expect(first).toBe(1_000 + 19 * 20 * 10)
    const late = [first - 5, first + 5].map((time) => heard(time))
    for (const message of late) screens.put(message)
    for (const { key, from, to } of screens.keepNear(new Set(['s20']))) {
      const those = said.filter((time) => time >= from && time <= to)
      screens.restore(
        key,
        those.map((time) => heard(time)),
      )
    }
    expect(times()).toEqual(expect.arrayContaining(late.map(({ sentAt }) => sentAt)))
    expect(times()).toEqual([...times()].sort((x, y) => x - y))
  })
})
