import type { AppService } from '../runtime/app-service'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

interface Callbacks {
  success?: (result: unknown) => void
  fail?: (error: unknown) => void
  complete?: (result: unknown) => void
}

/** Calls and replaces members of `wx` for tests. */
export class WxMocks {
  private readonly originals = new Map<string, unknown>()

  constructor(private readonly wx: AppService['wx']) {}

  /** @returns what the member gives, a promise's value included. @throws with WeChat's errMsg when it fails. */
  async call(method: string, args: unknown[]): Promise<unknown> {
    const member = this.wx[method]
    if (typeof member !== 'function') throw new Error(`wx.${method} not exists`)
    try {
      return await (member as AnyFunction).apply(this.wx, args)
    } catch (error) {
      const { errMsg } = error as { errMsg?: string }
      throw errMsg === undefined ? error : new Error(errMsg)
    }
  }

  /** Every call answers with `result`. */
  replaceWithResult(method: string, result: unknown): void {
    this.replace(method, () => result)
  }

  /**
   * Every call runs `run` with its arguments and then `extra`; `this.origin` is the real member.
   * What it returns, or the promise it returns, is the result.
   */
  replaceWithFunction(method: string, run: AnyFunction, extra: unknown[]): void {
    const origin = this.original(method)
    this.replace(method, (args) => run.apply({ origin }, [...args, ...extra]))
  }

  restore(method: string): void {
    if (!this.originals.has(method)) return
    this.wx[method] = this.originals.get(method)
    this.originals.delete(method)
  }

  private original(method: string): unknown {
    return this.originals.has(method) ? this.originals.get(method) : this.wx[method]
  }

  private replace(method: string, answer: (args: unknown[]) => unknown): void {
    if (!this.originals.has(method)) this.originals.set(method, this.wx[method])
    const isSync = method.endsWith('Sync')
    this.wx[method] = (...args: unknown[]): unknown => {
      if (isSync) return answer(args)
      const outcome = Promise.resolve().then(() => answer(args))
      const callbacks = (args[0] ?? {}) as Callbacks
      if (!callbacks.success && !callbacks.fail && !callbacks.complete) return outcome
      outcome.then(
        (result) => {
          callbacks.success?.(result)
          callbacks.complete?.(result)
        },
        (error: unknown) => {
          callbacks.fail?.(error)
          callbacks.complete?.(error)
        },
      )
      return undefined
    }
  }
}
