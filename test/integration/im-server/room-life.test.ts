import { textsOf, useServer } from '../helpers/use-server'

describe('a chatroom over time', () => {
  const town = useServer()

  it('pages its history both ways', async () => {
    const lin = await town.person(town.newId('lin'))
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    const texts = ['1', '2', '3', '4', '5']
    for (const text of texts) await lin.say(lin.conversation('room', roomId), text)
    const back = await lin.sdk.getChatroomHistoryMessages(roomId, { count: 3, order: 0 })
    expect(textsOf(back.data!.list).sort()).toEqual(['3', '4', '5'])
    expect(back.data!.hasMore).toBe(true)
    const forward = await lin.sdk.getChatroomHistoryMessages(roomId, { count: 5, order: 1 })
    expect(textsOf(forward.data!.list)).toEqual(texts)
    const stranger = await town.person(town.newId('su'))
    expect((await stranger.sdk.getChatroomHistoryMessages(roomId, { count: 3 })).code).toBe(23406)
  })

  it('takes a message back for everybody inside', async () => {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    await chen.sdk.joinChatRoom(roomId, { count: -1 })
    const { data } = await lin.say(lin.conversation('room', roomId), 'oops')
    await chen.messages(1)
    const options = { messageUId: data!.messageUId, sentTime: data!.sentTime }
    const { code } = await lin.sdk.recallMessage(lin.conversation('room', roomId), options)
    expect(code).toBe(0)
    const [, recall] = await chen.messages(2)
    expect(recall).toMatchObject({
      messageType: 'RC:RcCmd',
      content: { messageUId: options.messageUId },
    })
  })

  it('tells its people when it is destroyed', async () => {
    const lin = await town.person(town.newId('lin'))
    const chatroomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(chatroomId, { count: -1 })
    const told = lin.next('CHATROOM', (event: object) => 'chatroomDestroyed' in event)
    await town.server.api('/chatroom/destroy', { chatroomId })
    expect(await told).toMatchObject({ chatroomDestroyed: chatroomId })
    expect((await lin.sdk.joinExistChatRoom(chatroomId, { count: 1 })).code).toBe(23410)
  })

  it('sets several entries at once, and says so when some cannot be', async () => {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    await lin.enter(roomId)
    await chen.enter(roomId)
    await lin.sdk.setChatRoomEntry(roomId, { key: 'seat1', value: 'lin' })
    const updated = lin.next('CHATROOM', (event: { updatedEntries?: { key: string }[] }) =>
      Boolean(event.updatedEntries?.some(({ key }) => key === 'seat2')),
    )
    const entries = [
      { key: 'seat1', value: 'chen' },
      { key: 'seat2', value: 'chen' },
    ]
    expect((await chen.sdk.setChatRoomEntries(roomId, { entries })).code).toBe(23428)
    await updated
    expect((await lin.sdk.getAllChatRoomEntries(roomId)).data).toEqual({
      seat1: 'lin',
      seat2: 'chen',
    })
    const forced = await chen.sdk.setChatRoomEntries(roomId, { entries, isForce: true })
    expect(forced.code).toBe(0)
  })

  it('posts a note with an entry when asked to', async () => {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    await chen.sdk.joinChatRoom(roomId, { count: -1 })
    const entry = { key: 'notice', value: 'hi', isSendNotification: true, notificationExtra: 'x' }
    expect((await lin.sdk.setChatRoomEntry(roomId, entry)).code).toBe(0)
    const [note] = await chen.messages(1)
    expect(note).toMatchObject({
      messageType: 'RC:chrmKVNotiMsg',
      content: { key: 'notice', value: 'hi', extra: 'x', type: 1 },
    })
  })
})

describe('a server with a short patience for lost people', () => {
  const town = useServer({ IM_ROOM_GRACE_MS: '1' })

  it('puts people out whose connection is gone, a host excepted', async () => {
    const [lin, chen] = await town.pair()
    const host = await town.person(town.newId('host'))
    const roomId = town.newId('lobby')
    for (const person of [lin, chen, host]) await person.sdk.joinChatRoom(roomId, { count: -1 })
    const protectedHost = { chatroomId: roomId, userId: host.userId }
    expect((await town.server.api('/chatroom/user/whitelist/add', protectedHost)).code).toBe(200)
    await host.leave()
    await chen.leave()
    await untilInside(roomId, 2)
    const { data } = await lin.sdk.getChatRoomInfo(roomId, { count: 5, order: 1 })
    expect(data!.userInfos.map(({ id }) => id)).toEqual([lin.userId, host.userId])
  })

  async function untilInside(roomId: string, count: number): Promise<void> {
    for (;;) {
      const { memberCount } = await town.server.api('/chatroom/get', { chatroomId: roomId })
      if (memberCount === count) return
    }
  }
})

describe('a server with a short patience for quiet rooms', () => {
  const town = useServer({ IM_ROOM_IDLE_MS: '300' })

  it('ends a room nobody speaks in, and tells the people who sit there', async () => {
    const lin = await town.person(town.newId('lin'))
    const roomId = town.newId('lobby')
    const told = lin.next('CHATROOM', (event: object) => 'chatroomDestroyed' in event)
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    expect(await told).toMatchObject({ chatroomDestroyed: roomId })
    expect((await lin.sdk.joinExistChatRoom(roomId, { count: 1 })).code).toBe(23410)
  })
})

describe('a server that makes no rooms on joining', () => {
  const town = useServer({ IM_STRICT_ROOMS: '1' })

  it('lets people into made rooms alone', async () => {
    const lin = await town.person(town.newId('lin'))
    const chatroomId = town.newId('lobby')
    expect((await lin.sdk.joinChatRoom(chatroomId, { count: -1 })).code).toBe(23410)
    await town.server.api('/chatroom/create_new', { chatroomId })
    expect((await lin.sdk.joinChatRoom(chatroomId, { count: -1 })).code).toBe(0)
  })
})
