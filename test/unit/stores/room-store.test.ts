import type { Message } from '../../../miniprogram/models/message'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { ImError } from '../../../miniprogram/services/im/im-error'
import { settled } from '../../fakes/fake-clock'
import { rowsOf } from './chat/open-chat'

const lobby = { kind: 'chatroom', targetId: 'lobby' } as const

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
