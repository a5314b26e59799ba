import type { Message } from '../../../miniprogram/models/message'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { rowsOf } from './chat/open-chat'

const lobby = { kind: 'chatroom', targetId: 'lobby' } as const
const ENTERED_AT = 1_000_000
const CHECK_MS = 20_000

/** Inside a room; `say` gives it messages of which only those that are delivered come by the link. */
async function inside() {
  const app = await AppOnFakes.signedIn()
  app.im.time = ENTERED_AT
  const room = app.stores.openRoom('lobby')
  await room.join()
  let time = ENTERED_AT
  const say = (count: number, isDelivered: (index: number) => boolean): Message[] => {
    const said = Array.from({ length: count }, () =>
      app.im.message(lobby, { isOwn: false, senderId: 'chen', sentAt: (time += 1_000) }),
    )
    app.im.stored.push(...said)
    app.im.emit(
      'messages',
      said.filter((_, index) => isDelivered(index)),
    )
    return said
  }
  const shown = () => rowsOf(room).map(({ id }) => id)
  return { app, room, say, shown }
}

const uids = (messages: readonly Message[]) => messages.map(({ uid }) => uid)

describe('a room whose deliveries leave messages out between others', () => {
  it('shows them in their places within seconds, and asks for none of it twice', async () => {
    const { app, say, shown } = await inside()
    const first = say(5, (index) => index !== 2)
    await app.clock.pass(CHECK_MS)
    expect(shown()).toEqual(uids(first))
    const second = say(250, (index) => index % 100 !== 60)
    await app.clock.pass(CHECK_MS)
    expect(shown()).toEqual(uids([...first, ...second]))
    const asked = app.im.count('history')
    await app.clock.pass(80_000)
    expect(app.im.count('history') - asked).toBeLessThanOrEqual(3)
  })

  it('looks back no further than it can keep up with', async () => {
    const { app, say, shown } = await inside()
    say(1_000, (index) => index !== 950)
    const asked = app.im.count('history')
    await app.clock.pass(9_000)
    expect(app.im.count('history') - asked).toBeLessThanOrEqual(3)
    const next = say(3, (index) => index !== 1)
    await app.clock.pass(CHECK_MS)
    expect(shown().slice(-3)).toEqual(uids(next))
  })

  it('says that more was missed than history gives at a time', async () => {
    const { app, room, say } = await inside()
    say(3, () => true)
    await app.clock.pass(CHECK_MS)
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    app.im.emit('link', { state: 'connected' })
    say(500, () => false)
    await app.clock.pass(9_000)
    say(50, () => true)
    expect(room.gapNotice).not.toBe('')
  })
})
