import { inflateRawSync } from 'node:zlib'

import type { SdkMessage } from '../helpers/sdk-person'
import { ServerSdk } from '../helpers/server-sdk'
import { textsOf, useServer } from '../helpers/use-server'

const town = useServer({ IM_API_CALLS_PER_SECOND: '0' })
const api = new ServerSdk(() => town.server.address)

const text = (content: string) => ({
  objectName: 'RC:TxtMsg',
  content: JSON.stringify({ content }),
})

type Uids = { messageUIDs: { messageUID: string; [target: string]: string }[] }
const isRecall = (message: SdkMessage): boolean => message.messageType === 'RC:RcCmd'

describe('messages sent by the back end', () => {
  it('arrive in private chats as from the person they are sent for', async () => {
    const [lin, chen] = await town.pair()
    const { messageUIDs } = await api.ok<Uids>('/message/private/publish', {
      ...text('你好 👋'),
      fromUserId: 'system',
      toUserId: [lin.userId, chen.userId],
      pushContent: '',
      pushData: '',
      count: 0,
      verifyBlacklist: 0,
      isPersisted: 1,
      isIncludeSender: 0,
      contentAvailable: 0,
      expansion: true,
      extraContent: '{"kind":"welcome"}',
      disablePush: false,
    })
    expect(messageUIDs.map(({ userId }) => userId)).toEqual([lin.userId, chen.userId])
    const [message] = await lin.messages(1)
    expect(message).toMatchObject({
      senderUserId: 'system',
      targetId: 'system',
      messageUId: messageUIDs[0].messageUID,
      content: { content: '你好 👋' },
      expansion: { kind: 'welcome' },
    })
    expect(textsOf(await chen.messages(1))).toEqual(['你好 👋'])
  })

  it('show on the sender’s own devices only when asked to', async () => {
    const [lin, chen] = await town.pair()
    const from = { fromUserId: lin.userId, toUserId: chen.userId }
    await api.ok('/message/private/publish', { ...text('hidden'), ...from })
    await api.ok('/message/private/publish', { ...text('shown'), ...from, isIncludeSender: 1 })
    expect(textsOf(await chen.messages(2))).toEqual(['hidden', 'shown'])
    expect(textsOf(await lin.messages(1))).toEqual(['shown'])
  })

  it('do not reach a person who has the sender on the black list, where the call asks for that', async () => {
    const lin = await town.person(town.newId('lin'))
    await api.ok('/user/blacklist/add', { userId: lin.userId, blackUserId: 'zhao' })
    const from = { fromUserId: 'zhao', toUserId: lin.userId }
    const checked = { ...text('no'), ...from, verifyBlacklist: 1 }
    expect(await api.ok('/message/private/publish', checked)).toMatchObject({ messageUIDs: [] })
    await api.ok('/message/private/publish', { ...text('yes'), ...from })
    expect(textsOf(await lin.messages(1))).toEqual(['yes'])
  })

  it('reach the members of a group, or those they are directed at', async () => {
    const [lin, chen] = await town.pair()
    const toGroupId = await town.group([lin.userId, chen.userId])
    const from = { fromUserId: 'system', toGroupId }
    const mention = JSON.stringify({
      content: '@all',
      mentionedInfo: { type: 1, userIdList: [], mentionedContent: '' },
    })
    await api.ok('/message/group/publish', {
      ...text('all'),
      ...from,
      content: mention,
      isMentioned: 1,
    })
    await api.ok('/message/group/publish', { ...text('lin'), ...from, toUserId: [lin.userId] })
    await api.ok('/message/group/publish', { ...text('end'), ...from })
    const [first] = await lin.messages(3)
    expect(first).toMatchObject({ targetId: toGroupId, isMentioned: true })
    expect(textsOf(lin.received())).toEqual(['@all', 'lin', 'end'])
    expect(textsOf(await chen.messages(2))).toEqual(['@all', 'end'])
    const nowhere = { ...text('?'), fromUserId: 'system', toGroupId: 'no-group' }
    expect(await api.form('/message/group/publish', nowhere)).toMatchObject({ code: 1002 })
  })

  it('reach the people in rooms, and every room with a broadcast', async () => {
    const lin = await town.person(town.newId('lin'))
    const rooms = [town.newId('lobby'), town.newId('lobby')]
    for (const room of rooms) await lin.sdk.joinChatRoom(room, { count: -1 })
    const from = { fromUserId: 'system', isPersisted: 1, isIncludeSender: 0 }
    const sent = { ...text('公告'), ...from, toChatroomId: rooms }
    const { messageUIDs } = await api.ok<Uids>('/message/chatroom/publish', sent)
    expect(messageUIDs.map(({ chatroomId }) => chatroomId)).toEqual(rooms)
    expect((await lin.messages(2)).map(({ targetId }) => targetId).sort()).toEqual(rooms.sort())
    await api.ok('/message/chatroom/broadcast', { ...text('to all rooms'), fromUserId: 'system' })
    expect(textsOf(await lin.messages(4)).filter((words) => words === 'to all rooms')).toHaveLength(
      2,
    )
  })

  it('come as system messages: to some, to all, and to whoever is online', async () => {
    const lin = await town.person(town.newId('lin'))
    const notice = { fromUserId: 'system', toUserId: lin.userId }
    await api.ok('/message/system/publish', { ...text('for you'), ...notice })
    await api.ok('/message/broadcast', { ...text('for all'), fromUserId: 'system' })
    const online = { ...text('for now'), fromUserId: 'system' }
    const messages = await lin.messages(2)
    expect(messages.map(({ conversationType }) => conversationType)).toEqual([6, 6])
    expect(textsOf(messages)).toEqual(['for you', 'for all'])
    await api.ok('/message/online/broadcast', online)
    expect(textsOf(await lin.messages(3)).at(-1)).toBe('for now')
  })

  it('are refused over 128 KB, and to more targets than a call may have', async () => {
    const large = { ...text('x'.repeat(131_073)), fromUserId: 'system', toUserId: 'lin' }
    expect(await api.form('/message/private/publish', large)).toMatchObject({ code: 1005 })
    const many = (count: number) => Array.from({ length: count }, (_, n) => `target-${n}`)
    const system = { ...text('hi'), fromUserId: 'system', toUserId: many(101) }
    expect(await api.form('/message/system/publish', system)).toMatchObject({ code: 1002 })
    const rooms = { ...text('hi'), fromUserId: 'system', toChatroomId: many(11) }
    expect(await api.form('/message/chatroom/publish', rooms)).toMatchObject({ code: 1002 })
    const broken = { ...text('hi'), fromUserId: 'system', toUserId: 'lin', extraContent: 'kind' }
    expect(await api.form('/message/private/publish', broken)).toMatchObject({ code: 1002 })
  })
})

