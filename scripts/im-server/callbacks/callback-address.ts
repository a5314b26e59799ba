import { randomBytes } from 'node:crypto'

import type { Logger } from 'pino'

import { signatureOf } from '../server-api/signature'
import type { Settings } from '../settings'

/** The body of a callback: fields, sent as a form, or anything else, sent as JSON. */
export type CallbackBody =
  { form: Record<string, string | readonly string[]> } | { json: readonly object[] }

/** Source: the callbacks' documentation: an answer is waited for 5 s, and asked for two more times. */
const TIMEOUT_MS = 5000
const TRIES = 3
const PAUSE_MS = 500

/** What waits while the address does not answer; older callbacks are given up first. */
const QUEUE_LIMIT = 10_000

/** One address of the app's back end. Callbacks reach it signed, one after the other, in order. */
export class CallbackAddress {
  private readonly queue: CallbackBody[] = []
  private isSending = false
  private readonly attempts = new Set<AbortController>()
  private isClosed = false

  constructor(
    private readonly url: string,
    private readonly app: Pick<Settings, 'appKey' | 'appSecret'>,
    private readonly log: Logger,
  ) {}

  /** Sends when everything before it is sent. */
  send(body: CallbackBody): void {
    if (this.queue.length === QUEUE_LIMIT) {
      this.queue.shift()
      this.log.warn({ address: this.origin }, 'the callback queue is full: the oldest is dropped')
    }
    this.queue.push(body)
    if (!this.isSending) void this.sendAll()
  }

  /**
   * Asks once, at once.
   * @returns the JSON answered, or null when there is none in time.
   */
  async ask(body: CallbackBody, timeoutMs: number): Promise<unknown> {
    try {
      return await this.post(body, timeoutMs, (answer) => (answer.ok ? answer.json() : null))
    } catch {
      return null
    }
  }

  /** Gives up what has not been sent. */
  close(): void {
    this.isClosed = true
    this.queue.length = 0
    for (const attempt of this.attempts) attempt.abort()
  }

  private get origin(): string {
    const { origin, pathname } = new URL(this.url)
    return origin + pathname
  }

  private async sendAll(): Promise<void> {
    this.isSending = true
    for (let body = this.queue.shift(); body; body = this.queue.shift()) await this.deliver(body)
    this.isSending = false
  }

  private async deliver(body: CallbackBody): Promise<void> {
    for (let attempt = 1; attempt <= TRIES && !this.isClosed; attempt++) {
      try {
        if (await this.post(body, TIMEOUT_MS, ({ ok }) => ok)) return
      } catch {
        // Tried again below, as any other failure.
      }
      if (attempt < TRIES) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS).unref())
    }
    if (!this.isClosed) {
      this.log.warn({ address: this.origin }, 'a callback was not taken')
    }
  }

  /** @throws also when it is not read in time, or the server stops. */
  private async post<T>(
    body: CallbackBody,
    timeoutMs: number,
    read: (answer: Response) => T | Promise<T>,
  ): Promise<T> {
    const isForm = 'form' in body
    // A timeout within `AbortSignal.any` is lost to the garbage collector (Node 20).
    const attempt = new AbortController()
    const timer = setTimeout(() => attempt.abort(), timeoutMs)
    this.attempts.add(attempt)
    try {
      const answer = await fetch(this.signedUrl(), {
        method: 'POST',
        headers: {
          'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
        },
        body: isForm ? encodeForm(body.form) : JSON.stringify(body.json),
        signal: attempt.signal,
      })
      return await read(answer)
    } finally {
      clearTimeout(timer)
      this.attempts.delete(attempt)
    }
  }

  /** Signed in the query. `timestamp` is today's name of the time, `signTimestamp` that of older documents. */
  private signedUrl(): URL {
    const { appKey, appSecret } = this.app
    const nonce = randomBytes(8).toString('hex')
    const timestamp = String(Date.now())
    const url = new URL(this.url)
    const signature = signatureOf(appSecret, nonce, timestamp)
    const query = { appKey, nonce, timestamp, signTimestamp: timestamp, signature }
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url
  }
}

function encodeForm(fields: Record<string, string | readonly string[]>): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const item of typeof value === 'string' ? [value] : value) form.append(name, item)
  }
  return form
}
