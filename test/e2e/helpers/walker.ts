import { ChatScreen } from './chat-screen'
import type { DrawnPhone } from './drawn-phone'
import type { Neighbourhood } from './neighbourhood'
import type { Element } from './phone'
import { keepFile } from './phone-files'
import type { StreetTalk } from './street-talk'

interface App {
  stores: { conversations: Record<string, (...args: unknown[]) => unknown> }
}

/** One person who goes from screen to screen and remembers what they wrote. */
export class Walker {
  readonly chat: ChatScreen

  constructor(
    readonly phone: DrawnPhone,
    private readonly talk: StreetTalk,
  ) {
    this.chat = new ChatScreen(phone)
  }

  /** Signs in over an empty page stack. */
  async signIn(street: Neighbourhood, userId: string): Promise<void> {
    await this.phone.app.callWxMethod('reLaunch', { url: street.signInUrl(userId) })
    await this.isAt('pages/conversations/conversations')
    await this.isOnline()
  }

  isAt(route: string): Promise<true> {
    return this.phone.until(route, async (page) =>
      page.path === route && !(await page.data('isLoading')) ? (true as const) : false,
    )
  }

  isOnline(): Promise<true> {
    return this.phone.until('no status strip', async (page) =>
      (await page.data('strip')) === null ? (true as const) : false,
    )
  }

  /** Opens a page over the one on top. */
  async goTo(route: string, query = ''): Promise<void> {
    await this.phone.app.callWxMethod('navigateTo', { url: `/${route}${query}` })
    await this.isAt(route)
  }

  /** Goes to one of the four tabs by its name. */
  async goToTab(name: string): Promise<void> {
    const route = `pages/${name}/${name}`
    await this.phone.app.callWxMethod('switchTab', { url: `/${route}` })
    await this.isAt(route)
  }

  async backTo(route: string): Promise<void> {
    await this.phone.app.callWxMethod('navigateBack')
    await this.isAt(route)
  }

  home(): Promise<void> {
    return this.backTo('pages/conversations/conversations')
  }

  async say(words: string): Promise<void> {
    this.talk.said.add(words)
    await this.chat.say(words)
  }

  /** Sends words and waits until the cloud has them. */
  async tell(words: string): Promise<void> {
    await this.say(words)
    await this.chat.messagesWhen(`"${words}" sent`, (rows) =>
      rows.some(({ text, state }) => text === words && state === 'sent'),
    )
  }

  async write(field: Element, words: string): Promise<void> {
    this.talk.said.add(words)
    await (field as Element & { input(text: string): Promise<void> }).input(words)
  }

  /** Chooses in the panel under the plus. */
  async attach(item: string): Promise<void> {
    await (await this.phone.find('composer', '.composer__plus')).tap()
    await (await this.phone.find('composer', 'plus-panel', `.plus-panel__item--${item}`)).tap()
  }

  /** Chooses a picture from the album, which sends it. */
  async attachPicture(name: string, bytes: Buffer): Promise<void> {
    const { app } = this.phone
    const tempFilePath = await keepFile(this.phone, name, bytes)
    const before = (await this.chat.messages()).at(-1)?.id
    await app.mockWxMethod('chooseMedia', {
      type: 'image',
      tempFiles: [{ tempFilePath, size: bytes.length, fileType: 'image' }],
    })
    await this.attach('photo')
    await this.chat.messagesWhen('the picture', (rows) => {
      const last = rows.at(-1)
      return last !== undefined && last.id !== before && last.media !== null
    })
    await app.restoreWxMethod('chooseMedia')
  }

  /** Chooses a file, which sends it. */
  async attachFile(name: string, bytes: Buffer): Promise<void> {
    const { app } = this.phone
    this.talk.said.add(name)
    const path = await keepFile(this.phone, name, bytes)
    await app.mockWxMethod('chooseMessageFile', {
      tempFiles: [{ path, name, size: bytes.length, type: 'file', time: 0 }],
    })
    await this.attach('file')
    await this.chat.messagesWhen(name, (rows) => rows.at(-1)?.media?.name === name)
    await app.restoreWxMethod('chooseMessageFile')
  }

  /** @returns the address of the newest message's file once it is there. */
  async newestFile(): Promise<string> {
    const rows = await this.chat.messagesWhen('it sent', (shown) => shown.at(-1)?.state === 'sent')
    return rows.at(-1)!.media!.url
  }

  /** One step of a finger on an element: `touchstart`, `touchmove`, `touchend`. */
  async touch(element: Element, step: string, touches: object[]): Promise<void> {
    const finger = element as unknown as Record<string, (given: object) => Promise<void>>
    await finger[step]({ touches, changedTouches: touches })
  }

  /** A method of the store of conversations, e.g. `setPinned`. */
  async conversations(method: string, ...args: unknown[]): Promise<void> {
    await this.phone.app.evaluate(
      async (name: string, given: unknown[]) => {
        await (getApp() as unknown as App).stores.conversations[name](...given)
      },
      method,
      args,
    )
  }

  /** Every upload stands still from now on, at this many percent. */
  async stallUploads(percent: number): Promise<void> {
    await this.phone.app.evaluate((progress: number) => {
      const task = {
        onProgressUpdate: (tell: (update: { progress: number }) => void) => tell({ progress }),
        abort: () => undefined,
      }
      Object.assign(wx, { uploadFile: () => task })
    }, percent)
  }
}
