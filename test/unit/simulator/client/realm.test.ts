import { Realm } from '../../../../scripts/simulator/client/runtime/realm'

/** A browser's global object, as far as the realm looks at it. */
function browserLike(): object {
  const layer = { addEventListener: () => undefined, 'not-a-name': 1 }
  return Object.assign(Object.create(layer) as object, {
    ...Object.fromEntries(
      ['Array', 'Object', 'JSON', 'Promise'].map((n) => [n, Reflect.get(globalThis, n)]),
    ),
    window: {},
    document: {},
    fetch: () => undefined,
    eval: globalThis.eval,
  })
}

describe('Realm', () => {
  const realm = new Realm({ wx: { name: 'wx' } }, browserLike())

  it('shows ECMAScript and what it is given', () => {
    expect(realm.run('[typeof Array, typeof JSON, wx.name]')).toEqual(['function', 'object', 'wx'])
  })

  it('hides the rest of the global object, inherited names too', () => {
    expect(
      realm.run('[typeof window, typeof document, typeof fetch, typeof addEventListener]'),
    ).toEqual(Array(4).fill('undefined'))
    expect(realm.run('typeof globalThis.window')).toBe('undefined')
    expect(realm.run('globalThis.wx === wx')).toBe(true)
  })

  it('makes no functions from text', () => {
    expect(() => realm.run("Function('return 1')")).toThrow(EvalError)
    expect(() => realm.run("new Function('return 1')")).toThrow('not available')
    expect(realm.run('(() => 1) instanceof Function')).toBe(true)
  })

  it('compiles strict functions in which eval is not there', () => {
    const body = 'return [typeof eval, this === undefined, a + b]'
    expect(realm.compile(['a', 'b'], body).call(undefined, 1, 2)).toEqual(['undefined', true, 3])
  })
})
