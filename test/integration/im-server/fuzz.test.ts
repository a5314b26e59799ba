import { once } from 'node:events'

import WebSocket from 'ws'

import { decodeDown, encodeUp } from '../../../scripts/im-server/protocol/frame-codec'
import { encodeMessage } from '../../../scripts/im-server/protocol/messages'
import type { DownPacket } from '../../../scripts/im-server/protocol/packets'
import { publishTopics, queryTopics } from '../../../scripts/im-server/protocol/topics'
import { textMessage } from '../../../scripts/tools/wire-client'
import { residentMegabytes, reportFuzz } from '../helpers/fuzz-report'
import { APP_KEY, ImServer } from '../helpers/im-server'
import { randomFrom } from '../helpers/request-mutations'
import { SdkPerson } from '../helpers/sdk-person'
import { textsOf } from '../helpers/use-server'

const FRAMES = Number(process.env.FUZZ_FRAMES ?? 20_000)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121)
const FRAMES_AT_ONCE = 200
const MEMORY_GROWTH_LIMIT_MB = 150

const random = randomFrom(SEED)
const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]
const randomBytes = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => random(256)))

const queries = Object.keys(queryTopics) as (keyof typeof queryTopics)[]
const publications = Object.keys(publishTopics) as (keyof typeof publishTopics)[]
const targets = ['mallory', 'lin', 'secret-group', 'lobby', '', '\u0000', 'x'.repeat(300)]

/** A query or publication whose frame is right and whose body may be anything. */
function frame(): Buffer {
  const messageId = random(65_536)
  const target = pick(targets)
  if (random(2)) {
    const topic = pick([...queries, 'noSuchTopic'])
    const body = pick([Buffer.alloc(0), randomBytes(random(40)), readable()])
    return encodeUp({ name: 'query', topic, target, messageId, body })
  }
  const body = encodeMessage('UpStreamMessage', {
    ...textMessage(`fuzz ${random(1000)}`),
    classname: pick(['RC:TxtMsg', 'RC:RcCmd', 'RC:MsgExMsg', 'RC:SRSMsg', 'RC:ReadNtf', '']),
    ...(random(3) === 0 ? { content: pick(['{', 'null', '[]', '{"mid":1}', '']) } : {}),
  })
  const topic = pick([...publications, 'noSuchTopic'])
  const sent = random(2) ? mutated(Buffer.from(body)) : body
  return encodeUp({ name: 'publish', qos: 1, topic, target, messageId, body: sent })
}

/** Bodies many queries can read: an id of another person's conversation, and counts. */
function readable(): Buffer {
  const request = { targetId: pick(targets), time: random(2) ? 0 : 2 ** 52, count: random(200) }
  return Buffer.from(encodeMessage('HistoryMsgInput', { ...request, order: random(3) }))
}

function mutated(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  for (let count = random(4) + 1; count > 0; count--) copy[random(copy.length)] = random(256)
  return random(8) === 0 ? copy.subarray(0, random(copy.length)) : copy
}

/** One connection of the attacker: sends frames until it is closed or has sent its share. */
async function attack(server: ImServer, token: string, count: number, heard: DownPacket[]) {
  const query = new URLSearchParams({ appId: APP_KEY, token, deviceId: 'fuzz', protocolVer: '3' })
  const url = `ws://127.0.0.1:${server.port}/websocket?${query.toString()}`
  const socket = new WebSocket(url)
  await once(socket, 'message')
  let answered!: () => void
  const isAnswered = new Promise<void>((resolve) => (answered = resolve))
  socket.on('close', () => answered())
  socket.on('message', (data: Buffer) => {
    const packet = decodeDown(data)
    heard.push(packet)
    if (packet.name === 'pong') answered()
  })
  for (let sent = 1; sent < count; sent++) socket.send(frame())
  // Packets are handled in order, so the answer to a ping comes after all others.
  socket.send(encodeUp({ name: 'ping' }))
  await isAnswered
  // The last frame is broken as a whole, and often ends the connection.
  socket.send(random(4) ? mutated(frame()) : randomBytes(random(64)))
  socket.close()
  await once(socket, 'close')
}

describe('a client that sends garbage', () => {
  let server: ImServer
  beforeAll(async () => {
    server = await ImServer.start({ LOG_LEVEL: 'error' })
  })
  afterAll(() => server.stop())

  it('is answered or closed; nobody else notices, and it learns nothing of others', async () => {
    const [lin, chen] = await Promise.all(
      ['lin', 'chen'].map((userId) => SdkPerson.connected(server, userId)),
    )
    await server.api('/group/create', {
      userId: ['lin', 'chen'],
      groupId: 'secret-group',
      groupName: 'S',
    })
    await server.api('/chatroom/create_new', { chatroomId: 'lobby' })
    const secret = 'the password is swordfish'
    await lin.say(lin.conversation('group', 'secret-group'), secret)
    await lin.say(lin.conversation('private', 'chen'), secret)
    await chen.messages(2)

    const token = await server.tokenFor('mallory')
    const heard: DownPacket[] = []
    let memoryMegabytes = NaN
    let sent = 0
    while (sent < FRAMES) {
      await attack(server, token, FRAMES_AT_ONCE, heard)
      sent += FRAMES_AT_ONCE
      const isWarm = sent > FRAMES / 4
      if (isWarm && Number.isNaN(memoryMegabytes))
        memoryMegabytes = residentMegabytes(server.process.pid)
    }
    const bodies = heard.flatMap((packet) => ('body' in packet ? [Buffer.from(packet.body)] : []))
    const answers = heard.filter(({ name }) => name === 'queryAck' || name === 'publishAck')
    // All are answered but status messages and each connection's last frame.
    expect(answers.length).toBeGreaterThan(FRAMES * 0.85)
    expect(answers.length).toBeLessThanOrEqual(FRAMES)
    expect(bodies.some((body) => body.includes('swordfish'))).toBe(false)
    const growth = residentMegabytes(server.process.pid) - memoryMegabytes
    expect(growth).toBeLessThan(MEMORY_GROWTH_LIMIT_MB)

    const { code } = await lin.say(lin.conversation('group', 'secret-group'), 'all well')
    expect(code).toBe(0)
    const [last] = await chen.messages(1, ({ content }) => textsOf([{ content }])[0] === 'all well')
    expect(last).toBeDefined()
    expect(server.process.log()).not.toContain('a handler failed')
    await Promise.all([lin.leave(), chen.leave()])
    reportFuzz('im-server frames', {
      frames: sent,
      answered: answers.length,
      growthMegabytes: Math.round(growth),
    })
  })
})
