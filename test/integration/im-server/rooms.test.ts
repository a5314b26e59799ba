import type { IChatroomListenerData } from '@rongcloud/imlib-next'

import { decodeMessage } from '../../../scripts/im-server/protocol/messages'
import { textMessage, WireClient } from '../../../scripts/tools/wire-client'
import { APP_KEY } from '../helpers/im-server'
import type { SdkPerson } from '../helpers/sdk-person'
import { textsOf, useServer } from '../helpers/use-server'

/** `enum ChatroomUserChangeType`. */
const CAME = 1
const WENT = 0

const town = useServer()

describe('a chatroom', () => {
  it('shows its people each other’s messages, and nobody their own twice', async () => {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    for (const person of [lin, chen]) {
      expect((await person.sdk.joinChatRoom(roomId, { count: -1 })).code).toBe(0)
    }
    await lin.say(lin.conversation('room', roomId), 'hello')
    expect(textsOf(await chen.messages(1))).toEqual(['hello'])
    await chen.say(chen.conversation('room', roomId), 'hi')
    expect(textsOf(await lin.messages(1))).toEqual(['hi'])
    await lin.say(lin.conversation('room', roomId), 'bye')
    expect(textsOf(await chen.messages(2))).toEqual(['hello', 'bye'])
    expect(textsOf(lin.received())).toEqual(['hi'])
  })

  it('gives a newcomer the last messages they ask for', async () => {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    for (const text of ['1', '2', '3', '4']) await lin.say(lin.conversation('room', roomId), text)
    await chen.sdk.joinChatRoom(roomId, { count: 2 })
    expect(textsOf(await chen.messages(2))).toEqual(['3', '4'])
  })

  it('loses nothing that is said between somebody’s joining and their first pull', async () => {
    const roomId = town.newId('lobby')
    const device = async (userId: string): Promise<WireClient> => {
      const token = await town.server.tokenFor(userId)
      return WireClient.connect({ port: town.server.port, appKey: APP_KEY, token })
    }
    const [lin, chen] = await Promise.all([device(town.newId('lin')), device(town.newId('chen'))])
    await lin.query('joinChrm', roomId, { nothing: 0 })
    for (const text of ['1', '2', '3']) await lin.publish('chatMsg', roomId, textMessage(text))
    await chen.query('joinChrm', roomId, { nothing: 0 })
    await chen.publish('chatMsg', roomId, textMessage('my own'))
    await lin.publish('chatMsg', roomId, textMessage('4'))
    const pulled = async (count: number): Promise<string[]> => {
      const { body } = await chen.query('chrmPull', roomId, { syncTime: 0, count })
      const { list } = decodeMessage('ChrmDownStreamMessages', body)
      const messages = list.map((bytes) => decodeMessage('DownStreamMessage', bytes))
      return messages.map(({ content }) => (JSON.parse(content) as { content: string }).content)
    }
    expect(await pulled(-1)).toEqual(['4'])
    expect(await pulled(2)).toEqual(['2', '3', '4'])
    for (const client of [lin, chen]) client.close()
  })

  it('tells who is inside, and who comes and goes', async () => {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    const told = ({ userId }: SdkPerson, change: number) =>
      lin.next('CHATROOM', ({ userChange }: IChatroomListenerData) =>
        Boolean(userChange && (userChange.users[userId] as number | undefined) === change),
      )
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    const came = told(chen, CAME)
    await chen.sdk.joinChatRoom(roomId, { count: -1 })
    await came
    const { data } = await lin.sdk.getChatRoomInfo(roomId, { count: 10, order: 1 })
    expect(data).toMatchObject({
      userCount: 2,
      userInfos: [{ id: lin.userId }, { id: chen.userId }],
    })
    const went = told(chen, WENT)
    expect((await chen.sdk.quitChatRoom(roomId)).code).toBe(0)
    await went
    expect((await chen.say(chen.conversation('room', roomId), 'still?')).code).toBe(23406)
  })

  it('keeps a person through a cut socket, who then gets what was said meanwhile', async () => {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    await chen.sdk.joinChatRoom(roomId, { count: -1 })
    await lin.say(lin.conversation('room', roomId), 'before')
    await chen.messages(1)
    const rejoined = chen.next('CHATROOM', (event: object) => 'rejoinedRoom' in event)
    await town.server.control('kill-sockets', { userId: chen.userId })
    await lin.say(lin.conversation('room', roomId), 'meanwhile')
    await rejoined
    expect(textsOf(await chen.messages(2))).toEqual(['before', 'meanwhile'])
  })

  it('does not let in by "join existing" where there is no room', async () => {
    const lin = await town.person(town.newId('lin'))
    expect((await lin.sdk.joinExistChatRoom(town.newId('nowhere'), { count: 1 })).code).toBe(23410)
  })
})

describe('entries of a chatroom', () => {
  async function inRoom() {
    const [lin, chen] = await town.pair()
    const roomId = town.newId('lobby')
    await lin.enter(roomId)
    await chen.enter(roomId)
    return { lin, chen, roomId }
  }

  it('reach everybody in the room when set and when removed', async () => {
    const { lin, chen, roomId } = await inRoom()
    const updated = chen.next('CHATROOM', (event: object) => 'updatedEntries' in event)
    expect((await lin.sdk.setChatRoomEntry(roomId, { key: 'seat1', value: 'lin' })).code).toBe(0)
    expect(await updated).toMatchObject({
      updatedEntries: [{ key: 'seat1', value: 'lin', type: 1 }],
    })
    const removed = chen.next('CHATROOM', (event: object) => 'updatedEntries' in event)
    expect((await lin.sdk.removeChatRoomEntry(roomId, { key: 'seat1' })).code).toBe(0)
    expect(await removed).toMatchObject({
      updatedEntries: [{ key: 'seat1', type: 2 }],
    })
  })

  it('belong to who set them: others must force a change', async () => {
    const { lin, chen, roomId } = await inRoom()
    await lin.sdk.setChatRoomEntry(roomId, { key: 'seat1', value: 'lin' })
    const entry = { key: 'seat1', value: 'chen' }
    expect((await chen.sdk.setChatRoomEntry(roomId, entry)).code).toBe(23424)
    expect((await chen.sdk.forceSetChatRoomEntry(roomId, entry)).code).toBe(0)
    expect((await lin.sdk.removeChatRoomEntry(roomId, { key: 'nothing' })).code).toBe(23427)
  })

  it('go with their owner when they were set to', async () => {
    const { lin, chen, roomId } = await inRoom()
    const arrived = chen.next('CHATROOM', (event: object) => 'updatedEntries' in event)
    await lin.sdk.setChatRoomEntry(roomId, { key: 'mic', value: 'lin', isAutoDelete: true })
    await arrived
    const gone = chen.next('CHATROOM', (event: object) => 'updatedEntries' in event)
    await lin.sdk.quitChatRoom(roomId)
    expect(await gone).toMatchObject({ updatedEntries: [{ key: 'mic', type: 2 }] })
  })

  it('are 100 at most', async () => {
    const { lin, roomId } = await inRoom()
    for (let start = 0; start < 100; start += 10) {
      const entries = Array.from({ length: 10 }, (_, n) => ({ key: `k${start + n}`, value: 'v' }))
      expect((await lin.sdk.setChatRoomEntries(roomId, { entries })).code).toBe(0)
    }
    const { code } = await lin.sdk.setChatRoomEntry(roomId, { key: 'one-more', value: 'v' })
    expect(code).toBe(23423)
  })
})
