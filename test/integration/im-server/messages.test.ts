import type { SdkPerson } from '../helpers/sdk-person'
import { textsOf, useServer } from '../helpers/use-server'

const town = useServer()

async function sayAll(speaker: SdkPerson, peer: string, count: number): Promise<string[]> {
  const texts = Array.from({ length: count }, (_, index) => `line ${index + 1}`)
  for (const text of texts) {
    expect((await speaker.say(speaker.conversation('private', peer), text)).code).toBe(0)
  }
  return texts
}

describe('private messages', () => {
  it('shows a text to the other person, with the id and time the sender was given', async () => {
    const [lin, chen] = await town.pair()
    const { code, data } = await lin.say(lin.conversation('private', chen.userId), '你好 😀')
    expect(code).toBe(0)
    const [message] = await chen.messages(1)
    expect(message).toMatchObject({
      senderUserId: lin.userId,
      content: { content: '你好 😀' },
      messageUId: data!.messageUId,
      sentTime: data!.sentTime,
      isOffLineMessage: false,
    })
  })

  it('shows both people the same messages in the same order', async () => {
    const [lin, chen] = await town.pair()
    await Promise.all([sayAll(lin, chen.userId, 25), sayAll(chen, lin.userId, 25)])
    await Promise.all([lin.messages(25), chen.messages(25)])
    const [ofLin, ofChen] = await Promise.all(
      [
        { reader: lin, peer: chen },
        { reader: chen, peer: lin },
      ].map(async ({ reader, peer }) => {
        const conversation = reader.conversation('private', peer.userId)
        const { data } = await reader.sdk.getHistoryMessages(conversation, { count: 100 })
        return data!.list.map((message) => message.messageUId)
      }),
    )
    expect(ofLin).toHaveLength(50)
    expect(ofLin).toEqual(ofChen)
  })

  it('brings messages sent while away, page after page, oldest first and none twice', async () => {
    const chenId = town.newId('chen')
    const lin = await town.person(town.newId('lin'))
    const texts = await sayAll(lin, chenId, 230)
    const chen = await town.person(chenId)
    const received = await chen.messages(230)
    expect(textsOf(received)).toEqual(texts)
    expect(received.every((message) => message.isOffLineMessage)).toBe(true)
  })

  it('brings nothing again to a device that has seen it', async () => {
    const [lin, chen] = await town.pair()
    await sayAll(lin, chen.userId, 3)
    await chen.messages(3)
    const storage = await chen.leave()
    const again = await town.person(chen.userId, { storage })
    await lin.say(lin.conversation('private', chen.userId), 'new')
    expect(textsOf(await again.messages(1))).toEqual(['new'])
  })

  it('pages history back to the first message and forward again', async () => {
    const [lin, chen] = await town.pair()
    const texts = await sayAll(lin, chen.userId, 45)
    const conversation = chen.conversation('private', lin.userId)
    const seen: string[] = []
    let timestamp = 0
    let hasMore = true
    while (hasMore) {
      const page = await chen.sdk.getHistoryMessages(conversation, { timestamp, count: 20 })
      seen.unshift(...textsOf(page.data!.list))
      timestamp = page.data!.list[0].sentTime
      hasMore = page.data!.hasMore
    }
    expect(seen).toEqual(texts)
    const forward = await chen.sdk.getHistoryMessages(conversation, {
      timestamp,
      count: 20,
      order: 1,
    })
    expect(textsOf(forward.data!.list)).toEqual(texts.slice(1, 21))
  })

  it('shows that the other is typing, and keeps no trace of it', async () => {
    const [lin, chen] = await town.pair()
    const typing = chen.next('TYPING_STATUS')
    await lin.sdk.sendTypingStatusMessage(lin.conversation('private', chen.userId), 'RC:TxtMsg')
    expect(await typing).toMatchObject({
      status: [{ targetId: lin.userId, list: [{ userId: lin.userId }] }],
    })
    const conversation = chen.conversation('private', lin.userId)
    const { data } = await chen.sdk.getHistoryMessages(conversation)
    expect(data!.list).toEqual([])
  })

  it('carries a type nobody knows, whole', async () => {
    const [lin, chen] = await town.pair()
    const content = { petals: 5, note: '一枝花' }
    const message = new lin.sdk.BaseMessage('Hutong:Blossom', content, true, true)
    const conversation = lin.conversation('private', chen.userId)
    expect((await lin.sdk.sendMessage(conversation, message)).code).toBe(0)
    const [received] = await chen.messages(1)
    expect(received).toMatchObject({ messageType: 'Hutong:Blossom', content })
  })

  it('carries half an emoji as it was typed, and goes on', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    for (const text of ['half \ud83d', '\udc4c half', '👌 whole']) {
      expect((await lin.say(conversation, text)).code).toBe(0)
    }
    expect(textsOf(await chen.messages(3))).toEqual(['half \ud83d', '\udc4c half', '👌 whole'])
  })

  it('refuses a text over 128 KB with 30016 and takes one just below', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    expect((await lin.say(conversation, 'x'.repeat(131_073))).code).toBe(30016)
    expect((await lin.say(conversation, 'x'.repeat(120_000))).code).toBe(0)
    const [message] = await chen.messages(1)
    expect(textsOf([message])[0]).toHaveLength(120_000)
  })
})

