import type { Message } from '../../../../miniprogram/models/message'
import type { ChatFace } from '../../../../miniprogram/stores/app-stores'
import { AppOnFakes } from '../../../fakes/app-on-fakes'
import { settled } from '../../../fakes/fake-clock'
import { courtyard, rowsOf } from './open-chat'

/** A group with a history that the cloud answers at once and the network may bring late. */
class LateGroup {
  readonly chat: ChatFace
  private holdNext = false
  private letGo = (): void => undefined

  private constructor(private readonly app: AppOnFakes) {
    const { im } = app
    const history = im.history.bind(im)
    im.history = async (...asked) => {
      const page = await history(...asked)
      if (this.holdNext) {
        this.holdNext = false
        await new Promise<void>((resolve) => (this.letGo = resolve))
      }
      return page
    }
    this.chat = app.stores.openChat('group:courtyard')
  }

  static async with(count: number): Promise<LateGroup> {
    const group = new LateGroup(await AppOnFakes.signedIn())
    group.store(count)
    return group
  }

  /** The cloud has them; nobody was told yet. */
  store(count: number): Message[] {
    const { im } = this.app
    return Array.from({ length: count }, () => {
      const message = im.message(courtyard, { isOwn: false, senderId: 'chen' })
      im.stored.push(message)
      return message
    })
  }

  tell(...messages: Message[]): void {
    for (const message of messages) this.app.im.emit('messages', [message])
  }

  /** What happens while the page that `ask` asks for is on its way. */
  async during(ask: () => Promise<void>, happens: () => Promise<void> | void): Promise<void> {
    this.holdNext = true
    const asked = ask()
    await settled()
    await happens()
    this.letGo()
    await asked
    await settled()
  }

  /** The link breaks and is back at once. */
  async reconnect(): Promise<void> {
    this.app.im.emit('link', { state: 'suspended', sdkCode: 30011 })
    this.app.im.emit('link', { state: 'connected' })
    await settled()
  }

  async readToBothEnds(): Promise<void> {
    for (let page = 0; page < 200; page += 1) {
      if (this.chat.hasEarlier) await this.chat.loadEarlier()
      if (this.chat.position.hasLater) await this.chat.position.loadLater()
      await settled()
    }
  }

  get shown(): string[] {
    return rowsOf(this.chat).map(({ id }) => id)
  }

  get stored(): string[] {
    return this.app.im.stored.map(({ uid }) => uid)
  }
}

describe('while a page of history is on its way', () => {
  it('a chat that just opens keeps what comes out of order', async () => {
    const group = await LateGroup.with(1)
    await group.during(
      () => group.chat.open(),
      () => group.tell(...group.store(2).reverse()),
    )
    expect(group.shown).toEqual(group.stored)
  })

  it('an older page does not go to a list that started anew meanwhile', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    await group.during(
      () => group.chat.loadEarlier(),
      async () => {
        // More than is filled page by page, so the list starts with the newest page.
        group.store(1_100)
        await group.reconnect()
      },
    )
    await group.readToBothEnds()
    expect(group.shown).toEqual(group.stored)
  })

  it('the rows of a reader further up stay, however much came while the link was down', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    group.chat.setAtBottom(false)
    const before = group.shown
    group.store(1_100)
    await group.during(
      () => group.reconnect(),
      () => group.tell(...group.store(1)),
    )
    expect(group.shown.slice(0, before.length)).toEqual(before)
    expect(group.chat.newCount).toBeGreaterThanOrEqual(1_000)
    expect(group.chat.position.hasLater).toBe(true)
    await group.readToBothEnds()
    expect(group.shown).toEqual(group.stored)
  })

  it('a newer page does not go to a list that started anew meanwhile', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    await group.chat.position.toMessage(group.stored[2])
    await group.during(
      () => group.chat.position.loadLater(),
      () => group.chat.position.toNewest(),
    )
    expect(group.shown).toEqual(group.stored.slice(-group.shown.length))
  })

  it('the last one on the way down is followed by what came meanwhile', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    await group.chat.position.toMessage(group.stored[20])
    await group.during(
      () => group.chat.position.loadLater(),
      () => group.tell(...group.store(1)),
    )
    await group.readToBothEnds()
    expect(group.shown).toEqual(group.stored)
  })

  it('the newest one is followed by what came meanwhile', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    await group.chat.position.toMessage(group.stored[2])
    await group.during(
      () => group.chat.position.toNewest(),
      () => group.tell(...group.store(1)),
    )
    expect(group.shown.slice(-3)).toEqual(group.stored.slice(-3))
  })

  it('the newest one does not go to a list that has a newer one already', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    await group.chat.position.toMessage(group.stored[2])
    await group.during(
      () => group.chat.position.toNewest(),
      async () => {
        group.store(30)
        await group.chat.position.toNewest()
      },
    )
    await group.readToBothEnds()
    expect(group.shown).toEqual(group.stored)
  })

  it('one that fills a gap leaves nothing out when the reader goes far up meanwhile', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    group.store(3)
    await group.during(
      () => group.reconnect(),
      () => group.chat.position.toMessage(group.stored[2]),
    )
    await group.readToBothEnds()
    expect(group.shown).toEqual(group.stored)
  })

  it('a list of many rows is joined by pages no longer than the cloud gives', async () => {
    const group = await LateGroup.with(60)
    await group.chat.open()
    group.store(1_010)
    await group.reconnect()
    expect(group.chat.failure).toBe('')
    await group.readToBothEnds()
    group.tell(...group.store(1))
    group.store(1)
    await group.reconnect()
    expect(group.shown).toEqual(group.stored)
  })
})
