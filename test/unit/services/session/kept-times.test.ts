import { AddressBook } from '../../../../miniprogram/services/session/address-book'
import { ImTokenSource } from '../../../../miniprogram/services/session/im-token-source'
import { FakeAddressCheck } from '../../../fakes/fake-address-check'
import { FakeAppApi } from '../../../fakes/fake-app-api'
import { FakeClock } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'

const DAY_MS = 24 * 3_600_000
const YEAR_MS = 365 * DAY_MS

/** A phone whose clock was a year ahead while it kept something, and is right now. */
describe('what was kept before the clock was set back', () => {
  function phone() {
    const [api, clock, storage] = [new FakeAppApi(), new FakeClock(), new MemoryStorage()]
    const setRight = () => clock.jump(-YEAR_MS)
    return { api, clock, storage, setRight }
  }

  it('is no token: a new one is asked for', async () => {
    const { api, clock, storage, setRight } = phone()
    const tokens = new ImTokenSource(api, () => storage, clock)
    const before = await tokens.get()
    expect(await tokens.get()).toMatchObject({ token: before.token })
    setRight()
    expect((await tokens.get()).token).not.toBe(before.token)
  })

  it('is no dead host: each has its place again', async () => {
    const { clock, storage, setRight } = phone()
    const checker = new FakeAddressCheck()
    checker.verdicts.set('first', 'dead')
    const book = new AddressBook(storage, checker, clock, { openHosts: () => [] })
    const addresses = { appKey: 'key', navigators: ['http://navi'], cmpHosts: ['first', 'second'] }
    await book.check(addresses, false)
    expect(book.ordered(addresses).cmpHosts).toEqual(['second', 'first'])
    setRight()
    expect(book.ordered(addresses).cmpHosts).toEqual(['first', 'second'])
  })
})
