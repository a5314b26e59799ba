import type { Conversation } from '../../../../miniprogram/models/conversation'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'

const CHEN = { kind: 'private', targetId: 'chen' } as const

/** What the cloud lists, whether it was delivered or not. */
function list(app: AppOnFakes, text: string, from: 'chen' | 'wang' = 'chen'): Conversation {
  const content = { type: 'text', text } as const
  const ref = { kind: 'private', targetId: from } as const
  const latestMessage = app.im.message(ref, { content, isOwn: false, senderId: from })
  app.im.stored.push(latestMessage)
  const conversation: Conversation = {
    ...ref,
    key: `private:${from}`,
    latestMessage,
    unreadCount: 1,
    mentionCount: 0,
    isPinned: false,
    isMuted: false,
    updatedAt: latestMessage.sentAt,
  }
  app.im.conversations = { conversations: [conversation], hasMore: false }
  return conversation
}

describe('deliveries of a standing link', () => {
  it('that got lost are noticed soon, and the link is replaced', async () => {
    const app = await AppOnFakes.signedIn()
    list(app, 'lost')
    await app.clock.pass(10_000)
    expect(app.im.count('connect')).toBe(2)
    expect(app.stores.conversations.screens[0].rows[0].preview).toBe('lost')
  })

  it.each([-50_000, 50_000, -3_600_000, 3_600_000])(
    'that got lost are noticed as soon when the clock is set by %i ms',
    async (jump) => {
      const app = await AppOnFakes.signedIn()
      await app.clock.pass(200_000)
      app.lifecycle.hide()
      app.clock.jump(jump)
      // The cloud's time goes on; what the phone makes of it jumps with its clock.
      const serverTime = app.im.time
      app.im.time += jump
      app.lifecycle.show()
      await settled()
      app.im.time = serverTime
      list(app, 'lost')
      app.im.emit('typing', { conversation: CHEN, userIds: ['chen'] })
      await app.clock.pass(10_000)
      expect(app.im.count('connect')).toBe(2)
    },
  )

  it('that got lost are noticed also while a room goes on talking', async () => {
    const app = await AppOnFakes.signedIn()
    list(app, 'lost')
    const lobby = { kind: 'chatroom', targetId: 'lobby' } as const
    app.im.emit('messages', [app.im.message(lobby, { isOwn: false, senderId: 'chen' })])
    await app.clock.pass(11_000)
    expect(app.im.count('connect')).toBe(2)
  })

  it('that got lost are noticed also when later ones of another conversation came', async () => {
    const app = await AppOnFakes.signedIn()
    await app.clock.pass(9_000)
    const lost = list(app, 'lost')
    const told = list(app, 'told', 'wang')
    app.im.conversations = { conversations: [told, lost], hasMore: false }
    for (let seconds = 0; seconds < 70; seconds += 5) {
      app.im.emit('messages', [told.latestMessage!])
      await app.clock.pass(5_000)
    }
    expect(app.im.count('connect')).toBe(2)
    const { rows } = app.stores.conversations.screens[0]
    expect(rows.map(({ preview }) => preview)).toEqual(['told', 'lost'])
    await app.clock.pass(600_000)
    expect(app.im.count('connect')).toBe(2)
  })

  it('are noticed once a minute also when the clock is set back meanwhile', async () => {
    const app = await AppOnFakes.signedIn()
    list(app, 'lost')
    await app.clock.pass(10_000)
    expect(app.im.count('connect')).toBe(2)
    app.clock.jump(-3_600_000)
    await app.clock.pass(60_000)
    list(app, 'lost again')
    app.im.emit('typing', { conversation: CHEN, userIds: ['chen'] })
    await app.clock.pass(11_000)
    expect(app.im.count('connect')).toBe(3)
  })

  it('that came, or come late, leave the link alone', async () => {
    const app = await AppOnFakes.signedIn()
    const { latestMessage } = list(app, 'told')
    app.im.emit('messages', [latestMessage!])
    await app.clock.pass(8_000)
    const late = list(app, 'on its way').latestMessage!
    await app.clock.pass(9_000)
    app.im.emit('messages', [late])
    await app.clock.pass(3_600_000)
    expect(app.im.count('connect')).toBe(1)
  })

  it('are asked about less and less while nothing happens, and soon when somebody types', async () => {
    const app = await AppOnFakes.signedIn()
    const asked = () => app.im.count('conversationPage')
    await settled()
    const atStart = asked()
    await app.clock.pass(8_000)
    expect(asked() - atStart).toBe(1)
    await app.clock.pass(600_000)
    expect(asked() - atStart).toBeLessThan(13)
    const before = asked()
    app.im.emit('typing', { conversation: CHEN, userIds: ['chen'] })
    await app.clock.pass(8_000)
    expect(asked() - before).toBe(1)
  })

  it('are not asked about in the background or without a link', async () => {
    const app = await AppOnFakes.signedIn()
    app.lifecycle.hide()
    const before = app.im.count('conversationPage')
    await app.clock.pass(600_000)
    app.lifecycle.show()
    await settled()
    app.network.change({ isConnected: false })
    const offline = app.im.count('conversationPage')
    await app.clock.pass(600_000)
    expect(offline - before).toBeLessThanOrEqual(2)
    expect(app.im.count('conversationPage')).toBe(offline)
  })

  it('that stay lost replace the link once a minute at most', async () => {
    const app = await AppOnFakes.signedIn()
    for (let second = 0; second < 120; second += 1) {
      app.im.time = app.clock.now()
      list(app, `lost ${second}`)
      await app.clock.pass(1_000)
    }
    expect(app.im.count('connect')).toBeLessThanOrEqual(4)
    expect(app.im.count('connect')).toBeGreaterThanOrEqual(2)
  })

  it('show in the open chat what the SDK left out between others', async () => {
    const app = await AppOnFakes.signedIn()
    const chat = app.stores.openChat('private:chen')
    await chat.open()
    const [first, dropped, last] = ['1', '2', '3'].map((text) => list(app, text).latestMessage!)
    app.im.emit('messages', [first, last])
    const texts = () => chat.recentScreens.flatMap(({ rows }) => rows.map(({ text }) => text))
    expect(texts()).toEqual(['1', '3'])
    await app.clock.pass(8_000)
    expect(texts()).toEqual(['1', '2', '3'])
    expect(dropped.uid).not.toBe('')
    expect(app.im.count('connect')).toBe(1)
    const asked = app.im.count('history')
    await app.clock.pass(600_000)
    expect(app.im.count('history') - asked).toBeLessThan(13)
  })

  it('show in the open chat also when a later one of another conversation hides that they got lost', async () => {
    const app = await AppOnFakes.signedIn()
    const chat = app.stores.openChat('private:chen')
    list(app, 'told')
    await chat.open()
    list(app, 'lost')
    const wang = { kind: 'private', targetId: 'wang' } as const
    app.im.emit('messages', [app.im.message(wang, { isOwn: false, senderId: 'wang' })])
    await app.clock.pass(8_000)
    const texts = chat.recentScreens.flatMap(({ rows }) => rows.map(({ text }) => text))
    expect(texts).toEqual(['told', 'lost'])
  })
})
