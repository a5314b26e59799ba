import { atPath, toPlain } from '../../../../scripts/simulator/client/automator/plain'
import { MiniProgramFunctions } from '../../../../scripts/simulator/client/automator/mini-program-functions'
import { WxMocks } from '../../../../scripts/simulator/client/automator/wx-mocks'
import { Realm } from '../../../../scripts/simulator/client/runtime/realm'

describe('values on the wire', () => {
  it('leave out functions and circles', () => {
    const page: Record<string, unknown> = { name: 'a', run: () => 1, list: [() => 1, 2] }
    page.self = page
    page.nested = { page }
    expect(toPlain(page)).toEqual({ name: 'a', list: [null, 2], nested: {} })
  })

  it('keep what is shared but no circle', () => {
    const shared = { x: 1 }
    expect(toPlain({ a: shared, b: shared })).toEqual({ a: { x: 1 }, b: { x: 1 } })
  })

  it('keep the words of an error', () => {
    expect(toPlain(new TypeError('wrong'))).toEqual({ name: 'TypeError', message: 'wrong' })
  })

  it('are found by path', () => {
    const data = { list: [{ name: 'a' }] }
    expect(atPath(data, 'list[0].name')).toBe('a')
    expect(atPath(data, 'list[3].name')).toBeUndefined()
    expect(atPath(data, undefined)).toBe(data)
  })
})

describe('functions of a client', () => {
  it('see exposed functions as globals', () => {
    const functions = new MiniProgramFunctions(new Realm({}))
    const heard: unknown[] = []
    functions.expose('tell', (word) => heard.push(word))
    functions.compile('(word) => tell(word)')('hello')
    expect(heard).toEqual(['hello'])
    expect(() => functions.expose('not a name', () => 1)).toThrow('is not a name')
  })

  it.each([
    ['function (a) { return a + 1 }', 2],
    ['async (a) => a + 1', Promise.resolve(2)],
    ['a => a + 1', 2],
    ['add(a) { return a + 1 }', 2],
    ['async add(a) { return a + 1 }', Promise.resolve(2)],
  ])('may be written as %s', async (declaration, expected) => {
    const functions = new MiniProgramFunctions(new Realm({}))
    expect(await functions.compile(declaration)(1)).toBe(await expected)
  })
})

describe('a mocked wx', () => {
  const wxWith = (members: Record<string, unknown>) => ({
    wx: members,
    mocks: new WxMocks(members),
  })

  it('answers callbacks as the real one would', async () => {
    const { wx, mocks } = wxWith({ login: () => undefined })
    mocks.replaceWithFunction('login', () => Promise.reject(new Error('no')), [])
    const login = wx.login as (options: object) => void
    const outcome = new Promise((resolve) => login({ fail: resolve }))
    expect(await outcome).toEqual(new Error('no'))
  })

  it('gives the real member as this.origin and the extra arguments last', async () => {
    const { wx, mocks } = wxWith({ addSync: (a: number) => a + 1 })
    mocks.replaceWithFunction(
      'addSync',
      function (this: unknown, a, extra) {
        return (this as { origin(a: unknown): number }).origin(a) * (extra as number)
      },
      [10],
    )
    expect((wx.addSync as (a: number) => number)(1)).toBe(20)
    mocks.restore('addSync')
    expect(await mocks.call('addSync', [1])).toBe(2)
  })

  it('fails with the errMsg of the real member', async () => {
    const { mocks } = wxWith({
      scan: () => Promise.reject(Object.assign(new Error('x'), { errMsg: 'scan:fail cancel' })),
    })
    await expect(mocks.call('scan', [])).rejects.toThrow('scan:fail cancel')
    await expect(mocks.call('missing', [])).rejects.toThrow('wx.missing not exists')
  })
})
