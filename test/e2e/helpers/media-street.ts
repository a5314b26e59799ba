import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

import {
  overlays,
  pickFiles,
  press,
  restart,
  type PhoneFile,
  type ShownOverlay,
} from '../../integration/helpers/simulator-hand'
import { ChatScreen, type ShownMessage } from './chat-screen'
import { isHome, startNeighbourhood, type Neighbourhood } from './neighbourhood'
import { launchPhone, type Element, type Language, type Phone } from './phone'
import { keepFile } from './phone-files'

const FIXTURES = path.join(__dirname, '../../fixtures/media')

/** A file as people have it on their phones. */
export const sample = (name: string, type: string): PhoneFile => ({
  name,
  type,
  bytes: fs.readFileSync(path.join(FIXTURES, name)),
})

export const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** One of the two people, with the phone and the chat with the other one open on it. */
export class MediaPhone {
  readonly chat: ChatScreen

  constructor(
    readonly phone: Phone,
    readonly userId: string,
    private readonly peer: string,
    private readonly street: Neighbourhood,
  ) {
    this.chat = new ChatScreen(phone)
  }

  async signIn(): Promise<void> {
    await this.street.signIn(this.phone, this.userId)
  }

  async openChat(): Promise<void> {
    await this.chat.open(`private:${this.peer}`)
  }

  /** WeChat ended the mini-program; it is started again and the chat is opened in it. */
  async restart(): Promise<void> {
    await restart(this.phone.app)
    await isHome(this.phone)
    await this.openChat()
  }

  /** Leaves the chat and opens it again. */
  async reopen(): Promise<void> {
    await this.phone.app.callWxMethod('navigateBack', {})
    await this.phone.until('the list', async ({ path: route }) => !route.includes('pages-chat'))
    await this.openChat()
  }

  /**
   * The other one's client of another make says something. @returns its row once it is here.
   * @param content as it is in the message, JSON.
   */
  async gets(objectName: string, content: object, more: object = {}): Promise<ShownMessage> {
    const before = await this.newestId()
    await this.street.says(this.peer, this.userId, content, { objectName, ...more })
    const isNew = (row: ShownMessage | undefined) => row !== undefined && row.id !== before
    return (await this.chat.messagesWhen(objectName, (rows) => isNew(rows.at(-1)))).at(-1)!
  }

  /** Opens the plus panel and taps one of its items. */
  async choose(item: string): Promise<void> {
    await this.tap('composer', '.composer__plus')
    await this.tap('composer', 'plus-panel', `.plus-panel__item--${item}`)
  }

  /** Chooses files in the chooser that an item of the plus panel opens. */
  async send(item: string, ...files: PhoneFile[]): Promise<void> {
    await this.choose(item)
    await pickFiles(this.phone.app, files)
  }

  async tap(...selectors: string[]): Promise<void> {
    await (await this.phone.find(...selectors)).tap()
  }

  /** Id of the newest message; empty before the first. */
  async newestId(): Promise<string> {
    return (await this.chat.messages()).at(-1)?.id ?? ''
  }

  /** The message that came or was sent after this one, once it is of this type and on its way no more. */
  async after(id: string, type: string): Promise<ShownMessage> {
    const isIt = (last: ShownMessage | undefined) =>
      last !== undefined && last.id !== id && last.type === type && last.state !== 'sending'
    const shown = await this.chat.messagesWhen(`a new ${type}`, (rows) => isIt(rows.at(-1)))
    return shown.at(-1)!
  }

  async tapBubble(id: string): Promise<void> {
    await this.tap(`#row-${id}`, '.message-row__bubble')
  }

  /** Opens a message's menu and taps what is called so there. */
  async fromMenu(id: string, action: string): Promise<string> {
    await this.chat.openMenu(id)
    const item = await this.phone.find('#menu', `.action-menu__item--${action}`)
    const text = await item.text()
    await item.tap()
    return text.trim()
  }

  /** What is written at the place, once it is there. */
  async text(...selectors: string[]): Promise<string> {
    return (await (await this.phone.find(...selectors)).text()).trim()
  }

