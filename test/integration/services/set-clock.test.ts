import type { ChatFace } from '../../../miniprogram/stores/app-stores'
import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone } from '../helpers/hutong-phone'

const texts = (chat: ChatFace) => rowsOf(chat).map(({ text }) => text)

/** Sets the clock of every phone of this process; the servers have their own. */
function setClock(ms: number): void {
  const now = Date.now.bind(Date)
  jest.spyOn(Date, 'now').mockImplementation(() => now() + ms)
}

describe('a phone whose clock is set while it is online', () => {
  const courtyard = useCourtyard()
  afterEach(() => jest.restoreAllMocks())

  async function opened(phone: HutongPhone, key: ChatFace['key']): Promise<ChatFace> {
    const chat = phone.stores.openChat(key)
    await chat.open()
    return chat
  }

  async function say(phone: HutongPhone, chat: ChatFace, text: string): Promise<void> {
    chat.send(text)
    await phone.until(() => rowsOf(chat).some((row) => row.text === text && row.state === 'sent'))
  }

  it.each([-600_000, -50_000, 50_000, 600_000])(
    'by %i ms sends, receives, finds what got lost and connects again as before',
    async (ms) => {
      const lin = await courtyard.phone('lin')
      const chen = await courtyard.phone('chen', { speed: 5 })
      const atLin = await opened(lin, 'private:chen')
      await say(lin, atLin, `before ${ms}`)
      const { conversations } = chen.stores
      const previewIs = (text: string) => () =>
        conversations.screens.some(({ rows }) =>
          rows.some((row) => row.id === 'private:lin' && row.preview === text),
        )
      await chen.until(previewIs(`before ${ms}`))
      chen.hide()
      setClock(ms)
      chen.show()

      await say(lin, atLin, `after ${ms}`)
      await chen.until(previewIs(`after ${ms}`))
      const atChen = await opened(chen, 'private:lin')
      // A link that is slow for a hurried phone may be replaced while the chat opens.
      const both = [`before ${ms}`, `after ${ms}`].join()
      await chen.until(() => texts(atChen).slice(-2).join() === both)
      atChen.close()

      await courtyard.im.control('lose-deliveries', { notices: 1, userIds: ['chen'] })
      await say(lin, atLin, `lost ${ms}`)
      await chen.until(previewIs(`lost ${ms}`))
      const again = await opened(chen, 'private:lin')
      await chen.until(() => texts(again).slice(-1)[0] === `lost ${ms}`)
      await say(chen, again, `heard ${ms}`)
      await lin.until(() => texts(atLin).includes(`heard ${ms}`))
      chen.wx.dropConnections()
      await say(lin, atLin, `again ${ms}`)
      await chen.until(() => texts(again).slice(-1)[0] === `again ${ms}`)
      await chen.until(() => texts(again).slice(-5).join() === texts(atLin).slice(-5).join())
    },
  )
})
