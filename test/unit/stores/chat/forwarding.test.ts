import type { ConversationKey } from '../../../../miniprogram/models/conversation-ref'
import type { CombinedItem, MessageContent } from '../../../../miniprogram/models/message-content'
import { setLanguage } from '../../../../miniprogram/i18n/t'
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
    const rows = open.chat.forwarding.combinedRows(uid, [])
    expect(rows.map(({ senderName, text }) => [senderName, text])).toEqual([
      ['Chen', 'tea?'],
      ['Wang', 'yes'],
    ])
    expect(open.chat.forwarding.restOf(uid, [])).toBe(url)
  })

  it('shows the messages of a history whose list stands in a file once it is here', async () => {
    const open = await OpenChat.of(chen)
    const listUrl = 'https://files.example.com/history.json'
    const history = { url: '', names: ['Chen'], summaries: ['Chen: tea?'], items: [], listUrl }
    const { uid } = open.hear({ content: { type: 'combine', ...history } })
    const { forwarding } = open.chat
    expect(forwarding.listUrlOf(uid, [])).toBe(listUrl)
    expect(forwarding.combinedRows(uid, []).map(({ text }) => text)).toEqual(['Chen: tea?'])
    expect(() => forwarding.takeList(listUrl, '<html>')).toThrow('could not be read')
    const item = { fromUserId: 'chen', targetId: 'lin', timestamp: 1, objectName: 'RC:TxtMsg' }
    const list = ['tea?', 'at four'].map((content) => ({ ...item, content: { content } }))
    forwarding.takeList(listUrl, JSON.stringify(list))
    expect(forwarding.combinedRows(uid, []).map(({ text }) => text)).toEqual(['tea?', 'at four'])
    expect(forwarding.listUrlOf(uid, [])).toBe('')
  })

  it('speaks the language of now', async () => {
    const open = await OpenChat.of(chen)
    const content: MessageContent = { type: 'image', url: 'u', thumbnail: '', width: 1, height: 1 }
    const item = { senderId: 'su', senderName: 'Su', sentAt: open.app.clock.now(), content }
    const { uid } = open.hear({
      content: { type: 'combine', url: '', names: [], summaries: [], items: [item] },
    })
    const words = () => {
      const [{ text, dateLabel }] = open.chat.forwarding.combinedRows(uid, [])
      return [text, dateLabel]
    }
    expect(words()).toEqual(['[Photo]', 'Today'])
    setLanguage('zh-CN')
    expect(words()).toEqual(['[图片]', '今天'])
  })

  it('puts the messages on a page too, which other clients show', async () => {
    const open = await OpenChat.of(courtyard)
    open.app.transfer.answers.set('http://first/', 200)
    const evil = '<script>alert(1)</script> & "tea"'
    const image = { type: 'image', url: 'http://p?a=1&b=2', thumbnail: '', width: 4, height: 3 }
    const link = { type: 'card', title: 'Tea', text: '', imageUrl: '', url: 'javascript:alert(1)' }
    const said = [{ type: 'text', text: evil }, image, link] as MessageContent[]
    const chosen = said.map((content) => open.hear({ content }).uid)
    await open.chat.forwarding.forward(chosen, targets, { manner: 'merged', comment: '' })
    await open.app.clock.pass(10_000)
    const { transfer, im } = open.app
    const [page] = transfer.written.values()
    expect(page).toContain('Chat history of Locust Courtyard')
    expect(page).toContain('Name of chen')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;tea&quot;')
    expect(page).toContain('<img src="http://p?a=1&amp;b=2"')
    expect(page).not.toMatch(/<script|javascript:/)
    // One page serves all who get it.
    expect(transfer.written.size).toBe(1)
    const sent = im.stored.filter(({ content }) => content.type === 'combine')
    expect(sent.map(({ content }) => 'url' in content && content.url)).toEqual(
      targets.map(() => 'http://files/key of history.html'),
    )
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
    const inside = open.chat.forwarding.combinedRows(open.last().id, [])
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
    const rows = open.chat.forwarding.combinedRows(uid, ['0'])
    expect(rows.map((row) => [row.senderName, row.text])).toEqual([['Su', 'deep']])
    expect(open.chat.forwarding.combinedRows(uid, ['0', '0'])).toEqual([])
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
