import type { IChatroomListenerData } from '@rongcloud/imlib-next'

import type { SdkPerson } from '../helpers/sdk-person'
import { ServerSdk } from '../helpers/server-sdk'
import { useServer } from '../helpers/use-server'

const town = useServer()
const api = new ServerSdk(() => town.server.address)

/** Two people in a new room, who have seen each other come. */
async function lobby(options: Record<string, string | number> = {}) {
  const [lin, chen] = await town.pair()
  const chatroomId = town.newId('lobby')
  await api.ok('/chatroom/create_new', { chatroomId, ...options })
  await lin.enter(chatroomId)
  const came = lin.next('CHATROOM', ({ userChange }: IChatroomListenerData) =>
    Boolean(userChange && chen.userId in userChange.users),
  )
  await chen.enter(chatroomId)
  await came
  return { lin, chen, chatroomId, here: lin.conversation('room', chatroomId) }
}

function roomEvent(person: SdkPerson, name: string): Promise<unknown> {
  return person.next('CHATROOM', (event: object) => name in event)
}

describe('a room', () => {
  it('tells the back end what it is and who is in it', async () => {
    const { lin, chen, chatroomId } = await lobby({ destroyType: 1, destroyTime: 120 })
    expect(await api.ok('/chatroom/get', { chatroomId })).toEqual({
      code: 200,
      chatroomId,
      createTime: expect.any(Number) as number,
      memberCount: 2,
      destroyType: 1,
      destroyTime: 120,
      ban: false,
    })
    const people = { chatroomId, count: 1, order: 2 }
    expect(await api.ok('/chatroom/user/query', people)).toMatchObject({
      total: 2,
      users: [{ id: chen.userId, time: expect.any(String) as string }],
    })
    const inside = { chatroomId, userId: lin.userId }
    expect(await api.ok('/chatroom/user/exist', inside)).toMatchObject({ isInChrm: true })
    const asked = { chatroomId, userId: [lin.userId, 'nobody'] }
    expect(await api.ok('/chatroom/users/exist', asked)).toMatchObject({
      result: [
        { userId: lin.userId, isInChrm: 1 },
        { userId: 'nobody', isInChrm: 0 },
      ],
    })
    expect(await api.ok('/chatroom/query', { chatroomId: [chatroomId, 'none'] })).toMatchObject({
      chatRooms: [{ chrmId: chatroomId }],
    })
  })

  it('is made by the older call, too', async () => {
    const chatroomId = town.newId('lobby')
    await api.ok('/chatroom/create', { chatroom: { [chatroomId]: 'The Lobby' } })
    expect(await api.ok('/chatroom/get', { chatroomId })).toMatchObject({ memberCount: 0 })
    await api.ok('/chatroom/destroy/set', { chatroomId, destroyType: 1, destroyTime: 60 })
    expect(await api.ok('/chatroom/get', { chatroomId })).toMatchObject({ destroyType: 1 })
  })

  it('sends everybody out when it is destroyed', async () => {
    const { lin, chen, chatroomId, here } = await lobby()
    const over = Promise.all([
      roomEvent(lin, 'chatroomDestroyed'),
      roomEvent(chen, 'chatroomDestroyed'),
    ])
    await api.ok('/chatroom/destroy', { chatroomId })
    await over
    expect((await lin.say(here, 'anybody?')).code).not.toBe(0)
    expect(await api.form('/chatroom/get', { chatroomId })).toMatchObject({ code: 1002 })
  })

  it('shows a mute to everybody, and the muted person gets 23408 until it is lifted', async () => {
    const { lin, chen, chatroomId, here } = await lobby()
    const notices = Promise.all([
      roomEvent(lin, 'chatroomNotifyBan'),
      roomEvent(chen, 'chatroomNotifyBan'),
    ])
    const who = { chatroomId, userId: chen.userId, needNotify: true, extra: 'spam' }
    await api.ok('/chatroom/user/gag/add', { ...who, minute: 5 })
    for (const notice of await notices) {
      expect(notice).toMatchObject({
        chatroomNotifyBan: {
          chatroomId,
          banType: 1,
          durationTime: 300_000,
          userIdList: [chen.userId],
          extra: 'spam',
        },
      })
    }
    expect((await chen.say(here, 'hm')).code).toBe(23408)
    expect(await api.ok('/chatroom/user/gag/list', { chatroomId })).toMatchObject({
      users: [{ userId: chen.userId }],
    })
    const lifted = roomEvent(chen, 'chatroomNotifyBan')
    await api.ok('/chatroom/user/gag/rollback', who)
    expect(await lifted).toMatchObject({ chatroomNotifyBan: { banType: 0 } })
    expect((await chen.say(here, 'hm')).code).toBe(0)
  })

  it('says nothing of a mute unless it is asked to', async () => {
    const { lin, chen, chatroomId } = await lobby()
    await api.ok('/chatroom/user/gag/add', { chatroomId, userId: chen.userId, minute: 5 })
    const next = roomEvent(lin, 'chatroomNotifyBan')
    await api.ok('/chatroom/ban/add', { chatroomId, needNotify: true })
    expect(await next).toMatchObject({ chatroomNotifyBan: { banType: 3 } })
  })

  it('sends a banned person out, tells the others, and keeps the person out', async () => {
    const { lin, chen, chatroomId, here } = await lobby()
    const told = roomEvent(lin, 'chatroomNotifyBlock')
    const out = roomEvent(chen, 'chatroomNotifyBlock')
    const left = roomEvent(lin, 'userChange')
    const who = { chatroomId, userId: chen.userId, needNotify: true }
    await api.ok('/chatroom/user/block/add', { ...who, minute: 30 })
    for (const notice of [await told, await out]) {
      expect(notice).toMatchObject({
        chatroomNotifyBlock: { chatroomId, operateType: 1, userIdList: [chen.userId] },
      })
    }
    await left
    expect((await chen.say(here, 'let me in')).code).toBe(23406)
    expect((await chen.sdk.joinChatRoom(chatroomId, { count: -1 })).code).toBe(23409)
    expect(await api.ok('/chatroom/user/block/list', { chatroomId })).toMatchObject({
      users: [{ userId: chen.userId }],
    })
    await api.ok('/chatroom/user/block/rollback', who)
    expect((await chen.sdk.joinChatRoom(chatroomId, { count: -1 })).code).toBe(0)
  })

  it('muted as a whole hears only people who are exempt', async () => {
    const { lin, chen, chatroomId, here } = await lobby()
    const muted = roomEvent(lin, 'chatroomNotifyBan')
    await api.ok('/chatroom/ban/add', { chatroomId, needNotify: 1 })
    expect(await muted).toMatchObject({ chatroomNotifyBan: { banType: 3 } })
    const exempt = roomEvent(lin, 'chatroomNotifyBan')
    const host = { chatroomId, userId: lin.userId, needNotify: 1 }
    await api.ok('/chatroom/user/ban/whitelist/add', host)
    expect(await exempt).toMatchObject({ chatroomNotifyBan: { banType: 5 } })
    expect((await lin.say(here, 'notice')).code).toBe(0)
    expect((await chen.say(here, 'hm')).code).toBe(23408)
    expect(await api.ok('/chatroom/ban/check', { chatroomId })).toMatchObject({ status: 1 })
    const { chatroomIds } = await api.ok<{ chatroomIds: string[] }>('/chatroom/ban/query')
    expect(chatroomIds).toContain(chatroomId)
    expect(await api.ok('/chatroom/user/ban/whitelist/query', { chatroomId })).toMatchObject({
      userIds: [lin.userId],
    })
    await api.ok('/chatroom/user/ban/whitelist/rollback', host)
    expect((await lin.say(here, 'hm')).code).toBe(23408)
    await api.ok('/chatroom/ban/rollback', { chatroomId })
    expect((await chen.say(here, 'at last')).code).toBe(0)
  })

  it('hears nothing from a person who is mute in every room', async () => {
    const { lin, chen, here } = await lobby()
    const told = roomEvent(lin, 'chatroomNotifyBan')
    const who = { userId: chen.userId, needNotify: true }
    await api.ok('/chatroom/user/ban/add', { ...who, minute: 5 })
    expect(await told).toMatchObject({ chatroomNotifyBan: { banType: 7 } })
    expect((await chen.say(here, 'hm')).code).toBe(23408)
    const { users } = await api.ok<{ users: object[] }>('/chatroom/user/ban/query')
    expect(users).toContainEqual({ userId: chen.userId, time: expect.any(String) as string })
    await api.ok('/chatroom/user/ban/remove', who)
    expect((await chen.say(here, 'hm')).code).toBe(0)
  })

  it('keeps a list of protected people', async () => {
    const { lin, chatroomId } = await lobby()
    const who = { chatroomId, userId: lin.userId }
    await api.ok('/chatroom/user/whitelist/add', who)
    expect(await api.ok('/chatroom/user/whitelist/query', { chatroomId })).toMatchObject({
      users: [lin.userId],
    })
    await api.ok('/chatroom/user/whitelist/remove', who)
    expect(await api.ok('/chatroom/user/whitelist/query', { chatroomId })).toMatchObject({
      users: [],
    })
  })
})

