import type { Message } from '../../../miniprogram/models/message'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { settled } from '../../fakes/fake-clock'

const lobby = { kind: 'chatroom', targetId: 'lobby' } as const

async function inside() {
  const app = await AppOnFakes.signedIn()
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

  it('tells nothing when all that was missed is there', async () => {
    const { app, room, batch } = await inside()
    app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    app.im.emit('link', { state: 'connected' })
    await settled()
    app.im.emit('messages', batch(1_000, 50))
    expect(room.gapNotice).toBe('')
  })
})
