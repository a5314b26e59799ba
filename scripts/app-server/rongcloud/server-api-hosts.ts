/** As RongCloud's own server SDKs do: a host is left at most once in this time. */
const SWITCH_PAUSE_MS = 30_000

/** Which of the Server API's hosts to call: the same one until it fails, then the next in the list. */
export class ServerApiHosts {
  private index = 0
  private switchedAt = -Infinity

  constructor(
    private readonly urls: readonly string[],
    private readonly now: () => number,
  ) {}

  get current(): string {
    return this.urls[this.index]
  }

  /**
   * Reports that a host did not answer (network error, timeout, HTTP 5xx).
   * @returns the host to go on with: the same one when it was left moments ago, or is the only one.
   */
  failed(url: string): string {
    const mayLeave = this.now() - this.switchedAt >= SWITCH_PAUSE_MS
    if (url === this.current && mayLeave) {
      this.index = (this.index + 1) % this.urls.length
      this.switchedAt = this.now()
    }
    return this.current
  }
}
