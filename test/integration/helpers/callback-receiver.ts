import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** One callback as it came in. */
export interface Received {
  path: string
  query: URLSearchParams
  contentType: string
  body: string
}

/** An app's back end as the cloud's callbacks see it: it keeps what comes and answers as it is told. */
export class CallbackReceiver {
  readonly received: Received[] = []
  /** Answers by path; null never answers. Others get `{"code":200}`. */
  readonly answers = new Map<string, { status?: number; json: object } | null>()
  private readonly watchers = new Set<() => void>()
  private backEnd: string | null = null

  private constructor(private readonly server: Server) {}

  static async start(): Promise<CallbackReceiver> {
    const server = createServer()
    const receiver = new CallbackReceiver(server)
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', 'http://receiver')
      void text(request).then((body) => {
        void receiver.take(
          {
            path: url.pathname,
            query: url.searchParams,
            contentType: request.headers['content-type'] ?? '',
            body,
          },
          response,
        )
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return receiver
  }

  address(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`
  }

  /** From now on another back end answers, at the same paths; a callback counts once that one has taken it. */
  handOnTo(backEnd: string): void {
    this.backEnd = backEnd
  }

  /** The first callback at this path that `accepts` takes; also earlier ones count. */
  async first(path: string, accepts: (callback: Received) => boolean): Promise<Received> {
    for (;;) {
      const found = this.received.find((callback) => callback.path === path && accepts(callback))
      if (found) return found
      await new Promise<void>((resolve) => this.watchers.add(resolve))
    }
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  private async take(callback: Received, response: ServerResponse): Promise<void> {
    const { path, query, contentType, body } = callback
    if (this.backEnd !== null) {
      const options = { method: 'POST', headers: { 'content-type': contentType }, body }
      const answer = await fetch(`${this.backEnd}${path}?${query.toString()}`, options)
      const json = await answer.text()
      if (answer.ok) this.note(callback)
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(json)
      return
    }
    this.note(callback)
    const answer = this.answers.get(path)
    if (answer === null) return
    response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.json ?? { code: 200 }))
  }

  private note(callback: Received): void {
    this.received.push(callback)
    for (const resolve of this.watchers) resolve()
    this.watchers.clear()
  }
}