  /** A toast or dialog whose words contain these. */
  async reads(words: string): Promise<ShownOverlay> {
    return this.overlay(`"${words}"`, ({ text }) => text.includes(words))
  }

  async overlay(what: string, isIt: (one: ShownOverlay) => boolean): Promise<ShownOverlay> {
    return this.phone.until(what, async () => (await overlays(this.phone.app)).find(isIt))
  }

  press(part: string, index = 0): Promise<void> {
    return press(this.phone.app, part, index)
  }

  /** Answers WeChat's question for a permission. */
  async answer(part: 'permission-confirm' | 'permission-cancel'): Promise<void> {
    await this.overlay(part, ({ parts }) => parts.includes(part))
    await this.press(part)
  }

  /** Allows everything the settings ask about, one after the other. */
  async allowAll(): Promise<void> {
    await this.answer('permission-confirm')
    const isAsked = async () =>
      (await overlays(this.phone.app)).some(({ parts }) => parts.includes('permission-confirm'))
    while (await isAsked()) await this.press('permission-confirm')
  }

  /** Bytes that this phone downloads from an address. */
  async downloads(url: string): Promise<Buffer> {
    const base64 = (await this.phone.app.evaluate(
      (address: string) =>
        new Promise<string>((resolve, reject) => {
          wx.downloadFile({
            url: address,
            success: ({ tempFilePath }) => {
              const files = wx.getFileSystemManager()
              resolve(files.readFileSync(tempFilePath, 'base64') as string)
            },
            fail: ({ errMsg }) => reject(new Error(errMsg)),
          })
        }),
      url,
    )) as string
    return Buffer.from(base64, 'base64')
  }

  /** Puts a file on the phone that stays there. @returns its path. */
  keep(name: string, bytes: Buffer): Promise<string> {
    return keepFile(this.phone, name, bytes)
  }

  element(id: string, selector: string): Promise<Element> {
    return this.phone.find(`#row-${id}`, selector)
  }

  async has(id: string, selector: string): Promise<boolean> {
    return (await (await this.chat.row(id)).$(selector)) !== null
  }
}

/** Who sends in this language, and who receives. */
export interface Pair {
  from: MediaPhone
  to: MediaPhone
}

/** Sends something. @returns the message as its sender and as the other one sees it. */
export async function passes(
  { from, to }: Pair,
  type: string,
  send: () => Promise<void>,
): Promise<{ sent: ShownMessage; come: ShownMessage }> {
  const [ownBefore, theirsBefore] = await Promise.all([from.newestId(), to.newestId()])
  await send()
  const [sent, come] = await Promise.all([
    from.after(ownBefore, type),
    to.after(theirsBefore, type),
  ])
  return { sent, come }
}

/** Lin reads Chinese and Chen English; each has the chat with the other open. */
export interface MediaStreet extends Neighbourhood {
  lin: MediaPhone
  chen: MediaPhone
  pair(language: Language): Pair
  /** What either mini-program threw. */
  readonly exceptions: readonly string[]
  close(): Promise<void>
}

export async function startMediaStreet(): Promise<MediaStreet> {
  const street = await startNeighbourhood()
  const phones: Phone[] = []
  const exceptions: string[] = []
  const open = async (userId: string, peer: string, language: Language): Promise<MediaPhone> => {
    const phone = await launchPhone(userId)
    phones.push(phone)
    phone.app.on('exception', (error: unknown) => exceptions.push(JSON.stringify(error)))
    const one = new MediaPhone(phone, userId, peer, street)
    await one.signIn()
    await phone.speak(language)
    await one.openChat()
    return one
  }
  const [lin, chen] = await Promise.all([open('lin', 'chen', 'zh-CN'), open('chen', 'lin', 'en')])
  return {
    ...street,
    lin,
    chen,
    exceptions,
    pair: (language) => (language === 'zh-CN' ? { from: lin, to: chen } : { from: chen, to: lin }),
    async close() {
      await Promise.all(phones.map((phone) => phone.close()))
      await street.stop()
    },
  }
}
