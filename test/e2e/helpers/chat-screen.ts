import type { Element, Phone } from './phone'

/** What one message shows. */
export interface ShownMessage {
  id: string
  text: string
  isOwn: boolean
  state: '' | 'sending' | 'sent' | 'failed'
  failure: string
  type: string
  isEdited: boolean
  isSelected: boolean
  readWords: string
  reactions: { emoji: string; count: number; isOwn: boolean }[]
  media: { url: string; progress: number; bytes: number; name: string } | null
}

interface ShownScreen {
  rows: ShownMessage[]
  /** Rows it had before they left the data, far from the reader. */
  rowCount?: number
}

interface ShownStack {
  screens: ShownScreen[]
}

type MessagePageData =
  | { earlierStacks: ShownStack[]; recentStacks: ShownStack[] }
  /** The room page's: its screens stand in places of their own, drawn by their order. */
  | { recentScreens: (ShownScreen & { order: number })[] }

const PULL_PX = 40

/** The chat or room page, by what a person does on it. */
export class ChatScreen {
  constructor(private readonly phone: Phone) {}

  /** Opens a conversation, e.g. `private:chen`, over the conversation list. */
  async open(key: string): Promise<void> {
    await this.phone.app.callWxMethod('navigateTo', {
      url: `/pages-chat/chat/chat?key=${encodeURIComponent(key)}`,
    })
    await this.phone.until(`the chat ${key}`, async (page) => page.path === 'pages-chat/chat/chat')
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
    return (await this.screens()).flatMap((screen) => screen.rows)
  }

  /** Messages in the list, those far from the reader included: they have left the page's data. */
  async count(): Promise<number> {
    return (await this.screens()).reduce(
      (sum, { rows, rowCount }) => sum + (rowCount ?? rows.length),
      0,
    )
  }

  /** Oldest first. */
  private async screens(): Promise<ShownScreen[]> {
    const data = (await (await this.phone.page()).data()) as MessagePageData
    if ('recentScreens' in data)
      return [...data.recentScreens].sort((one, other) => one.order - other.order)
    const flat = (stacks: ShownStack[]) => stacks.flatMap(({ screens }) => screens)
    return flat(data.earlierStacks).reverse().concat(flat(data.recentStacks))
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
    await this.scrollTo(0)
  }

  /** Ends at the top like `scrollToTop`, and always moves the list. */
  async pullToTop(): Promise<void> {
    await this.scrollTo(PULL_PX)
    await this.scrollTo(0)
  }

  private async scrollTo(px: number): Promise<void> {
    const list = await this.phone.find('#messages')
    await (list as Element & { scrollTo(x: number, y: number): Promise<void> }).scrollTo(0, px)
  }

  /** Opens the menu of a message at the finger and chooses in it, e.g. `recall`. */
  async choose(text: string, action: string): Promise<void> {
    const { id } = await this.sees(text)
    await this.openMenu(id)
    await (await this.phone.find('#menu', `.action-menu__item--${action}`)).tap()
  }

  async openMenu(id: string): Promise<void> {
    await this.phone.until('the menu', async (page) => {
      if (await page.$('#menu')) return true
      // A row that moves while it is held takes no press: one presses again.
      const bubble = await (await this.row(id)).$('.message-row__bubble')
      await (bubble as Element & { longpress(): Promise<void> }).longpress()
      return page.$('#menu')
    })
  }

  /** Names of what the open menu offers. */
  async menuActions(): Promise<string[]> {
    const { items } = (await (await this.phone.page()).data('menu')) as {
      items: { name: string }[]
    }
    return items.map(({ name }) => name)
  }

  /** Resolves once the row stands inside the list's box, e.g. after a jump. */
  async isInSight(id: string): Promise<void> {
    await this.phone.until(`row ${id} in sight`, async (page) => {
      const row = await page.$(`#row-${id}`)
      const list = await page.$('#messages')
      if (!row || !list) return false
      const topOf = async (element: Element): Promise<number> =>
        ((await element.offset()) as { top: number }).top
      const [rowSize, listSize] = await Promise.all([row.size(), list.size()])
      const top = (await topOf(row)) - (await topOf(list))
      return top > -Number(rowSize.height) && top < Number(listSize.height)
    })
  }

  row(id: string): Promise<Element> {
    return this.phone.find(`#row-${id}`)
  }
}
