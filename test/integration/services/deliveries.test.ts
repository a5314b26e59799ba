import type { ChatFace } from '../../../miniprogram/stores/app-stores'
import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone } from '../helpers/hutong-phone'

const texts = (chat: ChatFace) => rowsOf(chat).map(({ text }) => text)

async function say(phone: HutongPhone, chat: ChatFace, text: string): Promise<void> {
  chat.send(text)
  await phone.until(() => rowsOf(chat).some((row) => row.text === text && row.state === 'sent'))
}

describe('a delivery lost while both are online', () => {
  const courtyard = useCourtyard()

  /** Lin talks to the other one, whose time runs faster. */
  async function pair(other: string) {
    const [lin, peer] = await Promise.all([
      courtyard.phone('lin'),
      courtyard.phone(other, { speed: 5 }),
    ])
    const linsChat = lin.stores.openChat(`private:${other}`)
    await linsChat.open()
    return { lin, peer, linsChat }
  }

  it('is made good within seconds, and counted once', async () => {
    const { lin, peer, linsChat } = await pair('chen')
    await courtyard.im.control('lose-deliveries', { notices: 1_000, userIds: ['chen'] })
    await say(lin, linsChat, 'did you get this?')
    await courtyard.im.control('clear', { userIds: ['chen'] })
    const { conversations } = peer.stores
    await peer.until(() => conversations.unreadOf('private:lin') === 1)
    const { acceptedCount } = await courtyard.im.control('sessions')
    await say(lin, linsChat, 'and this?')
    await peer.until(() => conversations.unreadOf('private:lin') === 2)
    expect(await courtyard.im.control('sessions')).toMatchObject({ acceptedCount })
  })

  it('shows in the open chat, in its place, when the SDK left it out', async () => {
    const { lin, peer, linsChat } = await pair('wang')
    const chat = peer.stores.openChat('private:lin')
    await chat.open()
    await say(lin, linsChat, '1')
    await peer.until(() => texts(chat).includes('1'))
    await courtyard.im.control('lose-deliveries', { messages: 1, userIds: ['wang'] })
    await say(lin, linsChat, '2')
    await say(lin, linsChat, '3')
    await peer.until(() => texts(chat).join() === '1,2,3')
    await courtyard.im.control('lose-deliveries', { messages: 1, userIds: ['wang'] })
    await say(lin, linsChat, 'the last one')
    await peer.until(() => texts(chat).join() === '1,2,3,the last one')
  })

  it('shows in the list also while others go on talking, when the SDK left it out', async () => {
    const { lin, peer, linsChat } = await pair('zhao')
    const su = await courtyard.phone('su')
    const susChat = su.stores.openChat('private:zhao')
    await susChat.open()
    const { conversations } = peer.stores
    const previewOf = (key: string) =>
      conversations.screens.flatMap(({ rows }) => [...rows]).find(({ id }) => id === key)?.preview
    await say(lin, linsChat, 'hello')
    await peer.until(() => previewOf('private:lin') === 'hello')
    await courtyard.im.control('lose-deliveries', { messages: 1, userIds: ['zhao'] })
    await say(lin, linsChat, 'left out')
    for (let count = 1; previewOf('private:lin') !== 'left out'; count += 1) {
      const text = `su's ${count}`
      await say(su, susChat, text)
      await peer.until(() => previewOf('private:su') === text)
    }
  })
})

describe.each(['client', 'server'])('what the SDK left out, where the %s counts', (counting) => {
  const courtyard = useCourtyard({ IM_UNREAD_COUNTS: counting, IM_MULTI_DEVICE: '1' })

  it('is unread, once, until it is read on another device', async () => {
    const [lin, su] = [await courtyard.phone('lin'), await courtyard.phone('su')]
    const zhao = await courtyard.phone('zhao', { speed: 5 })
    const [linsChat, susChat] = [lin, su].map(({ stores }) => stores.openChat('private:zhao'))
    await Promise.all([linsChat.open(), susChat.open()])
    const unread = (phone: HutongPhone) => phone.stores.conversations.unreadOf('private:lin')
    await say(lin, linsChat, 'hello')
    await zhao.until(() => unread(zhao) === 1)
    await courtyard.im.control('lose-deliveries', { messages: 1, userIds: ['zhao'] })
    await say(lin, linsChat, 'left out')
    for (let count = 1; unread(zhao) === 1; count += 1) {
      await say(su, susChat, `su's ${count}`)
      const { conversations } = zhao.stores
      await zhao.until(() => conversations.unreadOf('private:su') === count)
    }
    expect(unread(zhao)).toBe(2)
    await say(lin, linsChat, 'and on')
    await zhao.until(() => unread(zhao) === 3)

    const again = await courtyard.restarted(zhao.kill())
    await again.stores.conversations.load()
    await again.until(() => unread(again) === 3)
    const other = await courtyard.phone('zhao')
    const chat = other.stores.openChat('private:lin')
    await chat.open()
    await other.until(() => texts(chat).includes('left out') && unread(other) === 0)
    chat.close()
    await again.until(() => unread(again) === 0)
  })
})
