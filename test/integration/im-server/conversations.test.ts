import { useServer } from '../helpers/use-server'

const town = useServer()

describe('the conversation list', () => {
  it('has each conversation once with its last message, newest first', async () => {
    const [lin, chen] = await town.pair()
    const wang = await town.person(town.newId('wang'))
    await chen.say(chen.conversation('private', lin.userId), 'first')
    await wang.say(wang.conversation('private', lin.userId), 'second')
    await chen.say(chen.conversation('private', lin.userId), 'third')
    await lin.messages(3)
    const { data } = await lin.sdk.getConversationList()
    expect(data!.map(({ targetId }) => targetId)).toEqual([chen.userId, wang.userId])
    expect(data![0]).toMatchObject({
      unreadMessageCount: 2,
      latestMessage: { content: { content: 'third' } },
    })
  })

  it('has groups and private chats together', async () => {
    const [lin, chen] = await town.pair()
    const groupId = await town.group([lin.userId, chen.userId])
    await chen.say(chen.conversation('private', lin.userId), 'to you')
    await chen.say(chen.conversation('group', groupId), 'to all')
    await lin.messages(2)
    const { data } = await lin.sdk.getConversationList()
    expect(data!.map(({ targetId }) => targetId)).toEqual([groupId, chen.userId])
  })

  it('comes in pages of the size asked for', async () => {
    const lin = await town.person(town.newId('lin'))
    const peers = Array.from({ length: 5 }, () => town.newId('peer'))
    for (const peer of peers) await lin.say(lin.conversation('private', peer), 'hi')
    const loader = await lin.sdk.createConversationListLoader()
    const first = await loader.data!.load(3)
    const second = await loader.data!.load(3)
    const ids = [first, second].map(({ data }) => data!.map(({ targetId }) => targetId))
    expect(ids).toEqual([peers.slice(2).reverse(), peers.slice(0, 2).reverse()])
  })

  it('leaves a removed conversation out until its next message', async () => {
    const [lin, chen] = await town.pair()
    await chen.say(chen.conversation('private', lin.userId), 'old')
    await lin.messages(1)
    const { code } = await lin.sdk.removeConversation(lin.conversation('private', chen.userId))
    expect(code).toBe(0)
    expect((await lin.sdk.getConversationList()).data).toEqual([])
    await chen.say(chen.conversation('private', lin.userId), 'new')
    await lin.messages(2)
    expect((await lin.sdk.getConversationList()).data).toHaveLength(1)
  })

  it('keeps pin and mute for the next device', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    await lin.say(conversation, 'hi')
    expect((await lin.sdk.setConversationToTop(conversation, true)).code).toBe(0)
    expect((await lin.sdk.setConversationNotificationStatus(conversation, 1)).code).toBe(0)
    await lin.leave()
    const again = await town.person(lin.userId)
    const { data } = await again.sdk.getConversationList()
    expect(data![0]).toMatchObject({ isTop: true, notificationStatus: 1 })
  })
})
