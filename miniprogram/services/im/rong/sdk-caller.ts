import type * as imlib from '@rongcloud/imlib-next'

import { ImError } from '../im-error'

export type RongSdk = typeof imlib

export type SdkLoader = () => Promise<RongSdk>

/** The shape all SDK calls answer with. Source: `class RCResult`, @rongcloud/engine 5.38.0. */
interface SdkResult<T> {
  code: number
  data?: T
}

/** Holds the SDK once it is loaded and turns its results into values or `ImError`. */
export class SdkCaller {
  private loading: Promise<RongSdk> | null = null
  private sdk: RongSdk | null = null

  constructor(private readonly loader: SdkLoader) {}

  get isLoaded(): boolean {
    return this.sdk !== null
  }

  /** Unix ms. Call while connected: the SDK throws before its start, and knows no better than the phone. */
  serverTime(): number {
    return this.sdk?.getServerTime() ?? Date.now()
  }

  /** @throws {ImError} `SDK_LOAD_FAILED` (retryable); the next call tries again. */
  async load(): Promise<RongSdk> {
    this.loading ??= this.loader()
    try {
      this.sdk = await this.loading
      return this.sdk
    } catch (thrown) {
      this.loading = null
      const cause = thrown instanceof Error ? thrown.message : JSON.stringify(thrown)
      throw new ImError('SDK_LOAD_FAILED', true, 0, cause)
    }
  }

  /** @throws {ImError} `SIGNED_OUT` before `load`, else by the result's code. */
  async call<T>(
    operation: string,
    run: (sdk: RongSdk) => SdkResult<T> | Promise<SdkResult<T>>,
  ): Promise<T> {
    const sdk = this.sdk
    if (sdk === null) throw new ImError('SIGNED_OUT', false, 0, `${operation}: SDK not loaded`)
    try {
      const result = await run(sdk)
      if (result.code !== 0) throw ImError.fromSdk(result.code, operation)
      return result.data as T
    } catch (thrown) {
      throw ImError.fromThrown(thrown, operation)
    }
  }
}
