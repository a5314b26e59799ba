import type { Phone, PhoneEvents } from '../../../../scripts/simulator/client/phone'
import { NetworkGate } from '../../../../scripts/simulator/client/wx/network-gate'

type Listener = (detail: never) => void

function makePhone() {
  const listeners = new Map<string, Listener[]>()
  const network: Phone['network'] = { isConnected: true, type: 'wifi' }
  const phone: Pick<Phone, 'network' | 'on'> = {
    network,
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener])
      return () => undefined
    },
  }
  const emit = <K extends keyof PhoneEvents>(event: K, detail: PhoneEvents[K]): void => {
    for (const listener of listeners.get(event) ?? []) listener(detail as never)
  }
  const setConnected = (isConnected: boolean): void => {
    network.isConnected = isConnected
    emit('networkChange', { isConnected, type: isConnected ? 'wifi' : 'none' })
  }
  return { phone, emit, setConnected }
}

/** Work that lasts until it is cut. */
const forever = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut'))))
const unaborted = (): AbortSignal => new AbortController().signal

describe('NetworkGate', () => {
  it('lets ten run and the eleventh when one is done', async () => {
    const gate = new NetworkGate(makePhone().phone)
    const ends: (() => void)[] = []
    const work = () => new Promise<void>((resolve) => ends.push(resolve))
    const runs = Array.from({ length: 11 }, () => gate.run(work, 60_000, unaborted()))
    await Promise.resolve()
    expect(ends).toHaveLength(10)
    ends[0]()
    await runs[0]
    await Promise.resolve()
    expect(ends).toHaveLength(11)
    for (const end of ends) end()
    await Promise.all(runs)
  })

  it('refuses at once while the phone is offline', async () => {
    const { phone, setConnected } = makePhone()
    setConnected(false)
    const gate = new NetworkGate(phone)
    await expect(gate.run(forever, 60_000, unaborted())).rejects.toMatchObject({ errno: 600001 })
  })

  it('cuts what is running when the phone goes offline', async () => {
    const { phone, setConnected } = makePhone()
    const running = new NetworkGate(phone).run(forever, 60_000, unaborted())
    await Promise.resolve()
    setConnected(false)
    await expect(running).rejects.toMatchObject({
      message: expect.stringContaining('ERR_INTERNET_DISCONNECTED') as string,
    })
  })

  it('interrupts what is running when the app is suspended, and says so when it is back', async () => {
    const { phone, emit } = makePhone()
    const running = new NetworkGate(phone).run(forever, 60_000, unaborted())
    let failure: unknown
    running.catch((error: unknown) => (failure = error))
    await Promise.resolve()
    emit('appSuspend', {})
    await new Promise((resolve) => setImmediate(resolve))
    expect(failure).toBeUndefined()
    emit('appResume', {})
    await expect(running).rejects.toMatchObject({ message: 'interrupted', errno: 600003 })
  })
})
