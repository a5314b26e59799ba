import { connect } from 'node:net'

/** Numbers that look random and are the same for the same seed (xorshift32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** One HTTP request as its bytes are made from. */
export interface RawRequest {
  method: string
  target: string
  headers: Record<string, string>
  body: string
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'BREW']
const TEXTS = [
  '',
  '//',
  '/%',
  '/%00',
  '/../../etc/passwd',
  '?a[]=1&a=2&__proto__[x]=1',
  '{"__proto__":{"x":1}}',
  '{"constructor":null',
  'null',
  '[]',
  '[[[[[[[[[[',
  '"',
  '-1',
  '1e999',
  '\u0000',
  '\ud800',
  '😀'.repeat(50),
  'x'.repeat(20_000),
]
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'nonsense',
]
const HEADERS = ['authorization', 'range', 'idempotency-key', 'expect', 'upgrade', 'cookie', 'te']

/** Makes broken variants of requests that are right. */
export class RequestMutations {
  constructor(private readonly random: (below: number) => number) {}

  pick<Item>(items: readonly Item[]): Item {
    return items[this.random(items.length)]
  }

  /** The request with one to three things wrong with it, as bytes; now and then cut short or scribbled on. */
  bytesOf(request: RawRequest): Buffer {
    const changed = { ...request, headers: { ...request.headers } }
    for (let count = this.random(3) + 1; count > 0; count--) this.change(changed)
    const { method, target, headers, body } = changed
    const length = this.random(12) === 0 ? this.random(100_000) : Buffer.byteLength(body)
    const lines = [
      `${method} ${target} HTTP/1.1`,
      'host: localhost',
      'connection: close',
      `content-length: ${length}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ]
    const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
    if (this.random(10) === 0) {
      for (let count = this.random(5) + 1; count > 0; count--) {
        bytes[this.random(bytes.length)] = this.random(256)
      }
    }
    return this.random(20) === 0 ? bytes.subarray(0, this.random(bytes.length)) : bytes
  }

  private change(request: RawRequest): void {
    const { target, body, headers } = request
    const changes = [
      () => (request.method = this.pick(METHODS)),
      () =>
        (request.target =
          this.inPlace(target).replaceAll('\u0000', '+').replace(/\s/g, '+') || '/'),
      () => (request.body = this.inPlace(body)),
      () => (request.body = this.pick(TEXTS)),
      () => (headers['content-type'] = this.pick(TYPES)),
      () => (headers[this.pick(HEADERS)] = this.oneLine(this.pick(TEXTS))),
      () => delete headers[this.pick(Object.keys(headers))],
      () => {
        headers['upgrade'] = 'websocket'
        headers['connection'] = 'upgrade'
      },
    ]
    this.pick(changes)()
  }

  private inPlace(text: string): string {
    const at = this.random(text.length + 1)
    const end = at + this.random(6)
    return text.slice(0, at) + this.pick(TEXTS) + text.slice(end)
  }

  private oneLine(text: string): string {
    return text.replace(/[^\x20-\x7e]/g, '.').slice(0, 2000)
  }
}

/** How a server took one request. */
export interface Outcome {
  /** Status of the answer; null: the connection was closed without one. */
  status: number | null
  text: string
}

const PATIENCE_MS = 45_000

/**
 * Sends the bytes on a connection of their own and ends our side, so that a server that waits for more
 * learns there is none. @throws when the server neither answers nor closes.
 */
export function throwAt(port: number, bytes: Buffer): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const parts: Buffer[] = []
    const timer = setTimeout(() => {
      socket.destroy()
      const head = bytes.subarray(0, 200).toString('latin1')
      reject(new Error(`neither answered nor closed: ${JSON.stringify(head)}`))
    }, PATIENCE_MS)
    const done = (): void => {
      clearTimeout(timer)
      const text = Buffer.concat(parts).toString()
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? []
      resolve({ status: status === undefined ? null : Number(status), text })
    }
    socket.on('data', (part) => parts.push(part))
    // A reset is a closed connection, too; 'close' follows.
    socket.on('error', () => undefined)
    socket.on('close', done)
    socket.end(bytes)
  })
}
