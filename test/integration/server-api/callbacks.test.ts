import { createHash } from 'node:crypto'

import { encodeUp } from '../../../scripts/im-server/protocol/frame-codec'
import { WireClient } from '../../../scripts/tools/wire-client'
import { CallbackReceiver, type Received } from '../helpers/callback-receiver'
import { APP_KEY, APP_SECRET, ImServer } from '../helpers/im-server'
import { SdkPerson } from '../helpers/sdk-person'
import { ServerSdk } from '../helpers/server-sdk'
import { textsOf } from '../helpers/use-server'

let backEnd: CallbackReceiver
let server: ImServer
const people: SdkPerson[] = []
const api = new ServerSdk(() => server.address)

beforeAll(async () => {
  backEnd = await CallbackReceiver.start()
  server = await ImServer.start({
    IM_CALLBACK_MESSAGES: backEnd.address('/messages?shop=1'),
    IM_CALLBACK_PRECHECK: backEnd.address('/precheck'),
    IM_CALLBACK_PRESENCE: backEnd.address('/presence'),
    IM_CALLBACK_ROOMS: backEnd.address('/rooms'),
    IM_ROOM_GRACE_MS: '0',
  })
})

afterEach(async () => {
  backEnd.answers.clear()
  await Promise.all(people.splice(0).map((person) => person.leave()))
})

afterAll(async () => {
  await server.stop()
  await backEnd.stop()
})

let count = 0
const newId = (name: string): string => `${name}-${++count}`

async function person(name: string): Promise<SdkPerson> {
  const someone = await SdkPerson.connected(server, newId(name))
  people.push(someone)
  return someone
}

function form({ body }: Received): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body))
}

/** A callback about this message or room, by any text in its body. */
const about = (words: string) => (callback: Received) =>
  decodeURIComponent(callback.body.replaceAll('+', ' ')).includes(words)

function expectSigned({ query }: Received): void {
  const nonce = query.get('nonce') ?? ''
  const timestamp = query.get('timestamp') ?? ''
  const signature = createHash('sha1')
    .update(APP_SECRET + nonce + timestamp)
    .digest('hex')
  expect(nonce).not.toBe('')
  expect(Object.fromEntries(query)).toMatchObject({
    appKey: APP_KEY,
    signTimestamp: timestamp,
    signature,
  })
}

