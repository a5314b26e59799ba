import type { CompiledModule } from '../../../../scripts/simulator/compiler/compiled-project'
import { ModuleLoader } from '../../../../scripts/simulator/client/runtime/module-loader'
import type { Packages } from '../../../../scripts/simulator/client/runtime/packages'
import { Realm } from '../../../../scripts/simulator/client/runtime/realm'

function loaderOf(sources: Record<string, { code: string; package?: string }>) {
  const modules = Object.fromEntries(
    Object.entries(sources).map(
      ([path, { code, package: root = '' }]): [string, CompiledModule] => {
        const requests = [...code.matchAll(/require(?:\.async)?\('([^']+)'/g)].map(
          ([, r]) => r ?? '',
        )
        return [
          path,
          { code, package: root, resolved: Object.fromEntries(requests.map((r) => [r, r])) },
        ]
      },
    ),
  )
  const here = new Set([''])
  const state = { isOnline: true, failures: [] as string[] }
  const packages = {
    has: (root: string) => here.has(root),
    load: async (root: string) => {
      if (!state.isOnline && !here.has(root)) throw new Error('network error')
      here.add(root)
    },
  } as unknown as Packages
  const loader = new ModuleLoader(
    modules,
    new Realm({}),
    packages,
    (root) => state.failures.push(root),
    () => undefined,
  )
  return { loader, state }
}

describe('ModuleLoader', () => {
  it('runs each module once, circles included', () => {
    const { loader } = loaderOf({
      'a.js': { code: "exports.early = 1; exports.b = require('b.js')" },
      'b.js': { code: "exports.seen = require('a.js').early" },
    })
    const a = loader.run('a.js') as { b: { seen: number } }
    expect(a.b.seen).toBe(1)
    expect(loader.run('a.js')).toBe(a)
  })

  it('refuses what was not compiled', () => {
    const { loader } = loaderOf({ 'a.js': { code: "require('./gone')" } })
    expect(() => loader.run('a.js')).toThrow("module './gone' is not defined")
  })

  it('has a module of a subpackage only after require.async', async () => {
    const { loader, state } = loaderOf({
      'a.js': {
        code: `
          exports.now = () => require('sub/x.js')
          exports.later = () => require.async('sub/x.js')
          exports.withCallbacks = (ok, fail) => require('sub/x.js', ok, fail)`,
      },
      'sub/x.js': { code: 'exports.x = 1', package: 'sub' },
    })
    const a = loader.run('a.js') as {
      now(): unknown
      later(): Promise<unknown>
      withCallbacks(ok: (x: unknown) => void, fail: (failure: object) => void): void
    }
    expect(() => a.now()).toThrow('use require.async')
    state.isOnline = false
    await expect(a.later()).rejects.toMatchObject({ mod: 'sub/x.js', errMsg: 'network error' })
    const failure = await new Promise((resolve) => a.withCallbacks(() => undefined, resolve))
    expect(failure).toEqual({ mod: 'sub/x.js', errMsg: 'network error' })
    expect(state.failures).toEqual(['sub', 'sub'])
    state.isOnline = true
    expect(await a.later()).toEqual({ x: 1 })
    expect(a.now()).toEqual({ x: 1 })
  })

  it('runs a module again after it threw', () => {
    const { loader } = loaderOf({ 'a.js': { code: 'throw new Error("broken")' } })
    expect(() => loader.run('a.js')).toThrow('broken')
    expect(() => loader.run('a.js')).toThrow('broken')
    expect(loader.callers).toEqual([])
  })
})
