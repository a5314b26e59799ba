import { once } from 'node:events'

import WebSocket from 'ws'

import { decodeDown, encodeUp } from '../../../scripts/im-server/protocol/frame-codec'
import { decodeMessage } from '../../../scripts/im-server/protocol/messages'
import type { DownPacket } from '../../../scripts/im-server/protocol/packets'
import { textMessage, WireClient } from '../../../scripts/tools/wire-client'
import { encodeMessage } from '../../../scripts/im-server/protocol/messages'
import { APP_KEY } from '../helpers/im-server'
import { SdkPerson } from '../helpers/sdk-person'
import { textsOf, useServer } from '../helpers/use-server'

const town = useServer()

/** A bare connection: what the server sends, in order. */
async function wire(userId: string) {
  const token = await town.server.tokenFor(userId)
  const query = new URLSearchParams({ appId: APP_KEY, token, deviceId: userId, protocolVer: '3' })
  const socket = new WebSocket(`ws://127.0.0.1:${town.server.port}/websocket?${query.toString()}`)
  const heard: DownPacket[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data: Buffer) => {
    heard.push(decodeDown(data))
    for (const wake of waiting.splice(0)) wake()
  })
  await once(socket, 'message')
  heard.length = 0
  const hear = async (count: number): Promise<string[]> => {
    while (heard.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
    return heard.map(({ name }) => name)
  }
  const publish = (messageId: number): void => {
    const body = encodeMessage('UpStreamMessage', textMessage('hello'))
    socket.send(
      encodeUp({ name: 'publish', qos: 1, topic: 'ppMsgP', target: 'chen', messageId, body }),
    )
  }
  /** Changes nothing, so that its answer waits for nothing either. */
  const ask = (messageId: number): void => {
    const body = Buffer.alloc(0)
    socket.send(encodeUp({ name: 'query', topic: 'qAppBot', target: userId, messageId, body }))
  }
  return { socket, heard, hear, publish, ask, ping: () => socket.send(encodeUp({ name: 'ping' })) }
}

describe('faults on demand, on the wire', () => {
  it('leave pings without an answer until told to go on', async () => {
    const { socket, hear, publish, ping } = await wire(town.newId('lin'))
    await town.server.control('silence-pings', { isSilent: true })
    ping()
    publish(1)
    expect(await hear(1)).toEqual(['publishAck'])
    await town.server.control('silence-pings', { isSilent: false })
    ping()
    expect(await hear(2)).toEqual(['publishAck', 'pong'])
    socket.terminate()
  })

  it('hold answers back for a time, and no longer', async () => {
    const { socket, heard, hear, ask, ping } = await wire(town.newId('lin'))
    await town.server.control('delay-answers', { delayMs: 200 })
    ask(1)
    expect(await hear(1)).toEqual(['queryAck'])
    await town.server.control('delay-answers', { delayMs: 0 })
    heard.length = 0
    ask(2)
    ping()
    expect(await hear(2)).toEqual(['queryAck', 'pong'])
    socket.terminate()
  })

  it('let answers go that others overtook, in their order, when all is taken back', async () => {
    const { socket, heard, hear, ask, ping } = await wire(town.newId('lin'))
    await town.server.control('delay-answers', { delayMs: 600_000 })
    ask(1)
    ask(2)
    ping()
    expect(await hear(1)).toEqual(['pong'])
    await town.server.control('clear')
    expect(await hear(3)).toEqual(['pong', 'queryAck', 'queryAck'])
    expect(heard.slice(1)).toMatchObject([{ messageId: 1 }, { messageId: 2 }])
    socket.terminate()
  })

  it('double and swap what is delivered straight', async () => {
    const userId = town.newId('lin')
    const { socket, heard, hear } = await wire(userId)
    const push = (content: string) =>
      town.server.control('push-message', {
        userId,
        fromUserId: 'chen',
        type: 1,
        classname: 'RC:TxtMsg',
        content: JSON.stringify({ content }),
      })
    const contents = (): string[] =>
      heard.map((packet) => {
        const { body } = packet as DownPacket<'publish'>
        const { content } = decodeMessage('DownStreamMessage', body)
        return (JSON.parse(content) as { content: string }).content
      })
    await town.server.control('disturb-deliveries', { isReordering: true })
    for (const content of ['1', '2', '3', '4']) await push(content)
    await hear(4)
    expect(contents()).toEqual(['2', '1', '4', '3'])
    heard.length = 0
    await town.server.control('disturb-deliveries', { copies: 1 })
    await push('5')
    await hear(2)
    expect(contents()).toEqual(['5', '5'])
    heard.length = 0
    await town.server.control('disturb-deliveries', {})
    await push('6')
    await hear(1)
    expect(contents()).toEqual(['6'])
    socket.terminate()
  })

  it('refuse the next requests of any topic as often as told', async () => {
    const lin = await WireClient.connect({
      port: town.server.port,
      appKey: APP_KEY,
      token: await town.server.tokenFor('lin'),
    })
    await town.server.control('refuse-acks', { topic: '*', status: 20604, count: 2 })
    const statuses: number[] = []
    for (let turn = 0; turn < 3; turn++) {
      statuses.push((await lin.publish('ppMsgP', 'chen', textMessage('hello'))).status)
    }
    expect(statuses).toEqual([20604, 20604, 0])
    lin.close()
  })

  it('make the navigator fail with an HTTP status, and work again', async () => {
    const ask = async (): Promise<number> => {
      const answer = await fetch(`${town.server.address}/v2/navi.json`, {
        method: 'POST',
        headers: { 'rc-appkey': APP_KEY, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token: await town.server.tokenFor('lin') }),
      })
      return answer.status
    }
    await town.server.control('fail-navigator', { httpStatus: 503 })
    expect(await ask()).toBe(503)
    await town.server.control('fail-navigator', {})
    expect(await ask()).toBe(200)
  })

  it('refuse bodies they do not know', async () => {
    await expect(town.server.control('silence-pings', { isSilent: 'yes' })).rejects.toThrow()
    await expect(town.server.control('no-such-verb')).rejects.toThrow()
  })
})