describe('a message recalled by the back end', () => {
  it('disappears for its reader and from history', async () => {
    const [lin, chen] = await town.pair()
    const toChen = lin.conversation('private', chen.userId)
    const { data } = await lin.say(toChen, 'oops')
    await chen.messages(1)
    const recall = {
      fromUserId: lin.userId,
      conversationType: 1,
      targetId: chen.userId,
      messageUID: data!.messageUId,
      sentTime: data!.sentTime,
      isAdmin: 1,
      isDelete: 0,
      disablePush: false,
    }
    await api.ok('/message/recall', recall)
    const [command] = await chen.messages(1, isRecall)
    expect(command).toMatchObject({ content: { messageUId: data!.messageUId, isAdmin: true } })
    const history = await chen.sdk.getHistoryMessages(chen.conversation('private', lin.userId))
    expect(history.data!.list.map(({ messageType }) => messageType)).not.toContain('RC:TxtMsg')
    expect(await api.form('/message/recall', recall)).toMatchObject({ code: 1002 })
  })

  it('disappears for its author, too, when a moderator takes it out of a group', async () => {
    const [lin, chen] = await town.pair()
    const groupId = await town.group([lin.userId, chen.userId])
    const { data } = await lin.say(lin.conversation('group', groupId), 'rude')
    await chen.messages(1)
    await api.ok('/message/recall', {
      fromUserId: 'moderator',
      conversationType: 3,
      targetId: groupId,
      messageUID: data!.messageUId,
      sentTime: data!.sentTime,
      isAdmin: 1,
    })
    for (const person of [lin, chen]) {
      const [command] = await person.messages(1, isRecall)
      expect(command).toMatchObject({
        targetId: groupId,
        senderUserId: 'moderator',
        content: { messageUId: data!.messageUId },
      })
    }
  })

  it('is left alone when the call names another conversation', async () => {
    const [lin, chen] = await town.pair()
    const { data } = await lin.say(lin.conversation('private', chen.userId), 'mine')
    const recall = { fromUserId: 'wang', conversationType: 1, targetId: chen.userId }
    const named = { ...recall, messageUID: data!.messageUId, sentTime: data!.sentTime }
    expect(await api.form('/message/recall', named)).toMatchObject({ code: 1002 })
    const ofKind = { ...named, conversationType: 10 }
    expect(await api.form('/message/recall', ofKind)).toMatchObject({ code: 1501 })
  })
})

