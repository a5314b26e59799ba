import { once } from 'node:events'
import path from 'node:path'

import { WebSocket } from 'ws'

import { AutomatorRelay } from '../../../scripts/simulator/server/automator-relay'
import { SimulatorServer } from '../../../scripts/simulator/server/simulator-server'
import { FakePhone } from './fake-phone'

const fixture = path.join(__dirname, '../../fixtures/mini-program')

interface Answer {
  id?: string
  method?: string
  result?: unknown
  error?: { message: string }
}

/** An automation client that sees every message it gets. */
class Client {
  private readonly inbox: Answer[] = []
  private notify: (() => void) | undefined

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.inbox.push(JSON.parse(data.toString()) as Answer)
      this.notify?.()
    })
  }

  static async open(port: number): Promise<Client> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`)
    const client = new Client(socket)
    await once(socket, 'open')
    return client
  }

  ask(id: string, method: string): void {
    this.socket.send(JSON.stringify({ id, method, params: {} }))
  }

  sendText(text: string): void {
    this.socket.send(text)
  }

  async next(): Promise<Answer> {
    while (this.inbox.length === 0) {
      await new Promise<void>((resolve) => {
        this.notify = resolve
      })
    }
    return this.inbox.shift() as Answer
  }

  close(): void {
    this.socket.close()
  }
}

describe('AutomatorRelay', () => {
  let simulator: SimulatorServer
  let relay: AutomatorRelay
  let takeScreenshot: () => Promise<string>

  beforeEach(async () => {
    simulator = await SimulatorServer.start({ projectDir: fixture, port: 0 })
    takeScreenshot = async () => 'cGljdHVyZQ=='
    relay = await AutomatorRelay.listen(0, simulator.phones, 'one', {
      captureScreenshot: () => takeScreenshot(),
      describeTrouble: () => '',
    })
  })

  afterEach(async () => {
    relay.close()
    await simulator.close()
  })

  async function openReadyPhone(): Promise<FakePhone> {
    const phone = await FakePhone.open(simulator.port, 'one')
    phone.send({ kind: 'ready' })
    return phone
  }

  it('keeps requests until the first page is ready, in their order', async () => {
    const client = await Client.open(relay.port)
    client.ask('a', 'Tool.getInfo')
    client.ask('b', 'App.getCurrentPage')
    const phone = await openReadyPhone()
    const [first, second] = [await phone.nextRequest(), await phone.nextRequest()]
    expect([first.method, second.method]).toEqual(['Tool.getInfo', 'App.getCurrentPage'])
    phone.send({ kind: 'automator', message: { id: second.id, result: { path: 'x' } } })
    phone.send({ kind: 'automator', message: { id: first.id, result: { SDKVersion: '3' } } })
    expect(await client.next()).toEqual({ id: 'b', result: { path: 'x' } })
    expect(await client.next()).toEqual({ id: 'a', result: { SDKVersion: '3' } })
  })

  it('answers each client its own request when both chose the same id', async () => {
    const phone = await openReadyPhone()
    const [one, two] = [await Client.open(relay.port), await Client.open(relay.port)]
    one.ask('same', 'Page.getData')
    const fromOne = await phone.nextRequest()
    two.ask('same', 'Page.getData')
    const fromTwo = await phone.nextRequest()
    phone.send({ kind: 'automator', message: { id: fromTwo.id, result: 2 } })
    phone.send({ kind: 'automator', message: { id: fromOne.id, error: { message: 'no' } } })
    expect(await two.next()).toEqual({ id: 'same', result: 2 })
    expect(await one.next()).toEqual({ id: 'same', error: { message: 'no' } })
  })

  it('tells events of the phone to every client', async () => {
    const [one, two] = [await Client.open(relay.port), await Client.open(relay.port)]
    const phone = await openReadyPhone()
    const message = { method: 'App.logAdded', params: { type: 'log', args: ['hello'] } }
    phone.send({ kind: 'automator', message })
    expect(await one.next()).toEqual(message)
    expect(await two.next()).toEqual(message)
  })

  it('fails what was asked of a page that went away, and carries on with the next page', async () => {
    const phone = await openReadyPhone()
    const client = await Client.open(relay.port)
    client.ask('a', 'Page.getData')
    await phone.nextRequest()
    await phone.close()
    expect(await client.next()).toEqual({ id: 'a', error: { message: 'the phone was closed' } })
    client.ask('b', 'Page.getData')
    const reopened = await openReadyPhone()
    expect(await reopened.nextRequest()).toMatchObject({ method: 'Page.getData' })
  })

  it('takes screenshots itself, also before the phone is ready', async () => {
    const client = await Client.open(relay.port)
    client.ask('a', 'App.captureScreenshot')
    expect(await client.next()).toEqual({ id: 'a', result: { data: 'cGljdHVyZQ==' } })
    takeScreenshot = () => Promise.reject(new Error('the browser is gone'))
    client.ask('b', 'App.captureScreenshot')
    expect(await client.next()).toEqual({ id: 'b', error: { message: 'the browser is gone' } })
  })

  it('answers Tool.close before it closes', async () => {
    const client = await Client.open(relay.port)
    const closing = once(relay, 'close')
    client.ask('a', 'Tool.close')
    expect(await client.next()).toEqual({ id: 'a', result: {} })
    await closing
  })

  it('says when the last client left', async () => {
    const [one, two] = [await Client.open(relay.port), await Client.open(relay.port)]
    const idle = jest.fn()
    relay.on('idle', idle)
    one.close()
    const left = once(relay, 'idle')
    two.close()
    await left
    expect(idle).toHaveBeenCalledTimes(1)
  })

  it.each(['not JSON', '{"method":"Tool.getInfo"}', '[]', 'null'])(
    'answers %s with an error and keeps the connection',
    async (text) => {
      const client = await Client.open(relay.port)
      client.sendText(text)
      expect(await client.next()).toEqual({
        error: { message: 'not a request: needs id and method' },
      })
      client.ask('a', 'App.captureScreenshot')
      expect(await client.next()).toMatchObject({ id: 'a' })
    },
  )
})
