import { ChatScreen } from '../e2e/helpers/chat-screen'
import type { DrawnPhone } from '../e2e/helpers/drawn-phone'
import type { SdkPerson } from '../integration/helpers/sdk-person'
import { bytesOf, PageMeter, rowsTouched, type Crossing } from './page-meter'
import { climb } from './scrolling'

/** What one thing that happens sends to the view. */
export interface Cost {
  what: string
  calls: number
  bytes: number
  /** Paths of the rows it touched. */
  rows: string[]
}

/** An open chat of Lin's, and Chen at the other end, on whose doings it is measured. */
export class TalkCosts {
  private readonly chat: ChatScreen
  private said = 0

  private constructor(
    private readonly lin: DrawnPhone,
    private readonly chen: SdkPerson,
    private readonly meter: PageMeter,
  ) {
    this.chat = new ChatScreen(lin)
  }

  static async open(lin: DrawnPhone, chen: SdkPerson): Promise<TalkCosts> {
    await new ChatScreen(lin).open('private:chen')
    return TalkCosts.here(lin, chen)
  }

  /** In the chat that is open. */
  static async here(lin: DrawnPhone, chen: SdkPerson): Promise<TalkCosts> {
    return new TalkCosts(lin, chen, await PageMeter.on(lin))
  }

  /** Loads history until there are as many rows at least, and goes back to the newest. @returns how many there are. */
  async load(rows: number): Promise<number> {
    const frame = await this.lin.frame()
    const missing = rows - (await this.chat.count())
    const list = { selector: '#messages', row: '.chat__row' }
    if (missing > 0) await frame.evaluate(climb, { ...list, pages: Math.ceil(missing / 20) })
    await (await this.lin.page()).callMethod('onPillTap')
    await this.lin.until('the newest message', async (page) => !(await page.data('isFarUp')))
    return this.chat.count()
  }

  incoming(): Promise<Cost> {
    return this.cost('incoming message', async () => void (await this.chat.sees(await this.hear())))
  }

  ownTextAndAck(): Promise<Cost> {
    return this.cost('own text and its ack', async () => {
      await this.chat.say('What I say myself')
      await this.chat.messagesWhen('the ack', (shown) => shown.at(-1)?.state === 'sent')
    })
  }

  /** Everything that changes one message after it is there. */
  async changes(): Promise<Cost[]> {
    const { chen, chat } = this
    const lin = chen.conversation('private', 'lin')
    // A receipt is for all messages up to one; the second is for one message.
    await this.readByChen()
    await this.ownTextAndAck()
    const receipt = await this.cost('receipt', () => this.readByChen())
    const { data: theirs } = await chen.say(lin, 'Mine to change', { canIncludeExpansion: true })
    const { id } = await chat.sees('Mine to change')
    await this.meter.take()
    const row = (shown: Awaited<ReturnType<ChatScreen['messages']>>) =>
      shown.find((message) => message.id === id)
    const reaction = await this.cost('reaction', async () => {
      const value = JSON.stringify({ by: 'chen', with: ['👍'] })
      await chen.sdk.updateMessageExpansion({ r_chen: value }, theirs!)
      await chat.messagesWhen('the reaction', (shown) => row(shown)?.reactions.length === 1)
    })
    const edit = await this.cost('edit', async () => {
      await chen.sdk.modifyMessageWithParams({
        conversation: lin,
        messageUId: theirs!.messageUId,
        messageContent: { content: 'Changed' },
      })
      await chat.messagesWhen('the edit', (shown) => row(shown)?.isEdited === true)
    })
    const recall = await this.cost('recall', async () => {
      await chen.sdk.recallMessage(lin, theirs!)
      await chat.messagesWhen('the recall', (shown) => row(shown)?.type === 'recalled')
    })
    return [receipt, reaction, edit, recall]
  }

  private async readByChen(): Promise<void> {
    const { chen, chat } = this
    const { data } = await chen.sdk.getHistoryMessages(chen.conversation('private', 'lin'), {
      count: 1,
    })
    const [{ messageUId, sentTime }] = data!.list
    await chen.sdk.sendReadReceiptMessage('lin', messageUId, sentTime)
    await chat.messagesWhen('the receipt', (shown) => shown.at(-1)?.readWords !== '')
  }

  /** @returns how often a picture's thumbnail crossed, when it came and was reacted to. */
  async thumbnailCrossings(): Promise<number> {
    const { chen, chat } = this
    const lin = chen.conversation('private', 'lin')
    const thumbnail = Buffer.alloc(6_000, 'picture').toString('base64')
    const image = new chen.sdk.ImageMessage({ content: thumbnail, imageUri: 'http://127.0.0.1/p' })
    await this.meter.take()
    const { data } = await chen.sdk.sendMessage(lin, image, { canIncludeExpansion: true })
    const isHere = chat.messagesWhen('the picture', (shown) => shown.at(-1)?.type === 'image')
    const { id } = (await isHere).at(-1)!
    const value = JSON.stringify({ by: 'chen', with: ['👍'] })
    await chen.sdk.updateMessageExpansion({ r_chen: value }, data!)
    await chat.messagesWhen('the reaction', (shown) =>
      shown.some((message) => message.id === id && message.reactions.length === 1),
    )
    await chat.sees(await this.hear())
    const crossed = await this.meter.take()
    return (
      crossed
        .map(({ json }) => json)
        .join()
        .split(thumbnail).length - 1
    )
  }

  /** Chen says something of always the same length. */
  private async hear(): Promise<string> {
    const text = `Message number ${String(++this.said).padStart(5, '0')}`
    await this.chen.say(this.chen.conversation('private', 'lin'), text)
    return text
  }

  private async cost(what: string, act: () => Promise<void>): Promise<Cost> {
    return measured(what, this.meter, act)
  }
}

/** The list with all of its rows: what a message to the topmost conversation costs there. */
export async function listCost(lin: DrawnPhone, chen: SdkPerson): Promise<Cost> {
  const meter = await PageMeter.on(lin)
  return measured('row of the list', meter, async () => {
    await chen.say(chen.conversation('private', 'lin'), 'Seen from the list')
    await lin.until('the preview', async (page) => {
      const screens = (await page.data('screens')) as { rows: { preview: string }[] }[]
      return screens[0].rows[0].preview === 'Seen from the list'
    })
  })
}

async function measured(what: string, meter: PageMeter, act: () => Promise<void>): Promise<Cost> {
  await meter.take()
  await act()
  const crossed: Crossing[] = await meter.take()
  return { what, calls: crossed.length, bytes: bytesOf(crossed), rows: rowsTouched(crossed) }
}
