import { SdkPerson } from '../helpers/sdk-person'
import { textsOf, useServer } from '../helpers/use-server'

describe('what a person may not send', () => {
  const town = useServer()

  it('is anything to someone who has them on the blacklist (405)', async () => {
    const [lin, chen] = await town.pair()
    const list = { userId: chen.userId, blackUserId: lin.userId }
    await town.server.api('/user/blacklist/add', list)
    const conversation = lin.conversation('private', chen.userId)
    expect((await lin.say(conversation, 'hello?')).code).toBe(405)
    expect((await chen.say(chen.conversation('private', lin.userId), 'ha')).code).toBe(0)
    await town.server.api('/user/blacklist/remove', list)
    expect((await lin.say(conversation, 'friends again')).code).toBe(0)
    expect(textsOf(await chen.messages(1))).toEqual(['friends again'])
  })

  it('is anything to a group while muted in it (22408), alone or with everybody', async () => {
    const [lin, chen] = await town.pair()
    const groupId = await town.group([lin.userId, chen.userId])
    const conversation = lin.conversation('group', groupId)
    await town.server.api('/group/user/gag/add', { groupId, userId: lin.userId, minute: 5 })
    expect((await lin.say(conversation, 'muted')).code).toBe(22408)
    await town.server.api('/group/user/gag/rollback', { groupId, userId: lin.userId })
    expect((await lin.say(conversation, 'one')).code).toBe(0)
    await town.server.api('/group/ban/add', { groupId })
    expect((await lin.say(conversation, 'all muted')).code).toBe(22408)
    await town.server.api('/group/user/ban/whitelist/add', { groupId, userId: lin.userId })
    expect((await lin.say(conversation, 'two')).code).toBe(0)
    expect(textsOf(await chen.messages(2))).toEqual(['one', 'two'])
  })

  it('is anything to a room while muted in it (23408)', async () => {
    const lin = await town.person(town.newId('lin'))
    const chatroomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(chatroomId, { count: -1 })
    await town.server.api('/chatroom/user/gag/add', { chatroomId, userId: lin.userId, minute: 5 })
    expect((await lin.say(lin.conversation('room', chatroomId), 'muted')).code).toBe(23408)
    await town.server.api('/chatroom/user/gag/rollback', { chatroomId, userId: lin.userId })
    expect((await lin.say(lin.conversation('room', chatroomId), 'free')).code).toBe(0)
  })

  it('is a word of the list: it is stopped with a notice (21501), or replaced (21502)', async () => {
    const [lin, chen] = await town.pair()
    await town.server.api('/sensitiveword/add', { word: 'gamble' })
    await town.server.api('/sensitiveword/add', { word: 'damn', replaceWord: '****' })
    const conversation = lin.conversation('private', chen.userId)
    const notice = lin.next('MESSAGE_BLOCKED')
    expect((await lin.say(conversation, 'come and Gamble')).code).toBe(21501)
    expect(await notice).toMatchObject({ targetId: chen.userId, blockType: 2 })
    expect((await lin.say(conversation, 'damn good')).code).toBe(21502)
    expect(textsOf(await chen.messages(1))).toEqual(['**** good'])
  })
})

describe('people the app keeps out', () => {
  const town = useServer()

  it('are signed out when blocked, and cannot come back until the block is lifted', async () => {
    const lin = await town.person(town.newId('lin'))
    const out = lin.next('DISCONNECT')
    await town.server.api('/user/block', { userId: lin.userId, minute: 5 })
    expect(await out).toBe(31011)
    expect((await lin.connect()).code).toBe(31009)
    await town.server.api('/user/unblock', { userId: lin.userId })
    expect((await lin.connect()).code).toBe(0)
  })

  it('cannot connect with a token that was made to expire (31020)', async () => {
    const userId = town.newId('lin')
    const token = await town.server.tokenFor(userId)
    await town.server.control('expire-token', { token })
    const lin = new SdkPerson(town.server, userId, { token })
    expect((await lin.connect()).code).toBe(31020)
    await lin.leave()
  })

  it('cannot enter a room they are banned from (23409), and are put out of it', async () => {
    const [lin, chen] = await town.pair()
    const chatroomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(chatroomId, { count: -1 })
    await chen.sdk.joinChatRoom(chatroomId, { count: -1 })
    const told = lin.next('CHATROOM', (event: object) => 'chatroomNotifyBlock' in event)
    const ban = { chatroomId, userId: lin.userId, minute: 5, needNotify: 'true' }
    await town.server.api('/chatroom/user/block/add', ban)
    await told
    expect((await lin.sdk.joinChatRoom(chatroomId, { count: -1 })).code).toBe(23409)
    const { data } = await chen.sdk.getChatRoomInfo(chatroomId, { count: 5, order: 1 })
    expect(data).toMatchObject({ userCount: 1 })
  })
})

describe('an app in white list mode', () => {
  const town = useServer({ IM_WHITELIST_MODE: '1' })

  it('lets only those on the receiver’s list send (407)', async () => {
    const [lin, chen] = await town.pair()
    expect((await lin.say(lin.conversation('private', chen.userId), 'hi')).code).toBe(407)
  })
})

describe('a client', () => {
  const town = useServer({ IM_MESSAGES_PER_SECOND: '5' })

  it('may send five messages in a second, not six (20604)', async () => {
    const [lin, chen] = await town.pair()
    const conversation = lin.conversation('private', chen.userId)
    const startedAt = performance.now()
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) => lin.say(conversation, `${index}`)),
    )
    const seconds = Math.floor((performance.now() - startedAt) / 1000) + 1
    const codes = results.map(({ code }) => code)
    const passed = codes.filter((code) => code === 0)
    expect(codes.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(passed.length).toBeLessThanOrEqual(5 * seconds)
    expect(new Set(codes)).toEqual(new Set([0, 20604]))
    expect(await chen.messages(passed.length)).toHaveLength(passed.length)
  })
})
