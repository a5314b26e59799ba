import { textsOf, useServer } from '../helpers/use-server'

const town = useServer()

describe('messages of the past, put in on demand', () => {
  const said = (fromUserId: string, toUserId: string, text: string, sentAt: number): object => ({
    fromUserId,
    toUserId,
    classname: 'RC:TxtMsg',
    content: JSON.stringify({ content: text }),
    sentAt,
  })

  it('stand in history and in the conversation list, are read, and are delivered to nobody', async () => {
    const [lin, chen] = [town.newId('lin'), town.newId('chen')]
    const year = 365 * 24 * 3600 * 1000
    const start = Date.now() - year
    const texts = Array.from({ length: 45 }, (_, index) => `line ${index + 1}`)
    const messages = texts.map((text, index) =>
      index % 2 === 0
        ? said(chen, lin, text, start + index * 60_000)
        : said(lin, chen, text, start + index * 60_000),
    )
    expect(await town.server.control('write-past', { messages })).toMatchObject({ written: 45 })
    const person = await town.person(lin)
    const { data: list } = await person.sdk.getConversationList()
    expect(list).toMatchObject([{ targetId: chen, unreadMessageCount: 0 }])
    const chat = person.conversation('private', chen)
    const { data } = await person.sdk.getHistoryMessages(chat, { count: 100 })
    expect(textsOf(data!.list)).toEqual(texts)
    expect(data!.list[0]).toMatchObject({ senderUserId: chen, sentTime: start })
    expect(person.received()).toEqual([])
  })

  it('do not come after what was said since', async () => {
    const [lin, chen] = await town.pair()
    await lin.say(lin.conversation('private', chen.userId), 'today')
    const messages = [said(chen.userId, lin.userId, 'yesterday', Date.now() - 86_400_000)]
    expect(await town.server.control('write-past', { messages })).toMatchObject({ written: 0 })
  })
})
