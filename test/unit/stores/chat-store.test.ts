import type { Conversation } from '../../../miniprogram/models/conversation'
import { AppOnFakes } from '../../fakes/app-on-fakes'
import { settled } from '../../fakes/fake-clock'

const chen = { kind: 'private', targetId: 'chen' } as const

function withUnread(unreadCount: number): Conversation {
  return {
    ...chen,
    key: 'private:chen',
    latestMessage: null,
    unreadCount,
    mentionCount: 0,
    isPinned: false,
    isMuted: false,
    updatedAt: 1,
  }
}

async function openChat() {
  const app = await AppOnFakes.signedIn()
  const chat = app.stores.openChat('private:chen')
  await chat.open()
  const unread = (): number => app.stores.conversations.totalUnread
  return { app, chat, unread }
}

describe('unread messages of an open chat', () => {
  it('are read when the count comes after the message', async () => {
    const { app, unread } = await openChat()
    app.im.emit('messages', [app.im.message(chen, { isOwn: false, senderId: 'chen' })])
    app.im.emit('conversations', [withUnread(1)])
    await settled()
    expect(unread()).toBe(0)
    expect(app.im.count('clearUnread')).toBe(1)
  })

  it('stay unread while the page is out of sight, and are read on return', async () => {
    const { app, chat, unread } = await openChat()
    chat.setVisible(false)
    app.im.emit('conversations', [withUnread(2)])
    await settled()
    expect(unread()).toBe(2)
    chat.setVisible(true)
    await settled()
    expect(unread()).toBe(0)
  })

  it('stay unread when they come after it was closed, while the last ones are being read', async () => {
    const { app, chat, unread } = await openChat()
    let finish = (): void => undefined
    app.im.clearUnread = () => new Promise((resolve) => (finish = resolve))
    app.im.emit('conversations', [withUnread(1)])
    chat.close()
    app.im.emit('conversations', [withUnread(2)])
    finish()
    await settled()
    expect(unread()).toBe(2)
  })

  it('stay unread, and are asked about once, when the cloud refuses', async () => {
    const { app, unread } = await openChat()
    let calls = 0
    app.im.clearUnread = async () => {
      calls += 1
      throw new Error('refused')
    }
    app.im.emit('conversations', [withUnread(1)])
    await settled()
    await settled()
    expect(unread()).toBe(1)
    expect(calls).toBe(1)
  })
})
