import { ChatScreen, type ShownMessage } from './chat-screen'
import { ListScreen } from './list-screen'
import { startNeighbourhood, type Neighbourhood } from './neighbourhood'
import { launchPhone, type Element, type Language, type Phone } from './phone'
import { StreetTalk } from './street-talk'

type Holdable = Element & { longpress(): Promise<void> }

/** One of two people with a phone. */
export interface Holder {
  readonly phone: Phone
  readonly chat: ChatScreen
  readonly list: ListScreen
}

/** Lin and Chen, each with a phone, and the street they live on. */
export class Pair {
  private constructor(
    readonly street: Neighbourhood,
    readonly talk: StreetTalk,
    readonly lin: Holder,
    readonly chen: Holder,
    /** What their apps threw. */
    readonly exceptions: readonly string[],
  ) {}

  /** Both are signed in and look at their lists. @param name tells the phones of tests apart. */
  static async start(name: string): Promise<Pair> {
    const street = await startNeighbourhood()
    const exceptions: string[] = []
    const holder = async (userId: string): Promise<Holder> => {
      const phone = await launchPhone(`${userId}-${name}`)
      phone.app.on('exception', (error: unknown) => exceptions.push(JSON.stringify(error)))
      const list = new ListScreen(phone)
      await list.signIn(street.signInUrl(userId), 'zh-CN')
      return { phone, list, chat: new ChatScreen(phone) }
    }
    const [lin, chen] = await Promise.all([holder('lin'), holder('chen')])
    return new Pair(street, new StreetTalk(street.im), lin, chen, exceptions)
  }

  async stop(): Promise<void> {
    await Promise.all([this.lin.phone.close(), this.chen.phone.close()])
    await this.street.stop()
  }

  async speak(language: Language): Promise<void> {
    await Promise.all([this.lin.phone.speak(language), this.chen.phone.speak(language)])
  }

  /** Each opens a chat from the list, e.g. `group:courtyard`. */
  async open(linsKey: string, chensKey: string): Promise<void> {
    const open = async ({ list, chat }: Holder, key: string): Promise<void> => {
      await list.show()
      await chat.open(key)
    }
    await Promise.all([open(this.lin, linsKey), open(this.chen, chensKey)])
  }

  /** Lin and Chen talk to each other. */
  faceToFace(): Promise<void> {
    return this.open('private:chen', 'private:lin')
  }

  /** Both are in the group. */
  inTheCourtyard(): Promise<void> {
    return this.open('group:courtyard', 'group:courtyard')
  }
}

/** The newest message of this text, once it is there. */
export async function rowOf({ chat }: Holder, text: string): Promise<ShownMessage> {
  const isIt = (message: ShownMessage): boolean => message.text === text
  const shown = await chat.messagesWhen(`"${text}"`, (messages) => messages.some(isIt))
  return shown.filter(isIt).at(-1)!
}

/** A part of the newest message of this text, once it is drawn. */
export async function partOf(holder: Holder, text: string, selector: string): Promise<Element> {
  const { id } = await rowOf(holder, text)
  return holder.phone.find(`#row-${id}`, selector)
}

export async function tapPart(holder: Holder, text: string, selector: string): Promise<void> {
  await (await partOf(holder, text, selector)).tap()
}

export async function holdPart(holder: Holder, text: string, selector: string): Promise<void> {
  await ((await partOf(holder, text, selector)) as Holdable).longpress()
}

/** The newest row, once it is as wanted. */
export async function newest(
  { chat }: Holder,
  what: string,
  isAsWanted: (message: ShownMessage) => boolean,
): Promise<ShownMessage> {
  const shown = await chat.messagesWhen(what, (messages) => {
    const last = messages.at(-1)
    return last !== undefined && isAsWanted(last)
  })
  return shown.at(-1)!
}

export function atTop({ phone }: Holder, route: string): Promise<true> {
  return phone.until(route, async (page) => page.path === route && (true as const))
}

/** Words of all elements of a class on the page. */
export async function wordsOf({ phone }: Holder, selector: string): Promise<string[]> {
  const found = (await (await phone.page()).$$(selector)) as Element[]
  return Promise.all(found.map((element) => element.text()))
}

/** Chooses somebody in a list of people or groups, by the name shown. @param listed class of its entries. */
export async function chooseNamed({ phone }: Holder, listed: string, name: string): Promise<void> {
  const entry = await phone.until(name, async (page) => {
    for (const one of (await page.$$(listed)) as Element[]) {
      if ((await one.attribute('name')) === name) return one
    }
    return null
  })
  await ((await entry.$('.person-choice')) ?? entry).tap()
}

/** The key of the chat on top. */
export async function openKey({ phone }: Holder): Promise<string> {
  const { query } = (await phone.page()) as { query: { key?: string } }
  return decodeURIComponent(query.key ?? '')
}

export async function clipboardOf({ phone }: Holder): Promise<string> {
  return ((await phone.app.callWxMethod('getClipboardData')) as { data: string }).data
}

/** Words of the open message menu. */
export async function menuWords({ phone }: Holder): Promise<string[]> {
  const { items } = (await (await phone.page()).data('menu')) as { items: { text: string }[] }
  return items.map(({ text }) => text)
}

/**
 * Answers the sheet that a step opens.
 * @param choice its index, or -1 to leave the sheet.
 * @returns what the sheet offered.
 */
export async function sheetOf(
  { phone }: Holder,
  choice: number,
  step: () => Promise<void>,
): Promise<string[]> {
  await phone.app.mockWxMethod(
    'showActionSheet',
    function (
      options: {
        itemList: string[]
        success(result: { tapIndex: number }): void
        fail(): void
      },
      tapIndex: number,
    ) {
      ;(getApp() as unknown as { offered: string[] }).offered = options.itemList
      if (tapIndex < 0) options.fail()
      else options.success({ tapIndex })
    },
    choice,
  )
  await step()
  const offered = await phone.until(
    'a sheet',
    () =>
      phone.app.evaluate(() => {
        const app = getApp() as unknown as { offered?: string[] }
        const { offered } = app
        app.offered = undefined
        return offered
      }) as Promise<string[] | undefined>,
  )
  await phone.app.restoreWxMethod('showActionSheet')
  return offered
}

/** Opens the plus panel and chooses in it, e.g. `silent`. @returns the words of what was chosen. */
export async function choosePlus({ phone }: Holder, name: string): Promise<string> {
  const opener = await phone.find('composer', '.composer__plus')
  if ((await opener.attribute('aria-expanded')) !== 'true') await opener.tap()
  const item = await phone.find('composer', 'plus-panel', `.plus-panel__item--${name}`)
  const words = await item.text()
  await item.tap()
  return words.trim()
}