describe('the back end', () => {
  it('is told of a message somebody sends, signed', async () => {
    const [lin, chen] = await Promise.all([person('lin'), person('chen')])
    const { data } = await lin.say(lin.conversation('private', chen.userId), '路由 me & you')
    const routed = await backEnd.first('/messages', about(data!.messageUId))
    expectSigned(routed)
    expect(routed.query.get('shop')).toBe('1')
    expect(routed.contentType).toContain('application/x-www-form-urlencoded')
    expect(form(routed)).toMatchObject({
      fromUserId: lin.userId,
      toUserId: chen.userId,
      objectName: 'RC:TxtMsg',
      channelType: 'PERSON',
      msgTimestamp: String(data!.sentTime),
      msgUID: data!.messageUId,
      source: 'MiniProgram',
    })
    expect(JSON.parse(form(routed)['content'])).toMatchObject({ content: '路由 me & you' })
  })

  it('is told of what it sends itself, and of recalls', async () => {
    const lin = await person('lin')
    const { messageUIDs } = await api.ok<{ messageUIDs: { messageUID: string }[] }>(
      '/message/system/publish',
      { fromUserId: 'system', toUserId: lin.userId, objectName: 'RC:TxtMsg', content: '{}' },
    )
    const uid = messageUIDs[0].messageUID
    expect(form(await backEnd.first('/messages', about(uid)))).toMatchObject({ source: 'Server' })
    await api.ok('/message/recall', {
      fromUserId: 'system',
      conversationType: 6,
      targetId: lin.userId,
      messageUID: uid,
      sentTime: 1,
    })
    const recall = await backEnd.first('/messages', about(`originalMsgUID=${uid}`))
    expect(form(recall)).toMatchObject({ objectName: 'RC:RcCmd', originalMsgUID: uid })
  })

  it('is asked before a message is delivered, and may let it pass', async () => {
    const [lin, chen] = await Promise.all([person('lin'), person('chen')])
    const words = newId('please')
    backEnd.answers.set('/precheck', { json: { pass: 1 } })
    expect((await lin.say(lin.conversation('private', chen.userId), words)).code).toBe(0)
    expect(textsOf(await chen.messages(1))).toEqual([words])
    const asked = await backEnd.first('/precheck', about(words))
    expectSigned(asked)
    expect(form(asked)).toMatchObject({
      appKey: APP_KEY,
      fromUserId: lin.userId,
      targetId: chen.userId,
      msgType: 'RC:TxtMsg',
      channelType: 'PERSON',
      os: 'MiniProgram',
    })
  })

  it('may stop a message: the sender is told, the receiver gets nothing, and it is not routed', async () => {
    const [lin, chen] = await Promise.all([person('lin'), person('chen')])
    const toChen = lin.conversation('private', chen.userId)
    const words = newId('forbidden')
    backEnd.answers.set('/precheck', { json: { pass: 0 } })
    const blocked = lin.next('MESSAGE_BLOCKED')
    expect((await lin.say(toChen, words)).code).toBe(21501)
    expect(await blocked).toMatchObject({ blockType: 3, targetId: chen.userId })
    backEnd.answers.clear()
    const { data } = await lin.say(toChen, 'fine')
    expect(textsOf(await chen.messages(1))).toEqual(['fine'])
    await backEnd.first('/messages', about(data!.messageUId))
    expect(backEnd.received.filter(about(words)).map(({ path }) => path)).toEqual(['/precheck'])
  })

  it('that does not answer in three seconds, or fails, lets messages pass', async () => {
    const [lin, chen] = await Promise.all([person('lin'), person('chen')])
    const toChen = lin.conversation('private', chen.userId)
    backEnd.answers.set('/precheck', { status: 500, json: { pass: 0 } })
    expect((await lin.say(toChen, 'broken')).code).toBe(0)
    backEnd.answers.set('/precheck', null)
    expect((await lin.say(toChen, 'silent')).code).toBe(0)
    expect(textsOf(await chen.messages(2))).toEqual(['broken', 'silent'])
  })

  it('is not asked about what a muted person may not send anyway', async () => {
    const lin = await person('lin')
    const words = newId('unheard')
    expect((await lin.say(lin.conversation('group', 'no-group'), words)).code).toBe(22406)
    const { data } = await lin.say(lin.conversation('private', 'chen'), 'heard')
    await backEnd.first('/messages', about(data!.messageUId))
    expect(backEnd.received.some(about(words))).toBe(false)
  })

  it('is told who comes online, is lost, and signs out', async () => {
    const lin = await person('lin')
    const status = (value: string) => (callback: Received) =>
      callback.body.includes(`"userid":"${lin.userId}","status":"${value}"`)
    const online = await backEnd.first('/presence', status('0'))
    expectSigned(online)
    expect(JSON.parse(online.body)).toEqual([
      {
        userid: lin.userId,
        status: '0',
        os: 'MiniProgram',
        time: expect.any(Number) as number,
        clientIp: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
        sessionId: expect.any(String) as string,
      },
    ])
    const isBack = lin.next('CONNECTED')
    await server.control('kill-sockets', { userId: lin.userId })
    await backEnd.first('/presence', status('1'))
    await isBack
  })

  it('is told of a client that says it signs out, as native ones do', async () => {
    const userId = newId('su')
    const token = await server.tokenFor(userId)
    const client = await WireClient.connect({ port: server.port, appKey: APP_KEY, token })
    const body = new Uint8Array(0)
    client.socket.send(encodeUp({ name: 'disconnect', reserved: 0, status: 0, body }))
    await backEnd.first('/presence', ({ body }) =>
      body.includes(`"userid":"${userId}","status":"2"`),
    )
  })

  it('is told of rooms made, entered, left, and ended, and why', async () => {
    const [lin, chen] = await Promise.all([person('lin'), person('chen')])
    const chatroomId = newId('lobby')
    const state = (type: number, status: number, userIds: string[]) => (callback: Received) =>
      (JSON.parse(callback.body) as object[]).some(
        (event) =>
          JSON.stringify({ ...event, time: 0 }) ===
          JSON.stringify({ chatRoomId: chatroomId, userIds, status, type, time: 0 }),
      )
    await api.ok('/chatroom/create_new', { chatroomId })
    expectSigned(await backEnd.first('/rooms', state(0, 0, [])))
    for (const someone of [lin, chen]) {
      await someone.sdk.joinChatRoom(chatroomId, { count: -1 })
      await backEnd.first('/rooms', state(1, 0, [someone.userId]))
    }
    await lin.sdk.quitChatRoom(chatroomId)
    await backEnd.first('/rooms', state(2, 0, [lin.userId]))
    await api.ok('/chatroom/user/block/add', { chatroomId, userId: chen.userId, minute: 1 })
    await backEnd.first('/rooms', state(2, 2, [chen.userId]))
    await lin.sdk.joinChatRoom(chatroomId, { count: -1 })
    await lin.sdk.disconnect()
    await backEnd.first('/rooms', state(2, 1, [lin.userId]))
    await api.ok('/chatroom/destroy', { chatroomId })
    await backEnd.first('/rooms', state(3, 0, []))
  })

  it('gets a callback again that it did not take, before those after it', async () => {
    const lin = await person('lin')
    const [first, second] = [newId('first'), newId('second')]
    backEnd.answers.set('/messages', { status: 500, json: {} })
    const toChen = lin.conversation('private', 'chen')
    await lin.say(toChen, first)
    await lin.say(toChen, second)
    await backEnd.first('/messages', about(first))
    backEnd.answers.clear()
    await backEnd.first('/messages', about(second))
    const order = backEnd.received.filter(({ path }) => path === '/messages')
    const firsts = order.filter(about(first))
    expect(firsts.length).toBeGreaterThan(1)
    expect(order.findIndex(about(second))).toBeGreaterThan(order.indexOf(firsts.at(-1)!))
  })
})
