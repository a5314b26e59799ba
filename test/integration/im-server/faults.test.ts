import { SdkPerson } from '../helpers/sdk-person'
import { textsOf, useServer } from '../helpers/use-server'

const town = useServer()

describe('faults on demand', () => {
  it('deliver a message although its sender hears nothing', async () => {
    const [lin, chen] = await town.pair()
    await town.server.control('drop-acks', { topic: 'ppMsgP' })
    const sending = lin.say(lin.conversation('private', chen.userId), 'into the void')
    expect(textsOf(await chen.messages(1))).toEqual(['into the void'])
    lin.wx.dropConnections()
    expect((await sending).code).toBe(30011)
  })

  it('show each message once and in order when deliveries are doubled and swapped', async () => {
    const [lin, chen] = await town.pair()
    const texts = ['1', '2', '3', '4', '5']
    await town.server.control('disturb-deliveries', { copies: 2, isReordering: true })
    for (const text of texts) await lin.say(lin.conversation('private', chen.userId), text)
    await town.server.control('disturb-deliveries', {})
    await chen.messages(5)
    await lin.say(lin.conversation('private', chen.userId), 'last')
    await chen.messages(1, ({ content }) => textsOf([{ content }])[0] === 'last')
    const { data } = await chen.sdk.getHistoryMessages(chen.conversation('private', lin.userId))
    expect(textsOf(data!.list)).toEqual([...texts, 'last'])
    expect(new Set(chen.received().map(({ messageUId }) => messageUId)).size).toBe(6)
  })

  it('hit only the people they are meant for', async () => {
    const [lin, chen] = await town.pair()
    const userIds = [lin.userId]
    await town.server.control('refuse-acks', { topic: 'ppMsgP', status: 20604, count: 9, userIds })
    await town.server.control('fail-navigator', { httpStatus: 500, userIds })
    await town.server.control('refuse-connections', { statuses: [8], userIds })
    expect((await lin.say(lin.conversation('private', chen.userId), 'hi')).code).toBe(20604)
    expect((await chen.say(chen.conversation('private', lin.userId), 'hi')).code).toBe(0)
    const wang = await town.person(town.newId('wang'))
    expect((await wang.say(wang.conversation('private', lin.userId), 'hi')).code).toBe(0)
    await town.server.control('clear', { userIds })
    expect((await lin.say(lin.conversation('private', chen.userId), 'hi')).code).toBe(0)
  })

  it('refuse the next connections with the given status', async () => {
    await town.server.control('refuse-connections', { statuses: [8, 19] })
    const lin = new SdkPerson(town.server, 'lin')
    expect((await lin.connect()).code).toBe(31008)
    expect((await lin.connect()).code).toBe(31029)
    expect((await lin.connect()).code).toBe(0)
    await lin.leave()
  })

  it('sign a person out with the given status', async () => {
    const lin = await town.person(town.newId('lin'))
    const out = lin.next('DISCONNECT')
    await town.server.control('disconnect', { userId: lin.userId, status: 7 })
    expect(await out).toBe(31020)
  })

  it('make the navigator refuse a token', async () => {
    await town.server.control('fail-navigator', { code: 401 })
    const lin = new SdkPerson(town.server, town.newId('lin'))
    expect((await lin.connect()).code).toBe(31004)
    await lin.leave()
  })

  it('flood a room no faster than its quota lets through', async () => {
    const lin = await town.person(town.newId('lin'))
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    const chen = await town.person(town.newId('chen'))
    await chen.sdk.joinChatRoom(roomId, { count: -1 })
    // What a host says always passes, so it marks the end of the flood.
    const host = { chatroomId: roomId, userId: chen.userId }
    expect((await town.server.api('/chatroom/user/whitelist/add', host)).code).toBe(200)
    const hasBegun = lin.next('MESSAGES')
    await town.server.control('flood-room', { roomId, messagesPerSecond: 10_000, count: 100 })
    await hasBegun
    await chen.say(chen.conversation('room', roomId), 'after the flood')
    await lin.messages(1, ({ content }) => textsOf([{ content }])[0] === 'after the flood')
    expect(lin.received().length).toBeGreaterThanOrEqual(41)
    expect(lin.received().length).toBeLessThan(101)
  })
})
