import WebSocket from 'ws'

import { decodeDown, encodeUp } from '../im-server/protocol/frame-codec'
import {
  decodeMessage,
  encodeMessage,
  type Draft,
  type Message,
} from '../im-server/protocol/messages'
import type { DownPacket } from '../im-server/protocol/packets'
import { publishTopics, queryTopics } from '../im-server/protocol/topics'
import type { PublishTopic, QueryTopic } from '../im-server/protocol/topics'

/** PUBACK of a publication: 0 and the stored message's id, or why not. */
export interface Acknowledged {
  status: number
  uid: string
  timeMs: number
}

export interface WireAddress {
  port: number
  appKey: string
  token: string
  deviceId?: string
}

/**
 * The least client of the wire protocol: one socket, no retries, no pings of its own. It costs far less
 * than the SDK, so thousands fit into one process.
 */
export class WireClient {
  /** Publications of the server, e.g. `s_ntf`. */
  onPublish: (packet: DownPacket<'publish'>) => void = () => undefined
  private nextId = 0
  private readonly waiting = new Map<number, (packet: DownPacket) => void>()

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.receive(decodeDown(data)))
  }

  /** Connects and waits for CONNACK. @throws when it is refused. */
  static connect({ port, appKey, token, deviceId = '' }: WireAddress): Promise<WireClient> {
    const query = new URLSearchParams({
      appId: appKey,
      token,
      sdkVer: '5.38.0',
      deviceId,
      platform: 'MiniProgram',
      protocolVer: '3',
    })
    const socket = new WebSocket(`ws://127.0.0.1:${port}/websocket?${query.toString()}`, {
      perMessageDeflate: false,
    })
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      // What comes in one piece with CONNACK is heard only by who listens at once.
      socket.once('message', (data: Buffer) => {
        if (decodeDown(data).name === 'connectAck') resolve(new WireClient(socket))
        else reject(new Error('The server refused the connection.'))
      })
    })
  }

  /** Resolves with PUBACK; never, when the connection ends before it. */
  publish<Topic extends PublishTopic>(
    topic: Topic,
    target: string,
    message: Draft<Message<(typeof publishTopics)[Topic]['request']>>,
  ): Promise<Acknowledged> {
    const body = encodeMessage(publishTopics[topic].request, message)
    const messageId = this.takeId()
    this.socket.send(encodeUp({ name: 'publish', qos: 1, topic, target, messageId, body }))
    return new Promise((resolve) => {
      this.waiting.set(messageId, (packet) => {
        const ack = packet as DownPacket<'publishAck'>
        const timeMs = ack.seconds * 1000 + ack.milliseconds
        resolve({ status: ack.status, uid: ack.messageUid, timeMs })
      })
    })
  }

  /** Resolves with the answer's status and body. */
  async query<Topic extends QueryTopic>(
    topic: Topic,
    target: string,
    message: Draft<Message<(typeof queryTopics)[Topic]['request']>>,
  ): Promise<{ status: number; body: Uint8Array }> {
    const body = encodeMessage(queryTopics[topic].request, message)
    const messageId = this.takeId()
    this.socket.send(encodeUp({ name: 'query', topic, target, messageId, body }))
    const packet = await new Promise<DownPacket>((resolve) => this.waiting.set(messageId, resolve))
    const { status, body: answer } = packet as DownPacket<'queryAck'>
    return { status, body: answer }
  }

  /** One page of the inbox. */
  async pull(
    userId: string,
    syncTime: number,
    sendBoxSyncTime: number,
  ): Promise<Message<'DownStreamMessages'>> {
    const request = { syncTime, sendBoxSyncTime, isPullSend: true, broadcastSyncTime: 1 }
    const { body } = await this.query('pullMsg', userId, request)
    return decodeMessage('DownStreamMessages', body)
  }

  close(): void {
    this.socket.terminate()
  }

  private takeId(): number {
    this.nextId = (this.nextId % 65_535) + 1
    return this.nextId
  }

  private receive(packet: DownPacket): void {
    if (packet.name === 'publish') this.onPublish(packet)
    else if (packet.name === 'publishAck' || packet.name === 'queryAck') {
      const { messageId } = packet
      const resolve = this.waiting.get(messageId)
      this.waiting.delete(messageId)
      resolve?.(packet)
    }
  }
}

/** A persisted, counted text as a client sends it. */
export function textMessage(content: string): Draft<Message<'UpStreamMessage'>> {
  return { sessionId: 3, classname: 'RC:TxtMsg', content: JSON.stringify({ content }) }
}
