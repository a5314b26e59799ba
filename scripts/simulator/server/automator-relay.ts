import type { AddressInfo } from 'node:net'
import { EventEmitter } from 'node:events'

import { type WebSocket, WebSocketServer } from 'ws'

import type { PhoneToServer } from '../wire'
import type { PhoneSockets } from './phone-sockets'

/** How long a phone may take from its opening to the first page's onReady before requests fail, ms. */
const readyTimeoutMs = 30_000

interface AutomatorRequest {
  id: string
  method: string
  params?: Record<string, unknown>
}

/** What the page in the browser cannot do by itself. */
export interface AutomatorTools {
  /** @returns PNG as base64. */
  captureScreenshot(): Promise<string>
  /** Why the phone shows nothing, when that is known. */
  describeTrouble(): string
}

interface RelayEvents {
  /** A client asked for `Tool.close`. */
  close: []
  /** The last client left. */
  idle: []
  busy: []
}

/**
 * The WebSocket that miniprogram-automator connects to. Requests go to the phone as they are, once its first page is
 * ready, and answers come back to the client that asked; events go to every client.
 */
export class AutomatorRelay extends EventEmitter<RelayEvents> {
  private readonly clients = new Set<WebSocket>()
  /** Requests on their way, by the id the phone sees: clients choose their own ids, which may be equal. */
  private readonly pending = new Map<string, { client: WebSocket; id: string }>()
  private queue: AutomatorRequest[] = []
  private isReady = false
  private count = 0
  private readyTimer: NodeJS.Timeout | undefined

  private constructor(
    private readonly server: WebSocketServer,
    private readonly phones: PhoneSockets,
    private readonly phone: string,
    private readonly tools: AutomatorTools,
  ) {
    super()
  }

  /** @throws Error when the port is taken (`code` EADDRINUSE). */
  static async listen(
    port: number,
    phones: PhoneSockets,
    phone: string,
    tools: AutomatorTools,
  ): Promise<AutomatorRelay> {
    const server = new WebSocketServer({ host: '127.0.0.1', port })
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve)
      server.once('error', reject)
    })
    const relay = new AutomatorRelay(server, phones, phone, tools)
    server.on('connection', (client) => relay.addClient(client))
    phones.on('message', (from, message) => {
      if (from === phone) relay.onPhoneMessage(message)
    })
    phones.on('gone', (gone) => {
      if (gone === phone) relay.onPhoneGone()
    })
    return relay
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  close(): void {
    clearTimeout(this.readyTimer)
    for (const client of this.clients) client.terminate()
    this.server.close()
  }

  private addClient(client: WebSocket): void {
    this.clients.add(client)
    this.emit('busy')
    client.on('message', (data: Buffer) => this.onClientMessage(client, data.toString('utf8')))
    client.on('error', () => client.terminate())
    client.on('close', () => {
      this.clients.delete(client)
      if (this.clients.size === 0) this.emit('idle')
    })
  }

  private onClientMessage(client: WebSocket, text: string): void {
    const request = parseRequest(text)
    if (!request) {
      client.send(JSON.stringify({ error: { message: 'not a request: needs id and method' } }))
      return
    }
    this.count += 1
    const id = String(this.count)
    this.pending.set(id, { client, id: request.id })
    void this.handle({ ...request, id })
  }

  private async handle(request: AutomatorRequest): Promise<void> {
    if (request.method === 'Tool.close') {
      this.answer(request.id, { result: {} })
      this.emit('close')
    } else if (request.method === 'App.captureScreenshot') {
      try {
        this.answer(request.id, { result: { data: await this.tools.captureScreenshot() } })
      } catch (error) {
        this.answer(request.id, { error: { message: (error as Error).message } })
      }
    } else if (this.isReady) {
      this.forward(request)
    } else {
      this.queue.push(request)
      this.readyTimer ??= setTimeout(() => this.giveUpQueue(), readyTimeoutMs)
    }
  }

  private forward(message: AutomatorRequest): void {
    if (this.phones.send(this.phone, { kind: 'automator', message })) return
    this.answer(message.id, { error: { message: 'the phone is not open' } })
  }

  private onPhoneMessage(message: PhoneToServer): void {
    if (message.kind === 'ready') {
      this.isReady = true
      clearTimeout(this.readyTimer)
      this.readyTimer = undefined
      this.queue.splice(0).forEach((request) => this.forward(request))
      return
    }
    const { message: content } = message
    if ('id' in content) {
      const { id, ...outcome } = content
      this.answer(id, outcome)
    } else {
      for (const client of this.clients) client.send(JSON.stringify(content))
    }
  }

  /** What was asked of a page that is gone will never be answered; what comes now waits for the next page. */
  private onPhoneGone(): void {
    this.isReady = false
    const waiting = new Set(this.queue.map(({ id }) => id))
    for (const id of this.pending.keys()) {
      if (!waiting.has(id)) this.answer(id, { error: { message: 'the phone was closed' } })
    }
  }

  private giveUpQueue(): void {
    this.readyTimer = undefined
    const trouble = this.tools.describeTrouble()
    const message = `the first page was not ready after ${readyTimeoutMs / 1000} s${trouble && `: ${trouble}`}`
    for (const { id } of this.queue.splice(0)) this.answer(id, { error: { message } })
  }

  private answer(id: string, outcome: { result: unknown } | { error: { message: string } }): void {
    const asked = this.pending.get(id)
    this.pending.delete(id)
    asked?.client.send(JSON.stringify({ id: asked.id, ...outcome }))
  }
}

function parseRequest(text: string): AutomatorRequest | undefined {
  try {
    const request = JSON.parse(text) as Partial<AutomatorRequest>
    const { id, method, params } = request
    if (typeof id !== 'string' || typeof method !== 'string') return undefined
    return { id, method, ...(params && { params }) }
  } catch {
    return undefined
  }
}
