import { once } from 'node:events'

import { WebSocket } from 'ws'

import type { PhoneToServer, ServerToPhone } from '../../../scripts/simulator/wire'

type AutomatorMessage = Extract<ServerToPhone, { kind: 'automator' }>['message']

/** Something that speaks as a phone's page does over `/__sim`. */
export class FakePhone {
  private readonly inbox: ServerToPhone[] = []
  private notify: (() => void) | undefined

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.inbox.push(JSON.parse(data.toString()) as ServerToPhone)
      this.notify?.()
    })
  }

  static async open(port: number, id: string): Promise<FakePhone> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/__sim?phone=${id}`)
    const phone = new FakePhone(socket)
    await once(socket, 'open')
    return phone
  }

  send(message: PhoneToServer): void {
    this.socket.send(JSON.stringify(message))
  }

  /** The next message, waiting for it when there is none yet. */
  async next(): Promise<ServerToPhone> {
    while (this.inbox.length === 0) {
      await new Promise<void>((resolve) => {
        this.notify = resolve
      })
    }
    return this.inbox.shift() as ServerToPhone
  }

  async nextRequest(): Promise<AutomatorMessage> {
    const message = await this.next()
    if (message.kind !== 'automator') throw new Error(`got ${message.kind}, not a request`)
    return message.message
  }

  async close(): Promise<void> {
    this.socket.close()
    await once(this.socket, 'close')
  }
}