describe('group messages', () => {
  it('reach every member but the sender, and nobody else', async () => {
    const [lin, chen] = await town.pair()
    const [wang, zhao] = await town.pair()
    const groupId = await town.group([lin.userId, chen.userId, wang.userId])
    const { code } = await lin.say(lin.conversation('group', groupId), 'hello all')
    expect(code).toBe(0)
    for (const member of [chen, wang]) {
      const [message] = await member.messages(1)
      expect(message).toMatchObject({ targetId: groupId, senderUserId: lin.userId })
    }
    expect((await zhao.say(zhao.conversation('group', groupId), 'me too')).code).toBe(22406)
    const outside = await zhao.sdk.getHistoryMessages(zhao.conversation('group', groupId))
    expect(outside.code).toBe(22406)
    expect([...lin.received(), ...zhao.received()]).toEqual([])
  })

  it('directed at one member are shown to that one alone, also in history', async () => {
    const [lin, chen] = await town.pair()
    const wang = await town.person(town.newId('wang'))
    const groupId = await town.group([lin.userId, chen.userId, wang.userId])
    const conversation = lin.conversation('group', groupId)
    await lin.say(conversation, 'between us', { directionalUserIdList: [chen.userId] })
    await lin.say(conversation, 'for all')
    expect(textsOf(await chen.messages(2))).toEqual(['between us', 'for all'])
    expect(textsOf(await wang.messages(1))).toEqual(['for all'])
    const { data } = await wang.sdk.getHistoryMessages(conversation)
    expect(textsOf(data!.list)).toEqual(['for all'])
  })

  it('stop for a member who quits, and a dismissed group takes no more', async () => {
    const [lin, chen] = await town.pair()
    const groupId = await town.group([lin.userId, chen.userId])
    await town.server.api('/group/quit', { userId: chen.userId, groupId })
    await lin.say(lin.conversation('group', groupId), 'still there?')
    const { code } = await chen.sdk.getHistoryMessages(chen.conversation('group', groupId))
    expect(code).toBe(22406)
    await town.server.api('/group/dismiss', { userId: lin.userId, groupId })
    expect((await lin.say(lin.conversation('group', groupId), 'anyone?')).code).toBe(22406)
    expect(chen.received()).toEqual([])
  })
})

