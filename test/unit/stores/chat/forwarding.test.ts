import type { ConversationKey } from '../../../../miniprogram/models/conversation'
import type { CombinedItem, MessageContent } from '../../../../miniprogram/models/message-content'
import { chen, courtyard, OpenChat } from './open-chat'

const targets: ConversationKey[] = ['private:wang', 'group:courtyard']

describe('forwarding', () => {
  it('sends the messages one by one to each, in order, and the comment after them', async () => {
    const open = await OpenChat.of(chen)
    const rows = [open.hear(), open.hear({ content: { type: 'text', text: 'two' } })]
    const chosen = rows.map(({ uid }) => uid).reverse()
    await open.chat.forwarding.forward(chosen, targets, { manner: 'each', comment: 'look' })
    await open.app.clock.pass(10_000)
    for (const key of targets) {
      const arrived = open.app.im.stored.filter((one) => one.conversationKey === key)
      const texts = arrived.map(({ content }) => content.type === 'text' && content.text)
      expect(texts).toEqual(['hello', 'two', 'look'])
    }
  })

  it('shows the first words of a history whose messages stand on a page elsewhere', async () => {
    const open = await OpenChat.of(chen)
    const url = 'https://files.example.com/history.html'
    const summaries = ['tea?', 'yes']
    const names = ['Chen', 'Wang']
    const { uid } = open.hear({ content: { type: 'combine', url, names, summaries, items: [] } })
    const rows = await open.chat.forwarding.combinedRows(uid, [])
    expect(rows.map(({ senderName, text }) => [senderName, text])).toEqual([
      ['Chen', 'tea?'],
      ['Wang', 'yes'],
    ])
    expect(open.chat.forwarding.restOf(uid, [])).toBe(url)
  })

  it('sends several as one chat history that can be opened again', async () => {
    const open = await OpenChat.of(courtyard)
    const image = { type: 'image', url: 'http://p', thumbnail: 'AA', width: 4, height: 3 } as const
    const rows = [open.hear(), open.hear({ senderId: 'wang', content: image })]
    await open.app.clock.pass(1_000)
    const chosen = rows.map(({ uid }) => uid)
    const options = { manner: 'merged', comment: '' } as const
    await open.chat.forwarding.forward(chosen, ['group:courtyard'], options)
    await open.app.clock.pass(10_000)
    expect(open.last()).toMatchObject({ type: 'combine', text: '[Chat history]' })
    expect(open.last().title).toBe('Chat history of Locust Courtyard')
    expect(open.last().lines).toEqual(['Name of chen: hello', 'Name of wang: [Photo]'])
    const inside = await open.chat.forwarding.combinedRows(open.last().id, [])
    expect(inside.map(({ type, senderName }) => [type, senderName])).toEqual([
      ['text', 'Name of chen'],
      ['image', 'Name of wang'],
    ])
  })

  it('opens a chat history inside another', async () => {
    const open = await OpenChat.of(chen)
    const text = { type: 'text', text: 'deep' } as const
    const item = { senderId: 'su', senderName: 'Su', sentAt: 1, content: text }
    const history = (items: CombinedItem[]): MessageContent => {
      return { type: 'combine', url: '', names: [], summaries: [], items }
    }
    const { uid } = open.hear({ content: history([{ ...item, content: history([item]) }]) })
    const rows = await open.chat.forwarding.combinedRows(uid, ['0'])
    expect(rows.map((row) => [row.senderName, row.text])).toEqual([['Su', 'deep']])
    expect(await open.chat.forwarding.combinedRows(uid, ['0', '0'])).toEqual([])
  })

  it('refuses what nobody could read, and says so', async () => {
    const open = await OpenChat.of(chen)
    const { uid } = open.hear({ content: { type: 'notice', text: 'moved in' } })
    const burning = open.hear({ burnSeconds: 10 })
    expect(open.chat.forwarding.canForward([uid, burning.uid])).toBe(false)
    const doing = open.chat.forwarding.forward([uid], targets, { manner: 'each', comment: '' })
    await expect(doing).rejects.toThrow('None of these messages')
  })
})
