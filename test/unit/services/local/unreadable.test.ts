import { Drafts } from '../../../../miniprogram/services/local/drafts'
import { MarkedMessages } from '../../../../miniprogram/services/local/marked-messages'
import { UnreadMarks } from '../../../../miniprogram/services/local/unread-marks'
import { ReadSync } from '../../../../miniprogram/services/person/read-sync'
import { AddressBook } from '../../../../miniprogram/services/session/address-book'
import { ImTokenSource } from '../../../../miniprogram/services/session/im-token-source'
import { FakeAddressCheck } from '../../../fakes/fake-address-check'
import { FakeAppApi } from '../../../fakes/fake-app-api'
import { FakeClock, settled } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'

const KEY = 'private:chen'
const KEYS = [`draft.${KEY}`, 'unreadMarks', `hidden.${KEY}`, 'readsToTell', 'im-access']

describe.each(['{', '"x"', '7', '[{}]', '{"token":1,"at":{}}', ''])('kept as %s', (content) => {
  const clock = new FakeClock()

  function storage(): MemoryStorage {
    const kept = new MemoryStorage()
    for (const key of [...KEYS, 'dead-hosts']) kept.write(key, content)
    return kept
  }

  it('drafts and marks are as if there were none', () => {
    expect(new Drafts(storage()).get(KEY)).toBeNull()
    expect(new UnreadMarks(storage()).all()).toEqual([])
    expect(new MarkedMessages(storage(), 'hidden').has(KEY, 'x')).toBe(false)
  })

  it('nothing is told as read, the token is asked for, and the hosts stand as configured', async () => {
    const told: unknown[] = []
    const receipts = { syncRead: async (...read: unknown[]) => void told.push(read) }
    const conversations = { unread: async () => 0 }
    const isOnline = () => true
    new ReadSync({ receipts, conversations, storage: storage(), clock, isOnline }).resume()
    await settled()
    expect(told).toEqual([])
    const access = await new ImTokenSource(new FakeAppApi(), storage, clock).get()
    expect(access.cmpHosts).toEqual(['cmp1', 'cmp2'])
    const book = new AddressBook(storage(), new FakeAddressCheck(), clock, {
      openHosts: () => [],
    })
    expect(book.ordered(access).cmpHosts).toEqual(['cmp1', 'cmp2'])
  })
})
