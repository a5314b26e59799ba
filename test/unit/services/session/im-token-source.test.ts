import type { ImAccess } from '../../../../miniprogram/services/api/app-api'
import { ImTokenSource } from '../../../../miniprogram/services/session/im-token-source'
import { FakeAppApi } from '../../../fakes/fake-app-api'
import { FakeClock } from '../../../fakes/fake-clock'
import { MemoryStorage } from '../../../fakes/memory-storage'

/** A server that answers each request for a token when the test says so, the first one first. */
class SlowAppApi extends FakeAppApi {
  readonly waiting: { answer: (access: ImAccess) => void; refuse: (error: Error) => void }[] = []

  override imAccess(): Promise<ImAccess> {
    return new Promise((answer, refuse) => this.waiting.push({ answer, refuse }))
  }
}

function accessOf(token: string): ImAccess {
  return { token, userId: 'lin', appKey: 'key', navigators: [], cmpHosts: [] }
}

describe('a token that was asked for before the person left', () => {
  function phone() {
    const [api, storage] = [new SlowAppApi(), new MemoryStorage()]
    return { api, tokens: new ImTokenSource(api, () => storage, new FakeClock()) }
  }

  it('is not the next person’s, whichever answer comes first', async () => {
    const { api, tokens } = phone()
    const before = tokens.get()
    tokens.forget()
    const after = tokens.get()
    expect(api.waiting).toHaveLength(2)
    api.waiting[1].answer(accessOf('new'))
    expect((await after).token).toBe('new')
    api.waiting[0].answer(accessOf('old'))
    await before
    expect((await tokens.get()).token).toBe('new')
  })

  it('does not fail the next person when it is refused', async () => {
    const { api, tokens } = phone()
    const before = tokens.get()
    tokens.forget()
    const after = tokens.get()
    api.waiting[0].refuse(new Error('over'))
    await expect(before).rejects.toThrow('over')
    const shared = tokens.get()
    api.waiting[1].answer(accessOf('new'))
    expect((await after).token).toBe('new')
    expect((await shared).token).toBe('new')
    expect(api.waiting).toHaveLength(2)
  })
})
