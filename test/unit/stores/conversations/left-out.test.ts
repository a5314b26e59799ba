import type { Conversation } from '../../../../miniprogram/models/conversation'
import type { Message } from '../../../../miniprogram/models/message'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'

const CHEN = { kind: 'private', targetId: 'chen' } as const
const KEY = 'private:chen'

/** A cloud that keeps what Chen says and does not always deliver it, and an SDK that counts what is delivered. */
class UnsureCloud {
  private counted = 0

  private constructor(readonly app: AppOnFakes) {}

  static async of(): Promise<UnsureCloud> {
    const app = await AppOnFakes.signedIn()
    const cloud = new UnsureCloud(app)
    app.im.clearUnread = async () => void (cloud.counted = 0)
    return cloud
  }

  get unread(): number {
    return this.app.stores.conversations.unreadOf(KEY)
  }

  /** Chen says something that is not delivered. */
  lose(change: Partial<Message> = {}): Message {
    const message = this.app.im.message(CHEN, { isOwn: false, senderId: 'chen', ...change })
    this.app.im.stored.push(message)
    this.list(message)
    return message
  }

  say(): Message {
    const message = this.lose()
    this.deliver(message)
    return message
  }

  deliver(message: Message, isCounted = true): void {
    if (isCounted) this.counted += 1
    this.app.im.emit('messages', [message])
    this.app.im.emit('conversations', [this.list(message)])
  }

  list(latestMessage: Message): Conversation {
    const conversation: Conversation = {
      ...CHEN,
      key: KEY,
      latestMessage,
      unreadCount: this.counted,
      mentionCount: 0,
      isPinned: false,
      isMuted: false,
      updatedAt: latestMessage.sentAt,
    }
    this.app.im.conversations = { conversations: [conversation], hasMore: false }
    return conversation
  }

  /** Until the loss is noticed and the link is replaced. */
  async notice(): Promise<void> {
    this.app.im.emit('typing', { conversation: CHEN, userIds: ['chen'] })
    await this.app.clock.pass(80_000)
  }
}

describe('unread messages that the SDK left out', () => {
  it('are counted, all of them, with those it counts before and after', async () => {
    const cloud = await UnsureCloud.of()
    cloud.say()
    cloud.lose()
    cloud.lose()
    await cloud.notice()
    expect(cloud.unread).toBe(3)
    cloud.say()
    expect(cloud.unread).toBe(4)
    await cloud.notice()
    expect(cloud.unread).toBe(4)
  })

  it('are counted once when it delivers them after all', async () => {
    const cloud = await UnsureCloud.of()
    const late = cloud.lose()
    await cloud.notice()
    expect(cloud.unread).toBe(1)
    cloud.deliver(late)
    expect(cloud.unread).toBe(1)
    cloud.deliver(late, false)
    expect(cloud.unread).toBe(1)
  })

  it('stay counted when it delivers them behind a later one, and so does not count them', async () => {
    const cloud = await UnsureCloud.of()
    const late = cloud.lose()
    await cloud.notice()
    cloud.say()
    expect(cloud.unread).toBe(2)
    cloud.deliver(late, false)
    expect(cloud.unread).toBe(2)
  })

  it('are counted once when they come while the link is replaced', async () => {
    const cloud = await UnsureCloud.of()
    const late = cloud.lose()
    cloud.app.im.on('link', () => undefined)
    const { connect } = cloud.app.im
    cloud.app.im.connect = async () => {
      const userId = await connect.call(cloud.app.im)
      cloud.deliver(late)
      return userId
    }
    await cloud.notice()
    expect(cloud.unread).toBe(1)
  })

  it('are read by opening the chat, also for the next start', async () => {
    const cloud = await UnsureCloud.of()
    cloud.lose()
    await cloud.notice()
    const chat = cloud.app.stores.openChat(KEY)
    await chat.open()
    await settled()
    expect(cloud.unread).toBe(0)
    cloud.say()
    chat.close()
    await settled()
    const again = await AppOnFakes.signedIn(cloud.app.storage)
    again.im.emit('conversations', [{ ...cloud.list(cloud.app.im.stored[0]), unreadCount: 0 }])
    expect(again.stores.conversations.unreadOf(KEY)).toBe(0)
  })

  it('stay unread when the cloud refuses to take them as read', async () => {
    const cloud = await UnsureCloud.of()
    const lost = cloud.lose()
    await cloud.notice()
    cloud.app.im.clearUnread = () => Promise.reject(new Error('refused'))
    await expect(cloud.app.stores.conversations.markRead(KEY)).rejects.toThrow()
    expect(cloud.unread).toBe(1)
    cloud.app.im.emit('conversations', [cloud.list(lost)])
    expect(cloud.unread).toBe(1)
  })

  it('are read by reading on another device', async () => {
    const cloud = await UnsureCloud.of()
    const lost = cloud.lose()
    await cloud.notice()
    const { im } = cloud.app
    im.emit('readElsewhere', { conversation: CHEN, until: lost.sentAt - 1 })
    expect(cloud.unread).toBe(1)
    im.emit('readElsewhere', { conversation: CHEN, until: lost.sentAt })
    expect(cloud.unread).toBe(0)
    im.emit('conversations', [cloud.list(lost)])
    expect(cloud.unread).toBe(0)
  })

  it('are no longer counted once taken back', async () => {
    const cloud = await UnsureCloud.of()
    const { uid } = cloud.lose()
    await cloud.notice()
    cloud.app.im.emit('recalled', { uid, conversation: CHEN, byUserId: 'chen', isAdmin: false })
    expect(cloud.unread).toBe(0)
  })

  it('stay counted after a restart, and are counted once when they are delivered then', async () => {
    const cloud = await UnsureCloud.of()
    const lost = cloud.lose()
    await cloud.notice()
    const again = await AppOnFakes.signedIn(cloud.app.storage)
    again.im.emit('conversations', [cloud.list(lost)])
    expect(again.stores.conversations.unreadOf(KEY)).toBe(1)
    again.im.emit('messages', [lost])
    again.im.emit('conversations', [{ ...cloud.list(lost), unreadCount: 1 }])
    expect(again.stores.conversations.unreadOf(KEY)).toBe(1)
  })

  it('say that they call this person', async () => {
    const cloud = await UnsureCloud.of()
    cloud.lose({ mentions: { everybody: false, userIds: ['lin'] } })
    await cloud.notice()
    const [row] = cloud.app.stores.conversations.screens[0].rows
    expect(row.prefix).not.toBe('')
  })

  it('are the cloud’s to count where it counts', async () => {
    const cloud = await UnsureCloud.of()
    cloud.app.im.conversationActions.isCountedByCloud = () => true
    cloud.lose()
    await cloud.notice()
    expect(cloud.unread).toBe(0)
  })

  it('are none when one’s own message from another device got lost, or one that is not counted', async () => {
    const cloud = await UnsureCloud.of()
    cloud.lose({ isCounted: false })
    cloud.lose({ isOwn: true, senderId: 'lin' })
    await cloud.notice()
    expect(cloud.unread).toBe(0)
  })
})
