import { RongImService } from '../../../../miniprogram/services/im/rong/rong-im-service'
import { FakeClock } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'
import { NodeWx } from '../../../integration/helpers/node-wx'
import { loadSdk, Timers, type Sdk } from '../../../integration/helpers/sdk-person'

const addresses = { appKey: 'key', navigators: ['http://127.0.0.1:9'], cmpHosts: ['127.0.0.1:9'] }

const SERVER_AHEAD_MS = 60_000

/** The SDK with its connection replaced: what it answers is up to the test. */
function scripted() {
  const calls: string[] = []
  const listeners = new Map<string, (...payload: unknown[]) => void>()
  const answers = {
    connect: Promise.resolve({ code: 31003 }),
    disconnect: Promise.resolve(),
    sendMessage: new Promise<{ code: number }>(() => undefined),
    /** Pages of history, in the order they are asked for. */
    history: [] as { list: object[]; hasMore: boolean }[],
  }
  const clock = new FakeClock()
  const sdk = {
    ...loadSdk(new NodeWx(), new Timers()),
    init: ({ environment }: { environment: string }) => void calls.push(`init ${environment}`),
    destroy: async () => void calls.push('destroy'),
    clearEventListeners: () => listeners.clear(),
    addEventListener: (event: string, listener: () => void) => void listeners.set(event, listener),
    registerMessageType: () => undefined,
    connect: () => answers.connect,
    disconnect: () => answers.disconnect,
    sendMessage: () => answers.sendMessage,
    getHistoryMessages: async (_conversation: object, { timestamp }: { timestamp: number }) => {
      calls.push(`history ${timestamp}`)
      return { code: 0, data: answers.history.shift() }
    },
    getServerTime: () => {
      // As the SDK does before it is started.
      if (calls[calls.length - 1]?.startsWith('init') !== true)
        throw new Error('Not initialized yet!')
      return Date.now() + SERVER_AHEAD_MS
    },
  } as unknown as Sdk
  const traffic = {
    stop: () => void calls.push('stop'),
    resume: () => undefined,
    openHosts: () => [],
  }
  const service = new RongImService(async () => sdk, new MemoryStorage(), traffic, clock)
  const tell = (event: keyof Sdk['Events']) => listeners.get(sdk.Events[event])?.()
  return { service, calls, answers, clock, tell }
}

describe('the IM service', () => {
  it('starts the SDK anew after a failed connect, so that no answer of then stays with it', async () => {
    const { service, calls } = scripted()
    await service.prepare(addresses)
    await service.prepare(addresses)
    await expect(service.connect('token')).rejects.toMatchObject({ sdkCode: 31003 })
    await service.prepare(addresses)
    expect(calls).toEqual(['init start1', 'destroy', 'init start2'])
  })

  it('looks past instructions for messages that people see', async () => {
    const { service, calls, answers } = scripted()
    const base = { conversationType: 1, targetId: 'chen', senderUserId: 'chen', content: {} }
    const command = { ...base, messageType: 'RC:CmdMsg', messageUId: 'b', sentTime: 900 }
    const text = { ...base, messageType: 'RC:TxtMsg', messageUId: 'a', sentTime: 800 }
    answers.history = [
      { list: [command], hasMore: true },
      { list: [text], hasMore: false },
    ]
    await service.prepare(addresses)
    const ref = { kind: 'private', targetId: 'chen' } as const
    const page = await service.history(ref, { before: 1_000, count: 1 })
    expect(page.messages.map(({ uid }) => uid)).toEqual(['a'])
    expect(calls.slice(-2)).toEqual(['history 1000', 'history 900'])
  })

  it("knows the server's time also while the SDK is started anew, and the phone's before", async () => {
    const { service, calls, tell } = scripted()
    const aheadMs = () => Math.round((service.serverNow() - Date.now()) / 1_000) * 1_000
    expect(aheadMs()).toBeCloseTo(0)
    await service.prepare(addresses)
    tell('CONNECTED')
    expect(aheadMs()).toBe(SERVER_AHEAD_MS)
    const starting = service.prepare({ ...addresses, appKey: 'another key' })
    while (calls[calls.length - 1] !== 'destroy') await Promise.resolve()
    expect(aheadMs()).toBe(SERVER_AHEAD_MS)
    await starting
    expect(aheadMs()).toBe(SERVER_AHEAD_MS)
  })

  it('ends the socket of a connect that is never answered when told to disconnect', async () => {
    const { service, calls, answers, tell } = scripted()
    await service.prepare(addresses)
    answers.connect = new Promise(() => undefined)
    void service.connect('token')
    tell('CONNECTING')
    await service.disconnect()
    expect(calls).toContain('stop')
  })

  it('starts anew also when the SDK never ends an attempt', async () => {
    const { service, calls, answers, clock, tell } = scripted()
    await service.prepare(addresses)
    answers.disconnect = new Promise(() => undefined)
    tell('CONNECTING')
    void service.disconnect()
    void service.prepare(addresses)
    await clock.pass(4_900)
    expect(calls).not.toContain('init start2')
    await clock.pass(200)
    expect(calls).toContain('init start2')
  })

  it('leaves the socket of a standing link to the SDK', async () => {
    const { service, calls, tell } = scripted()
    await service.prepare(addresses)
    tell('CONNECTING')
    tell('CONNECTED')
    await service.disconnect()
    expect(calls).not.toContain('stop')
  })

  it('tells that the link is silent when an ack is late, each time later until one comes', async () => {
    const { service, answers, clock } = scripted()
    await service.prepare(addresses)
    let doubts = 0
    service.on('link', ({ state }) => (doubts += Number(state === 'silent')))
    const send = () =>
      service.send(
        { kind: 'private', targetId: 'chen' },
        { clientId: 'c', content: { type: 'text', text: 'hi' } },
      )
    const doubtsAfter = async (ms: number) => {
      doubts = 0
      send().catch(() => undefined)
      await clock.pass(ms)
      return doubts
    }
    expect(await doubtsAfter(3_900)).toBe(0)
    await clock.pass(200)
    expect(doubts).toBe(1)
    expect(await doubtsAfter(7_900)).toBe(0)
    await clock.pass(200)
    expect(doubts).toBe(1)
    answers.sendMessage = Promise.resolve({ code: 0 })
    await expect(send()).rejects.toThrow()
    answers.sendMessage = new Promise(() => undefined)
    expect(await doubtsAfter(4_100)).toBe(1)
  })
})
