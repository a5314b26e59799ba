import type { Element, Phone } from './phone'

/** What one message shows. */
export interface ShownMessage {
  id: string
  text: string
  isOwn: boolean
  state: '' | 'sending' | 'sent' | 'failed'
  failure: string
}

interface MessagePageData {
  earlierScreens: { rows: ShownMessage[] }[]
  recentScreens: { rows: ShownMessage[] }[]
}

/** The chat or room page, by what a person does on it. */
export class ChatScreen {
  constructor(private readonly phone: Phone) {}

  /** Opens a conversation, e.g. `private:chen`, over the conversation list. */
  async open(key: string): Promise<void> {
    await this.phone.app.callWxMethod('navigateTo', {
      url: `/pages/chat/chat?key=${encodeURIComponent(key)}`,
    })
    await this.phone.until(`the chat ${key}`, async (page) => page.path === 'pages/chat/chat')
    await this.phone.find('composer', 'textarea')
    await this.phone.until('the end of loading', async (page) => !(await page.data('isLoading')))
  }

  async type(text: string): Promise<void> {
    const field = await this.phone.find('composer', 'textarea')
    await (field as Element & { input(value: string): Promise<void> }).input(text)
  }

  async typed(): Promise<string> {
    return String(await (await this.phone.find('composer', 'textarea')).value())
  }

  async tapSend(): Promise<void> {
    await (await this.phone.find('composer', '.composer__send')).tap()
  }

  async say(text: string): Promise<void> {
    await this.type(text)
    await this.tapSend()
  }

  /** Every message the page holds, oldest first. */
  async messages(): Promise<ShownMessage[]> {
    const data = (await (await this.phone.page()).data()) as MessagePageData
    const screens = [...[...data.earlierScreens].reverse(), ...data.recentScreens]
    return screens.flatMap((screen) => screen.rows)
  }

  async texts(): Promise<string[]> {
    return (await this.messages()).map((message) => message.text)
  }

  /** Resolves with the messages once `isEnough` holds for them. */
  async messagesWhen(
    what: string,
    isEnough: (messages: ShownMessage[]) => boolean,
  ): Promise<ShownMessage[]> {
    return this.phone.until(what, async () => {
      const messages = await this.messages()
      return isEnough(messages) && messages
    })
  }

  async sees(text: string): Promise<ShownMessage> {
    const messages = await this.messagesWhen(`"${text.slice(0, 40)}"`, (shown) =>
      shown.some((m) => m.text === text),
    )
    return messages.find((message) => message.text === text)!
  }

  /** Scrolls to the oldest message that is loaded, which loads the ones before it. */
  async scrollToTop(): Promise<void> {
    const list = await this.phone.find('#messages')
    await (list as Element & { scrollTo(x: number, y: number): Promise<void> }).scrollTo(0, 0)
  }

  row(id: string): Promise<Element> {
    return this.phone.find(`#row-${id}`)
  }
}