describe('changes to a message', () => {
  it('recalls it from both sides, and only within the time allowed to its sender', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    const { data } = await lin.say(conversation, 'oops')
    await chen.messages(1)
    const options = { messageUId: data!.messageUId, sentTime: data!.sentTime }
    const foreign = await chen.sdk.recallMessage(chen.conversation('private', lin.userId), options)
    expect(foreign.code).toBe(25107)
    expect((await lin.sdk.recallMessage(conversation, options as never)).code).toBe(0)
    const [, recall] = await chen.messages(2)
    expect(recall).toMatchObject({
      messageType: 'RC:RcCmd',
      content: { messageUId: data!.messageUId },
    })
    const history = await chen.sdk.getHistoryMessages(chen.conversation('private', lin.userId))
    expect(history.data!.list.map((message) => message.messageType)).not.toContain('RC:TxtMsg')
  })

  it('shows an edit to the other person and in history', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    const { data } = await lin.say(conversation, 'tomorow')
    await chen.messages(1)
    const modified = chen.next('MESSAGE_MODIFIED')
    const { code } = await lin.sdk.modifyMessageWithParams({
      conversation,
      messageUId: data!.messageUId,
      messageContent: { content: 'tomorrow' },
    })
    expect(code).toBe(0)
    expect(await modified).toMatchObject([{ content: { content: 'tomorrow' } }])
    const history = await chen.sdk.getHistoryMessages(chen.conversation('private', lin.userId))
    expect(textsOf(history.data!.list)).toEqual(['tomorrow'])
  })

  it('merges an expansion into the stored message and tells the other person', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    const { data } = await lin.say(conversation, 'order 7', {
      canIncludeExpansion: true,
      expansion: { state: 'new', price: '5' },
    })
    await chen.messages(1)
    const told = chen.next('EXPANSION')
    expect((await lin.sdk.updateMessageExpansion({ state: 'paid' }, data!)).code).toBe(0)
    expect(await told).toMatchObject({ updatedExpansion: { expansion: { state: 'paid' } } })
    expect((await lin.sdk.removeMessageExpansionForKey(['price'], data!)).code).toBe(0)
    const history = await chen.sdk.getHistoryMessages(chen.conversation('private', lin.userId))
    expect(history.data!.list[0]).toMatchObject({ expansion: { state: 'paid' } })
    expect(history.data!.list[0].expansion).not.toHaveProperty('price')
  })

  it('finds messages by their ids, and names those that are not there', async () => {
    const [lin, chen] = await town.pair()
    const { data } = await lin.say(lin.conversation('private', chen.userId), 'find me')
    const { data: results } = await chen.sdk.getMessagesByUIds({
      conversationIdentifier: chen.conversation('private', lin.userId),
      messageUIds: [data!.messageUId, 'AAAA-BBBB-CCCC-DDDD'],
    })
    expect(results).toMatchObject([
      { code: 0, message: { content: { content: 'find me' } } },
      { code: 34304 },
    ])
  })

  it('deletes for oneself alone, by id and up to a time', async () => {
    const [lin, chen] = await town.pair()
    const [first] = [await lin.say(lin.conversation('private', chen.userId), 'one')]
    const second = await lin.say(lin.conversation('private', chen.userId), 'two')
    await lin.say(lin.conversation('private', chen.userId), 'three')
    const ofChen = chen.conversation('private', lin.userId)
    const { code } = await chen.sdk.deleteMessages(ofChen, [
      {
        messageUId: second.data!.messageUId,
        sentTime: second.data!.sentTime,
        messageDirection: 2,
      },
    ])
    expect(code).toBe(0)
    expect(textsOf((await chen.sdk.getHistoryMessages(ofChen)).data!.list)).toEqual([
      'one',
      'three',
    ])
    await chen.sdk.clearHistoryMessages(ofChen, first.data!.sentTime)
    expect(textsOf((await chen.sdk.getHistoryMessages(ofChen)).data!.list)).toEqual(['three'])
    const ofLin = await lin.sdk.getHistoryMessages(lin.conversation('private', chen.userId))
    expect(textsOf(ofLin.data!.list)).toEqual(['one', 'two', 'three'])
  })
})