describe('history as the back end reads it', () => {
  it('has the messages of private chats, groups and rooms between two times, in that order', async () => {
    const [lin, chen] = await town.pair()
    const groupId = await town.group([lin.userId, chen.userId])
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    const places = [
      ['private', chen.userId],
      ['group', groupId],
      ['room', roomId],
    ] as const
    for (const [kind, target] of places) {
      const times: number[] = []
      for (const words of ['1', '2', '3']) {
        times.push((await lin.say(lin.conversation(kind, target), words)).data!.sentTime)
      }
      const path = `/v3/message/${kind === 'room' ? 'chatroom' : kind}/query`
      const query = { userId: lin.userId, targetId: target }
      const forward = { ...query, startTime: times[0], endTime: times[2], includeStart: true }
      const { data } = await api.json(path, forward)
      expect(data).toMatchObject([
        {
          targetId: target,
          fromUserId: lin.userId,
          messageUID: expect.any(String) as string,
          msgTime: times[0],
          objectName: 'RC:TxtMsg',
          content: expect.stringContaining('"content":"1"') as string,
        },
        { msgTime: times[1] },
        { msgTime: times[2] },
      ])
      const backward = { ...query, startTime: times[2], endTime: times[0], pageSize: 1 }
      expect((await api.json(path, backward)).data).toMatchObject([{ msgTime: times[1] }])
    }
  })

  it('is cleared for one person, and stays for the other', async () => {
    const [lin, chen] = await town.pair()
    await lin.say(lin.conversation('private', chen.userId), 'hello')
    await chen.messages(1)
    const clean = { conversationType: 1, fromUserId: lin.userId, targetId: chen.userId }
    await api.ok('/conversation/message/history/clean', clean)
    const own = await lin.sdk.getHistoryMessages(lin.conversation('private', chen.userId))
    expect(own.data!.list).toEqual([])
    const others = await chen.sdk.getHistoryMessages(chen.conversation('private', lin.userId))
    expect(textsOf(others.data!.list)).toEqual(['hello'])
  })
})