describe('faults on demand, as a client of the SDK sees them', () => {
  it.each([
    [1, 31001],
    [2, 31002],
    [4, 31004],
    [5, 31005],
    [7, 31007],
    [8, 31008],
    [9, 31009],
    [10, 31020],
    [13, 31023],
    [19, 31029],
    [20, 31030],
  ])('CONNACK %i fails connecting with %i', async (status, code) => {
    await town.server.control('refuse-connections', { statuses: [status] })
    const lin = new SdkPerson(town.server, town.newId('lin'))
    expect((await lin.connect()).code).toBe(code)
    await lin.leave()
  })

  it.each([
    [1, 31010],
    [2, 31011],
    [5, 31011],
    [7, 31020],
    [8, 31001],
    [9, 31029],
  ])('DISCONNECT %i signs the person out with %i', async (status, code) => {
    const lin = await town.person(town.newId('lin'))
    const out = lin.next('DISCONNECT')
    await town.server.control('disconnect', { userId: lin.userId, status })
    expect(await out).toBe(code)
  })

  it('DISCONNECT 6 sends the person to the navigator and back', async () => {
    const [lin, chen] = await town.pair()
    const suspended = lin.next('SUSPEND')
    const back = lin.next('CONNECTED')
    await town.server.control('disconnect', { userId: lin.userId, status: 6 })
    expect(await suspended).toBe(31006)
    await back
    expect((await lin.say(lin.conversation('private', chen.userId), 'back')).code).toBe(0)
  })

  it('a message can be pushed straight to a room', async () => {
    const lin = await town.person(town.newId('lin'))
    const roomId = town.newId('lobby')
    await lin.sdk.joinChatRoom(roomId, { count: -1 })
    await town.server.control('push-message', {
      userId: lin.userId,
      fromUserId: 'ghost',
      type: 4,
      groupId: roomId,
      classname: 'RC:TxtMsg',
      content: '{"content":"boo"}',
      isStatus: false,
    })
    expect(textsOf(await lin.messages(1))).toEqual(['boo'])
  })
})
