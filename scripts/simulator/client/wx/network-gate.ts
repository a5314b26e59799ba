import type { Phone } from '../phone'
import { WxError } from './wx-error'

/** Requests, uploads and downloads at the same time; more wait. Source: WeChat, 网络 使用说明. */
const MAX_RUNNING = 10

export const OFFLINE_TEXT =
  'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED'

/**
 * What every network call passes: ten run at a time, none while offline, and those still running when the app is
 * suspended in the background are cut. What happens to a sleeping app it learns when it comes back.
 */
export class NetworkGate {
  private running = 0
  private readonly waiting: (() => void)[] = []
  private readonly cuts = new Set<(reason: 'offline' | 'interrupted') => void>()
  private readonly slept: (() => void)[] = []
  private isAsleep = false

  constructor(private readonly phone: Pick<Phone, 'network' | 'on'>) {
    phone.on('networkChange', ({ isConnected }) => {
      if (!isConnected) this.cut('offline')
    })
    phone.on('appSuspend', () => {
      this.isAsleep = true
      this.cut('interrupted')
    })
    phone.on('appResume', () => {
      this.isAsleep = false
      for (const event of this.slept.splice(0)) event()
    })
  }

  get isOffline(): boolean {
    return !this.phone.network.isConnected
  }

  /** Runs `event` now, or when the app wakes up. */
  whenAwake(event: () => void): void {
    if (this.isAsleep) this.slept.push(event)
    else event()
  }

  /** Calls `cut` once when the phone goes offline or the app falls asleep. @returns stops watching. */
  onCut(cut: (reason: 'offline' | 'interrupted') => void): () => void {
    this.cuts.add(cut)
    return () => this.cuts.delete(cut)
  }

  /**
   * Runs a transfer within the limits.
   * @param timeoutMs counted from when it starts, not while it waits for its turn.
   * @param abort aborted by the caller (`RequestTask.abort`).
   * @throws {WxError} in WeChat's words; an error of `work` itself becomes `fallback`.
   */
  async run<T>(
    work: (signal: AbortSignal) => Promise<T>,
    timeoutMs: number,
    abort: AbortSignal,
  ): Promise<T> {
    await this.turn(abort)
    const controller = new AbortController()
    const stop = (error: WxError): void => controller.abort(error)
    const timer = setTimeout(() => stop(new WxError('timeout', 5)), timeoutMs)
    const onAbort = (): void => stop(new WxError('abort', 600004))
    abort.addEventListener('abort', onAbort)
    const uncut = this.onCut((reason) =>
      stop(reason === 'offline' ? offline() : new WxError('interrupted', 600003)),
    )
    try {
      if (abort.aborted) onAbort()
      else if (this.isOffline) stop(offline())
      controller.signal.throwIfAborted()
      return await work(controller.signal)
    } catch (error) {
      const reason: unknown = controller.signal.aborted ? controller.signal.reason : error
      if (reason instanceof WxError) await this.awake()
      throw reason instanceof WxError ? reason : unreachable(reason)
    } finally {
      clearTimeout(timer)
      uncut()
      abort.removeEventListener('abort', onAbort)
      this.running -= 1
      this.waiting.shift()?.()
    }
  }

  private async turn(abort: AbortSignal): Promise<void> {
    if (this.running >= MAX_RUNNING) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve)
        abort.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    this.running += 1
  }

  private awake(): Promise<void> {
    return new Promise((resolve) => this.whenAwake(resolve))
  }

  private cut(reason: 'offline' | 'interrupted'): void {
    for (const cut of [...this.cuts]) {
      this.cuts.delete(cut)
      cut(reason)
    }
  }
}

function offline(): WxError {
  return new WxError(OFFLINE_TEXT, 600001)
}

/** Browsers do not say why a connection failed. */
function unreachable(error: unknown): WxError {
  const detail = error instanceof Error ? error.message : String(error)
  return new WxError(
    `errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED (${detail})`,
    600001,
  )
}