describe('entries set by the back end', () => {
  it('reach everybody inside, over what a client has set', async () => {
    const { lin, chen, chatroomId } = await lobby()
    const mine = roomEvent(lin, 'updatedEntries')
    await chen.sdk.setChatRoomEntry(chatroomId, { key: 'notice', value: 'by chen' })
    await mine
    const updated = roomEvent(lin, 'updatedEntries')
    const entry = { chatroomId, userId: 'system', key: 'notice' }
    await api.ok('/chatroom/entry/set', { ...entry, value: '公告 📌', autoDelete: 0 })
    expect(await updated).toMatchObject({
      updatedEntries: [{ key: 'notice', value: '公告 📌', type: 1 }],
    })
    expect(await api.ok('/chatroom/entry/query', { chatroomId, keys: 'notice' })).toMatchObject({
      keys: [
        {
          key: 'notice',
          value: '公告 📌',
          userID: 'system',
          autoDelete: '0',
          lastSetTime: expect.stringMatching(/^\d{13}$/) as string,
        },
      ],
    })
    const removed = roomEvent(lin, 'updatedEntries')
    await api.ok('/chatroom/entry/remove', entry)
    expect(await removed).toMatchObject({ updatedEntries: [{ key: 'notice', type: 2 }] })
  })

  it('come with a message where the call gives one', async () => {
    const { lin, chatroomId } = await lobby()
    const entry = { chatroomId, userId: 'system', key: 'quiz', value: '1' }
    const content = JSON.stringify({ key: 'quiz', value: '1', type: 1 })
    await api.ok('/chatroom/entry/set', { ...entry, objectName: 'RC:chrmKVNotiMsg', content })
    const [message] = await lin.messages(1)
    expect(message).toMatchObject({ messageType: 'RC:chrmKVNotiMsg', senderUserId: 'system' })
  })

  it('come many at a time, and with a new room', async () => {
    const entryInfo = JSON.stringify({ seat1: 'lin', seat2: 'chen' })
    const { lin, chatroomId } = await lobby({ entryOwnerId: 'system', entryInfo })
    expect((await lin.sdk.getAllChatRoomEntries(chatroomId)).data).toEqual({
      seat1: 'lin',
      seat2: 'chen',
    })
    const updated = roomEvent(lin, 'updatedEntries')
    const more = { chatroomId, entryOwnerId: 'system', autoDelete: 1 }
    await api.ok('/chatroom/entry/batch/set', { ...more, entryInfo: '{"seat3":"su"}' })
    expect(await updated).toMatchObject({ updatedEntries: [{ key: 'seat3', value: 'su' }] })
  })

  it('are refused with a key that is no key, a value that is too long, or text that is no JSON', async () => {
    const chatroomId = town.newId('lobby')
    await api.ok('/chatroom/create_new', { chatroomId })
    const entry = { chatroomId, userId: 'system', value: 'v' }
    const set = (fields: object) => api.form('/chatroom/entry/set', { ...entry, ...fields })
    expect(await set({ key: 'no spaces' })).toMatchObject({ code: 1002 })
    expect(await set({ key: 'k'.repeat(129) })).toMatchObject({ code: 1005 })
    expect(await set({ key: 'k', value: 'v'.repeat(4097) })).toMatchObject({ code: 1005 })
    const batch = { chatroomId, entryOwnerId: 'system', entryInfo: '[' }
    expect(await api.form('/chatroom/entry/batch/set', batch)).toMatchObject({ code: 1002 })
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`k${n}`, 'v']))
    const full = { ...batch, entryInfo: JSON.stringify(many) }
    expect(await api.form('/chatroom/entry/batch/set', full)).toMatchObject({ code: 1502 })
    expect(await api.ok('/chatroom/entry/query', { chatroomId })).toMatchObject({ keys: [] })
  })
})

