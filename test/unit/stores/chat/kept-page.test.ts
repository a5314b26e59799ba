import type { Conversation } from '../../../../miniprogram/models/conversation'
import type { Message } from '../../../../miniprogram/models/message'
import type { ChatFace } from '../../../../miniprogram/stores/app-stores'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'
import { chen, rowsOf } from './open-chat'

/** A chat that was open before: the phone has kept its newest page. */
class KeptChat {
  private constructor(
    readonly app: AppOnFakes,
    readonly chat: ChatFace,
  ) {}

  static async with(count: number): Promise<KeptChat> {
    const app = await AppOnFakes.signedIn()
    said(app, count)
    const before = app.stores.openChat('private:chen')
    await before.open()
    before.close()
    return new KeptChat(app, app.stores.openChat('private:chen'))
  }

  /** The cloud has them; nobody was told. */
  say(count: number): Message[] {
    return said(this.app, count)
  }

  /** Opens the chat; its page of history comes after `meanwhile`. */
  async open(meanwhile: () => void = () => undefined): Promise<void> {
    const { im } = this.app
    const history = im.history.bind(im)
    let letGo = (): void => undefined
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    im.history = async (...asked) => {
      const page = await history(...asked)
      await gate
      return page
    }
    const opened = this.chat.open()
    await settled()
    meanwhile()
    letGo()
    await opened
    im.history = history
  }

  get stored(): string[] {
    return this.app.im.stored.map(({ uid }) => uid)
  }

  get shown(): string[] {
    return rowsOf(this.chat).map(({ id }) => id)
  }
}

function said(app: AppOnFakes, count: number): Message[] {
  const messages = Array.from({ length: count }, () =>
    app.im.message(chen, { isOwn: false, senderId: 'chen' }),
  )
  app.im.stored.push(...messages)
  return messages
}

function unreadUntil(latestMessage: Message, unreadCount: number): Conversation {
  const flags = { mentionCount: 0, isPinned: false, isMuted: false }
  const updatedAt = latestMessage.sentAt
  return { ...chen, key: 'private:chen', latestMessage, unreadCount, updatedAt, ...flags }
}

describe('a chat’s kept page', () => {
  it('shows before the cloud has answered, and nothing crosses again when its answer is the same', async () => {
    const kept = await KeptChat.with(20)
    let before: object = {}
    await kept.open(() => {
      expect(kept.shown).toEqual(kept.stored)
      before = kept.chat.recentScreens
    })
    expect(kept.shown).toEqual(kept.stored)
    expect(kept.chat.recentScreens).toBe(before)
    expect(kept.chat.earlierScreens).toEqual([])
  })

  it('keeps its rows when newer ones are added below, also those above the page', async () => {
    const kept = await KeptChat.with(60)
    kept.say(5)
    let before: object[] = []
    await kept.open(() => (before = rowsOf(kept.chat)))
    expect(kept.shown).toEqual(kept.stored.slice(-25))
    rowsOf(kept.chat)
      .slice(0, 20)
      .forEach((row, index) => expect(row).toBe(before[index]))
    while (kept.chat.hasEarlier) await kept.chat.loadEarlier()
    expect(kept.shown).toEqual(kept.stored)
  })

  it('counts what is new below a reader who has scrolled up meanwhile', async () => {
    const kept = await KeptChat.with(20)
    const [, , newest] = kept.say(3)
    const { im } = kept.app
    im.emit('conversations', [unreadUntil(newest, 3)])
    await kept.open(() => kept.chat.setAtBottom(false))
    expect(kept.chat.newCount).toBe(3)
  })

  it('gives way when more came than a page holds', async () => {
    const kept = await KeptChat.with(20)
    kept.say(70)
    await kept.open()
    expect(kept.shown).toEqual(kept.stored.slice(-kept.shown.length))
    while (kept.chat.hasEarlier) await kept.chat.loadEarlier()
    expect(kept.shown).toEqual(kept.stored)
  })

  it('stays under the eyes of a reader who has scrolled up, and newer ones come with them', async () => {
    const kept = await KeptChat.with(20)
    const [newest] = kept.say(1_100).slice(-1)
    kept.app.im.emit('conversations', [unreadUntil(newest, 1_100)])
    let before: object[] = []
    await kept.open(() => {
      kept.chat.setAtBottom(false)
      before = rowsOf(kept.chat)
      kept.app.im.emit('messages', kept.say(1))
    })
    rowsOf(kept.chat).forEach((row, index) => expect(row).toBe(before[index]))
    expect(kept.shown).toEqual(kept.stored.slice(0, 20))
    expect(kept.chat).toMatchObject({ newCount: 1_100, position: { hasLater: true } })
    kept.app.im.emit('messages', kept.say(1))
    expect(kept.chat.newCount).toBe(1_101)
    while (kept.chat.position.hasLater) await kept.chat.position.loadLater()
    await settled()
    expect(kept.shown).toEqual(kept.stored)
  })

  it('keeps the order and every message told while the page was on its way', async () => {
    const kept = await KeptChat.with(20)
    kept.say(3)
    await kept.open(() => kept.app.im.emit('messages', kept.say(1)))
    expect(kept.shown).toEqual(kept.stored)
  })

  it('gives way when the cloud says the conversation is empty', async () => {
    const kept = await KeptChat.with(1)
    kept.app.im.stored.splice(0)
    kept.app.im.time += 60_000
    await kept.open()
    expect(kept.shown).toEqual([])
  })

  it('loses the messages that were taken back meanwhile', async () => {
    const kept = await KeptChat.with(30)
    kept.say(4)
    kept.app.im.stored.splice(15, 1)
    await kept.open()
    expect(kept.shown).toEqual(kept.stored.slice(-kept.shown.length))
    expect(kept.shown.length).toBeGreaterThanOrEqual(23)
  })
})
