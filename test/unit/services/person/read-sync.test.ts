import { ImError } from '../../../../miniprogram/services/im/im-error'
import { ReadSync } from '../../../../miniprogram/services/person/read-sync'
import { FakeClock, settled } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'

const CHEN = { kind: 'private', targetId: 'chen' } as const
const GROUP = { kind: 'group', targetId: 'courtyard' } as const

function device(storage = new MemoryStorage()) {
  const told: [string, number][] = []
  const state = { isOnline: true, failure: null as ImError | null, unread: 0 }
  const clock = new FakeClock()
  const readSync = new ReadSync({
    receipts: {
      syncRead: async ({ targetId }, until) => {
        if (state.failure !== null) throw state.failure
        told.push([targetId, until])
      },
    },
    conversations: { unread: async () => state.unread },
    storage,
    clock,
    isOnline: () => state.isOnline,
  })
  return { readSync, told, state, clock, storage }
}

describe('what was read on this device', () => {
  it('is told to the others at once, and a burst by two notices', async () => {
    const { readSync, told, clock, storage } = device()
    for (let until = 1; until <= 50; until += 1) readSync.tell(CHEN, until)
    await settled()
    expect(told).toEqual([['chen', 1]])
    await clock.pass(60_000)
    expect(told).toEqual([
      ['chen', 1],
      ['chen', 50],
    ])
    expect(storage.keys()).toEqual([])
  })

  it('is told one conversation a second', async () => {
    const { readSync, told, clock } = device()
    readSync.tell(CHEN, 1)
    readSync.tell(GROUP, 2)
    await settled()
    expect(told).toHaveLength(1)
    await clock.pass(1_000)
    expect(told).toHaveLength(2)
  })

  it('is told without waiting when the chat is left', async () => {
    const { readSync, told, clock } = device()
    readSync.tell(CHEN, 1)
    readSync.tell(CHEN, 2)
    readSync.hurry(CHEN)
    await settled()
    expect(told).toEqual([
      ['chen', 1],
      ['chen', 2],
    ])
    readSync.hurry(CHEN)
    await clock.pass(10_000)
    expect(told).toHaveLength(2)
  })

  it('is not told while newer messages are unread, which the notice would make read as well', async () => {
    const { readSync, told, state, clock } = device()
    readSync.tell(CHEN, 1)
    readSync.tell(CHEN, 2)
    await settled()
    state.unread = 1
    await clock.pass(10_000)
    expect(told).toEqual([['chen', 1]])
    state.unread = 0
    readSync.tell(CHEN, 3)
    await settled()
    expect(told[1]).toEqual(['chen', 3])
  })

  it('is told when the link is back, also by the app started again', async () => {
    const { readSync, state, storage } = device()
    state.isOnline = false
    readSync.tell(CHEN, 7)
    readSync.stop()
    const again = device(storage)
    again.readSync.resume()
    await settled()
    expect(again.told).toEqual([['chen', 7]])
    expect(storage.keys()).toEqual([])
  })

  it('is told again after a failure that passes, and not after one that stays', async () => {
    const { readSync, told, state, clock, storage } = device()
    state.failure = ImError.fromSdk(30011, 'syncRead')
    readSync.tell(CHEN, 7)
    await clock.pass(500)
    state.failure = null
    await clock.pass(1_000)
    expect(told).toEqual([['chen', 7]])
    state.failure = ImError.fromSdk(405, 'syncRead')
    readSync.tell(CHEN, 8)
    await clock.pass(10_000)
    expect(storage.keys()).toEqual([])
    expect(told).toHaveLength(1)
  })

  it('says nothing about the system conversation, which the cloud takes no notice of', async () => {
    const { readSync, told } = device()
    readSync.tell({ kind: 'system', targetId: 'notices' }, 1)
    await settled()
    expect(told).toEqual([])
  })
})
