import type { Message } from '../../../miniprogram/models/message'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { ImError } from '../../../miniprogram/services/im/im-error'
import { settled } from '../../fakes/fake-clock'
import { ScreenRing } from '../../../miniprogram/pages-chat/shared/screen-ring'
import { Crossing, rowsOf } from './chat/open-chat'

const lobby = { kind: 'chatroom', targetId: 'lobby' } as const

/** Three hundred and a screen of them. */
const MAX_ROWS = 300 + 2 * 20

async function inside() {
  const app = await AppOnFakes.signedIn()
  app.im.time = 1_000
  const room = app.stores.openRoom('lobby')
  await room.join()
  const batch = (first: number, count: number): Message[] =>
    Array.from({ length: count }, (_, index) =>
      app.im.message(lobby, { isOwn: false, senderId: 'chen', sentAt: first + index }),
    )
  app.im.emit('messages', batch(1_000, 3))
  return { app, room, batch }
}

describe('a room entered again after a break', () => {
  it('tells that more was said than the cloud gives back, also when the SDK was back first', async () => {
    const { app, room, batch } = await inside()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    // The SDK enters its rooms again before it says that it is connected.
    app.im.emit('messages', batch(9_000, 50))
    app.im.emit('link', { state: 'connected' })
    await settled()
    expect(room.gapNotice).not.toBe('')
  })

  it('goes on telling so when our own entering brings the same messages again', async () => {
    const { app, room, batch } = await inside()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    const last = batch(9_000, 50)
    app.im.emit('messages', last)
    app.im.emit('link', { state: 'connected' })
    await settled()
    app.im.emit('messages', last)
    expect(room.gapNotice).not.toBe('')
  })

  it('compares with what was heard, not with what oneself said after it', async () => {
    const { app, room, batch } = await inside()
    // The room's server gave these a time before our own message, and the link broke before they came.
    app.im.time = 9_000
    room.send('me')
    await settled()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    app.im.emit('messages', batch(8_990, 50))
    expect(room.gapNotice).not.toBe('')
  })

  it('tells of a gap also when nobody had said anything before', async () => {
    const app = await AppOnFakes.signedIn()
    app.im.time = 5_000_000
    const room = app.stores.openRoom('lobby')
    await room.join()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    app.im.emit('link', { state: 'connected' })
    await settled()
    const missed = Array.from({ length: 50 }, (_, index) =>
      app.im.message(lobby, { isOwn: false, senderId: 'chen', sentAt: 6_000_000 + index }),
    )
    app.im.emit('messages', missed)
    expect(room.gapNotice).not.toBe('')
  })

  it('tells nothing when all that was missed is there', async () => {
    const { app, room, batch } = await inside()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    app.im.emit('link', { state: 'connected' })
    await settled()
    app.im.emit('messages', batch(1_000, 50))
    expect(room.gapNotice).toBe('')
  })
})

describe('a room whose deliveries get lost on a link that stands', () => {
  it('finds them in history within seconds, each once and in order', async () => {
    const { app, room, batch } = await inside()
    const lost = batch(4_000, 2)
    app.im.stored.push(...lost)
    await app.clock.pass(20_000)
    const shown = () => rowsOf(room).map(({ id }) => id)
    expect(shown().slice(-2)).toEqual(lost.map(({ uid }) => uid))
    // They may come by the SDK's own way after all.
    app.im.emit('messages', lost)
    expect(shown()).toHaveLength(5)
  })

  it('finds what was said before one entered, when the last messages never came', async () => {
    const app = await AppOnFakes.signedIn()
    app.im.time = 1_000_000
    const room = app.stores.openRoom('lobby')
    await room.join()
    const said = [10_000, 900_000, 999_000].map((sentAt) =>
      app.im.message(lobby, { isOwn: false, senderId: 'chen', sentAt }),
    )
    app.im.stored.push(...said)
    await app.clock.pass(20_000)
    expect(rowsOf(room).map(({ id }) => id)).toEqual(said.map(({ uid }) => uid))
    expect(room.gapNotice).toBe('')
  })

  it('goes on without them where the cloud keeps no history of rooms', async () => {
    const { app, room } = await inside()
    app.im.history = async () => {
      throw ImError.fromSdk(20606, 'history')
    }
    await app.clock.pass(20_000)
    expect(room).toMatchObject({ state: 'inside', failure: '' })
  })
})

describe('a room that cannot be entered', () => {
  async function withJoins(...codes: number[]) {
    const app = await AppOnFakes.signedIn()
    const joinRoom = app.im.joinRoom.bind(app.im)
    app.im.joinRoom = async () => {
      const code = codes.shift() ?? 0
      if (code !== 0) throw ImError.fromSdk(code, 'joinRoom')
      return joinRoom()
    }
    const room = app.stores.openRoom('lobby')
    await room.join()
    return { app, room }
  }

  it('because nobody answered is tried again, and says so meanwhile', async () => {
    const { app, room } = await withJoins(30003, 30003)
    expect(room.state).toBe('failed')
    expect(room.failure).not.toBe('')
    await app.clock.pass(10_000)
    expect(room).toMatchObject({ state: 'inside', failure: '' })
  })

  it('because of a ban is left alone', async () => {
    const { app, room } = await withJoins(23409)
    await app.clock.pass(60_000)
    expect(room.state).toBe('closed')
  })
})

describe('a room where much is said', () => {
  const ids = (room: Parameters<typeof rowsOf>[0]) => rowsOf(room).map(({ id }) => id)
  const tail = (messages: readonly Message[], count: number) =>
    messages.slice(-count).map(({ uid }) => uid)

  it('shows the newest rows only, all evening long', async () => {
    const { app, room, batch } = await inside()
    const said = batch(2_000, 5_000)
    for (const message of said) {
      app.im.emit('messages', [message])
      expect(rowsOf(room).length).toBeLessThan(MAX_ROWS)
    }
    expect(ids(room)).toEqual(tail(said, ids(room).length))
    expect(ids(room).length).toBeGreaterThanOrEqual(300)
    // Nor do they come back by a late delivery.
    app.im.emit('messages', said.slice(0, 10))
    expect(ids(room)).toEqual(tail(said, ids(room).length))
  })

  it('takes nothing from a reader who scrolled up, until they are back', async () => {
    const { app, room, batch } = await inside()
    const before = batch(2_000, 250)
    app.im.emit('messages', before)
    room.setAtBottom(false)
    const after = batch(3_000, 500)
    for (const message of after) app.im.emit('messages', [message])
    expect(ids(room)).toHaveLength(3 + 250 + 500)
    room.setAtBottom(true)
    expect(ids(room).length).toBeLessThan(MAX_ROWS)
    expect(ids(room)).toEqual(tail(after, ids(room).length))
  })

  it('costs the view the new row and the place it takes, not the others', async () => {
    const { app, room, batch } = await inside()
    app.im.emit('messages', batch(2_000, 1_000))
    const ring = new ScreenRing()
    const crossing = new Crossing(app, () => ({ screens: ring.slots(room.recentScreens) }))
    for (const message of batch(4_000, 100)) {
      app.im.emit('messages', [message])
      await app.clock.pass(100)
      expect(crossing.bytes).toBeLessThanOrEqual(1_500)
      crossing.paths()
    }
  })
})