describe('what holds for all rooms', () => {
  it('is which message types are protected and which go first', async () => {
    await api.ok('/chatroom/whitelist/add', { objectnames: ['app:notice', 'app:quiz'] })
    await api.ok('/chatroom/whitelist/delete', { objectnames: 'app:quiz' })
    expect(await api.ok('/chatroom/whitelist/query')).toMatchObject({
      whitlistMsgType: ['app:notice'],
    })
    await api.ok('/chatroom/message/priority/add', { objectName: ['app:like', 'app:gift'] })
    await api.ok('/chatroom/message/priority/remove', { objectName: 'app:gift' })
    expect(await api.ok('/chatroom/message/priority/query')).toMatchObject({
      objectNames: ['app:like'],
    })
  })

  it('is that five are kept alive at most', async () => {
    const ids = Array.from({ length: 6 }, () => town.newId('kept'))
    for (const chatroomId of ids) await api.ok('/chatroom/create_new', { chatroomId })
    for (const chatroomId of ids.slice(0, 5))
      await api.ok('/chatroom/keepalive/add', { chatroomId })
    const sixth = { chatroomId: ids[5] }
    expect(await api.form('/chatroom/keepalive/add', sixth)).toMatchObject({ code: 1016 })
    expect(await api.form('/chatroom/keepalive/remove', sixth)).toMatchObject({ code: 1015 })
    await api.ok('/chatroom/keepalive/remove', { chatroomId: ids[0] })
    expect(await api.ok('/chatroom/keepalive/query')).toMatchObject({
      chatroomIds: ids.slice(1, 5),
    })
  })
})
