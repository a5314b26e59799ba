import type { CompiledModule } from '../../compiler/compiled-project'
import type { Packages } from './packages'
import type { Realm } from './realm'

type Success = (moduleExports: unknown) => void
type Failure = (failure: { mod: string; errMsg: string }) => void

interface Require {
  (request: string, success?: Success, fail?: Failure): unknown
  async(request: string): Promise<unknown>
}

interface LoadedModule {
  exports: unknown
}

/** The module table of the mini-program: `require`, `require.async`, one instance a module. */
export class ModuleLoader {
  private readonly loaded = new Map<string, LoadedModule>()
  private readonly running: string[] = []

  constructor(
    private readonly modules: Record<string, CompiledModule>,
    private readonly realm: Realm,
    private readonly packages: Packages,
    private readonly onLazyLoadError: (root: string, message: string) => void,
    private readonly reportError: (error: unknown) => void,
  ) {}

  /** Paths of the modules being run, innermost last: tells `Component()` whose script it is called in. */
  get callers(): readonly string[] {
    return this.running
  }

  has(path: string): boolean {
    return path in this.modules
  }

  packageOf(path: string): string {
    return this.modules[path]?.package ?? ''
  }

  /** Runs a module unless it ran before. @throws what the module throws, or that there is no such module. */
  run(path: string): unknown {
    const known = this.loaded.get(path)
    if (known) return known.exports
    const compiled = this.modules[path]
    if (!compiled) throw new Error(`module '${path}' is not defined`)
    const module: LoadedModule = { exports: {} }
    this.loaded.set(path, module)
    this.running.push(path)
    try {
      const body = this.realm.compile(['require', 'module', 'exports'], compiled.code, path)
      body.call(undefined, this.requireFor(path, compiled), module, module.exports)
    } catch (error) {
      this.loaded.delete(path)
      throw error
    } finally {
      this.running.pop()
    }
    return module.exports
  }

  /** Downloads the subpackage of a module when needed, then runs it. */
  async runAsync(path: string): Promise<unknown> {
    const root = this.packageOf(path)
    try {
      await this.packages.load(root)
    } catch (error) {
      this.onLazyLoadError(root, messageOf(error))
      throw error
    }
    return this.run(path)
  }

  private requireFor(from: string, compiled: CompiledModule): Require {
    const resolve = (request: string): string => {
      const path = compiled.resolved[request]
      if (path === undefined || !this.has(path)) {
        throw new Error(
          `module '${request}' is not defined, require args is '${request}' (in ${from})`,
        )
      }
      return path
    }
    const requireAsync = async (request: string): Promise<unknown> => {
      try {
        return await this.runAsync(resolve(request))
      } catch (error) {
        throw Object.assign(new Error(messageOf(error)), { mod: request, errMsg: messageOf(error) })
      }
    }
    const requireNow = (request: string, success?: Success, fail?: Failure): unknown => {
      if (success || fail) {
        requireAsync(request).then(
          (moduleExports) => this.attempt(() => success?.(moduleExports)),
          (error: unknown) =>
            this.attempt(() => fail?.({ mod: request, errMsg: messageOf(error) })),
        )
        return undefined
      }
      const path = resolve(request)
      const root = this.packageOf(path)
      if (!this.packages.has(root)) {
        throw new Error(
          `module '${path}' is not defined, its subpackage "${root}" is not loaded: use require.async`,
        )
      }
      return this.run(path)
    }
    return Object.assign(requireNow, { async: requireAsync })
  }

  private attempt(callback: () => void): void {
    try {
      callback()
    } catch (error) {
      this.reportError(error)
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
