import { WxError } from './wx-error'

/** The outcome handlers every asynchronous `wx` call takes in its options. */
export interface WxCallbacks {
  success?: (result: Record<string, unknown>) => void
  fail?: (error: WxFailure) => void
  complete?: (result: Record<string, unknown>) => void
}

export type WxFailure = Record<string, unknown> & { errMsg: string; errno?: number }

/** Takes an error thrown by a callback of the mini-program. */
export interface ErrorReporter {
  reportError(error: unknown): void
}

export type WxFunction = (options?: unknown) => Promise<Record<string, unknown>> | undefined

/**
 * Makes a `wx` function of `run`: success / fail / complete when the caller gives any of them, else a promise. Results
 * get `errMsg: 'name:ok'`, failures `errMsg: 'name:fail <message>'` and `errno`.
 * @param run may throw or reject with a `WxError`; any other error becomes a fail with its message.
 */
export function wxCall<O extends object>(
  reporter: ErrorReporter,
  name: string,
  run: (options: Partial<O>) => object | void | Promise<object | void>,
): WxFunction {
  return (given) => {
    const options = (given ?? {}) as Partial<O> & WxCallbacks
    const outcome = settle(name, () => run(options))
    if (!options.success && !options.fail && !options.complete) return outcome
    deliver(reporter, options, outcome)
    return undefined
  }
}

/** Runs and names the outcome as WeChat does; rejects with a `WxFailure`. */
export async function settle(
  name: string,
  run: () => object | void | Promise<object | void>,
): Promise<Record<string, unknown>> {
  try {
    const result = await run()
    return { ...result, errMsg: `${name}:ok` }
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat rejects with a plain object
    throw failure(name, error)
  }
}

/** Hands an outcome of `settle` to the callbacks; an error they throw is the mini-program's and is reported. */
export function deliver(
  reporter: ErrorReporter,
  callbacks: WxCallbacks,
  outcome: Promise<Record<string, unknown>>,
): void {
  const attempt = (callback: ((value: never) => void) | undefined, value: unknown): void => {
    try {
      callback?.(value as never)
    } catch (error) {
      reporter.reportError(error)
    }
  }
  outcome.then(
    (result) => {
      attempt(callbacks.success, result)
      attempt(callbacks.complete, result)
    },
    (error: unknown) => {
      attempt(callbacks.fail, error)
      attempt(callbacks.complete, error)
    },
  )
}

/** A failure as `fail` and rejections carry it. */
export function failure(name: string, error: unknown): WxFailure {
  const message = error instanceof Error ? error.message : String(error)
  const result: WxFailure = { errMsg: `${name}:fail${message ? ` ${message}` : ''}` }
  if (error instanceof WxError) {
    Object.assign(result, error.extra)
    if (error.errno !== undefined) result.errno = error.errno
  }
  return result
}

/** The same failure as an exception, which is how Sync calls report it. */
export function syncFailure(name: string, error: unknown): Error {
  const { errMsg, ...rest } = failure(name, error)
  return Object.assign(new Error(errMsg), { errMsg }, rest)
}

/** Runs a Sync call, its failures in WeChat's words. */
export function syncCall<R>(name: string, run: () => R): R {
  try {
    return run()
  } catch (error) {
    throw syncFailure(name, error)
  }
}