describe('the archive of an hour', () => {
  /** The one file of a ZIP archive, read by its central directory. */
  function unzipped(zip: Buffer): { name: string; text: string } {
    const end = zip.length - 22
    const central = zip.readUInt32LE(end + 16)
    const local = zip.readUInt32LE(central + 42)
    const nameLength = zip.readUInt16LE(local + 26)
    const start = local + 30 + nameLength
    const data = zip.subarray(start, start + zip.readUInt32LE(central + 20))
    const name = zip.toString('utf8', local + 30, local + 30 + nameLength)
    return { name, text: inflateRawSync(data).toString() }
  }

  const hourOf = (time: number): string =>
    new Date(time + 8 * 3600_000).toISOString().slice(0, 13).replace(/[-T]/g, '')

  it('has every message of it, until it is deleted; without its signature it is nobody’s', async () => {
    const [lin, chen] = await town.pair()
    const { data } = await lin.say(lin.conversation('private', chen.userId), '存档 🗄')
    const date = hourOf(data!.sentTime)
    const { url } = await api.ok<{ url: string }>('/message/history', { date })
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('application/zip')
    const { name, text: log } = unzipped(Buffer.from(await response.arrayBuffer()))
    expect(name).toBe(date)
    const line = log.split('\n').find((words) => words.includes(data!.messageUId)) ?? ''
    expect(line).toMatch(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \{/)
    expect(JSON.parse(line.slice(20))).toMatchObject({
      fromUserId: lin.userId,
      targetId: chen.userId,
      targetType: 1,
      classname: 'RC:TxtMsg',
      content: { content: '存档 🗄' },
    })
    expect((await fetch(url.replace(/sign=.*/, 'sign=guess'))).status).toBe(401)
    await api.ok('/message/history/delete', { date })
    expect(await api.ok('/message/history', { date })).toMatchObject({ url: '' })
    expect((await fetch(url)).status).toBe(404)
  })

  it('is empty where nothing was said, and needs an hour', async () => {
    expect(await api.ok('/message/history', { date: '2014010101' })).toMatchObject({ url: '' })
    for (const date of ['20140101', '2014010199', 'yesterday!']) {
      expect(await api.form('/message/history', { date })).toMatchObject({ code: 1002 })
    }
  })
})

describe('sensitive words', () => {
  it('stop a message, or are replaced in it, from the moment they are set', async () => {
    const [lin, chen] = await town.pair()
    const toChen = lin.conversation('private', chen.userId)
    await api.ok('/sensitiveword/add', { word: 'gamble' })
    await api.ok('/sensitiveword/add', { word: 'darn', replaceWord: '***' })
    const words = JSON.stringify([{ word: 'cheat' }, { word: 'heck', replaceWord: 'oh' }])
    await api.ok('/sensitiveword/batch/add', { words })
    expect((await lin.say(toChen, 'let us GAMBLE')).code).toBe(21501)
    await lin.say(toChen, 'darn it')
    expect(textsOf(await chen.messages(1))).toEqual(['*** it'])
    expect(await api.ok('/sensitiveword/list', { type: 2 })).toMatchObject({
      words: [
        { type: '0', word: 'gamble' },
        { type: '1', word: 'darn', replaceWord: '***' },
        { type: '0', word: 'cheat' },
        { type: '1', word: 'heck', replaceWord: 'oh' },
      ],
    })
    await api.ok('/sensitiveword/delete', { word: 'gamble' })
    await api.ok('/sensitiveword/batch/delete', { words: ['darn', 'cheat', 'heck'] })
    expect((await lin.say(toChen, 'no more gamble')).code).toBe(0)
    expect(await api.ok('/sensitiveword/list', { type: 2 })).toMatchObject({ words: [] })
  })

  it('are refused when they are too long, too many, or no list', async () => {
    expect(await api.form('/sensitiveword/add', { word: 'x'.repeat(33) })).toMatchObject({
      code: 1005,
    })
    const batch = (words: unknown) =>
      api.form('/sensitiveword/batch/add', { words: JSON.stringify(words) })
    const many = Array.from({ length: 51 }, (_, n) => ({ word: `word${n}` }))
    expect(await batch(many)).toMatchObject({ code: 1502 })
    expect(await batch([{ replaceWord: 'x' }])).toMatchObject({ code: 1002 })
    expect(await batch('x')).toMatchObject({ code: 1002 })
    await batch(many.slice(0, 50))
    expect(await api.form('/sensitiveword/add', { word: 'one more' })).toMatchObject({ code: 1019 })
    expect(await api.form('/sensitiveword/add', { word: 'word1' })).toMatchObject({ code: 200 })
  })
})
