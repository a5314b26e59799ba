import { EVERYBODY } from '../../../miniprogram/stores/chat/chat-faces'
import type { ChatFace } from '../../../miniprogram/stores/app-stores'
import { useCourtyard } from '../helpers/courtyard'
import { rowsOf, type HutongPhone } from '../helpers/hutong-phone'

const KEY = 'group:courtyard'
const last = (chat: ChatFace) => rowsOf(chat).slice(-1)[0]

describe.each([1, 5])('a group whose cloud tells receipts in way %i', (version) => {
  const courtyard = useCourtyard({ IM_RECEIPT_VERSION: String(version) })

  async function inGroup(userId: string): Promise<{ phone: HutongPhone; chat: ChatFace }> {
    const phone = await courtyard.phone(userId)
    const chat = phone.stores.openChat(KEY)
    await chat.open()
    return { phone, chat }
  }

  it('tells who has read a message, once it was on their screen', async () => {
    const [lin, chen, su] = await Promise.all(['lin', 'chen', 'su'].map(inGroup))
    lin.chat.send('who reads this?')
    await lin.phone.until(() => last(lin.chat)?.state === 'sent')
    for (const { phone, chat } of [chen, su]) {
      await phone.until(() => last(chat)?.text === 'who reads this?')
    }
    chen.chat.receipts.rowsSeen([last(chen.chat).id])
    await lin.phone.until(() => last(lin.chat).readWords === '1 read')
    const { read, unread } = await lin.chat.receipts.readersOf(last(lin.chat).id)
    expect(read.map(({ userId }) => userId)).toEqual(['chen'])
    expect(unread.map(({ userId }) => userId).sort()).toEqual(['su', 'wang', 'zhao'])
  })
})

describe('mentions in a group', () => {
  const courtyard = useCourtyard()

  it('call one member: their list and their chat say so, the others’ do not', async () => {
    const [lin, chen, su] = await Promise.all(
      ['lin', 'chen', 'su'].map((id) => courtyard.phone(id)),
    )
    const chat = lin.stores.openChat(KEY)
    await chat.open()
    chat.composing.input('@', 1)
    await lin.until(() => chat.mentions.rows.some(({ userId }) => userId === 'chen'))
    chat.mentions.pick('chen')
    const words = `${chat.composing.text}tea?`
    chat.composing.input(words, words.length)
    expect(chat.send(chat.composing.text)).toBe('accepted')
    const row = (phone: HutongPhone) =>
      phone.stores.conversations.screens[0]?.rows.find(({ id }) => id === KEY)
    await chen.until(() => row(chen)?.prefix === '[@you]')
    await su.until(() => row(su)?.unreadCount === 1)
    expect(row(su)?.prefix).toBe('')
    const chensChat = chen.stores.openChat(KEY)
    await chensChat.open()
    expect(chensChat.position.mentionCount).toBe(1)
    expect(last(chensChat)).toMatchObject({ mentionsMe: true, unreadDivider: true })
  })

  it('call everybody only for those who may', async () => {
    const offered = async (userId: string) => {
      const phone = await courtyard.phone(userId)
      const chat = phone.stores.openChat(KEY)
      await chat.open()
      chat.composing.input('@', 1)
      await phone.until(() => chat.mentions.rows.length > 0)
      return chat.mentions.rows.map((row) => row.userId).includes(EVERYBODY)
    }
    const offers = [await offered('lin'), await offered('su')]
    expect(offers.filter(Boolean)).toHaveLength(1)
  })

  it('reach only those a message is directed to', async () => {
    const [lin, chen, su] = await Promise.all(
      ['lin', 'chen', 'su'].map((id) => courtyard.phone(id)),
    )
    const chats = await Promise.all(
      [lin, chen, su].map(async (phone) => {
        const chat = phone.stores.openChat(KEY)
        await chat.open()
        return chat
      }),
    )
    const [linsChat, chensChat, susChat] = chats
    linsChat.composing.setDirectedTo(['chen'])
    linsChat.send('a whisper')
    await chen.until(() => last(chensChat)?.text === 'a whisper')
    linsChat.composing.setDirectedTo([])
    linsChat.send('aloud')
    await su.until(() => last(susChat)?.text === 'aloud')
    expect(rowsOf(susChat).some(({ text }) => text === 'a whisper')).toBe(false)
  })
})

describe('tags and marks of the list', () => {
  const courtyard = useCourtyard()

  it('are the same on the person’s next device', async () => {
    const [lin, su] = await Promise.all([courtyard.phone('lin'), courtyard.phone('su')])
    const chat = su.stores.openChat('private:lin')
    await chat.open()
    chat.send('hi')
    const { conversations } = lin.stores
    await lin.until(() => conversations.screens[0]?.rows.some(({ id }) => id === 'private:su'))
    const tagId = await conversations.tags.create('Neighbours')
    await conversations.tags.setTag('private:su', tagId, true)
    lin.kill()
    const other = await courtyard.phone('lin')
    const list = other.stores.conversations
    await other.until(() => list.tags.rows.some(({ name }) => name === 'Neighbours'))
    await list.setFilter(`tag:${tagId}`)
    // The cloud hands out what a tag holds after the tags themselves.
    await other.until(
      () => list.screens.flatMap(({ rows }) => rows.map(({ id }) => id)).join() === 'private:su',
    )
  })

  it('clear the history of a conversation for this person only', async () => {
    const [lin, su] = await Promise.all([courtyard.phone('lin'), courtyard.phone('su')])
    const susChat = su.stores.openChat('private:lin')
    await susChat.open()
    susChat.send('gone soon')
    await su.until(() => last(susChat)?.state === 'sent')
    const { conversations } = lin.stores
    await lin.until(() => conversations.screens[0]?.rows[0]?.preview === 'gone soon')
    await conversations.clearHistory('private:su')
    const linsChat = lin.stores.openChat('private:su')
    await linsChat.open()
    expect(rowsOf(linsChat).some(({ text }) => text === 'gone soon')).toBe(false)
    const again = su.stores.openChat('private:lin')
    await again.open()
    expect(last(again).text).toBe('gone soon')
  })
})
