import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { WebSocketServer } from 'ws'

/** A peer for network calls: says back what it got. Another origin than the mini-program's. */
export interface EchoServer {
  port: number
  /** Bodies of what was posted to it, in order. */
  bodies: Buffer[]
  /** Resolves when no socket is open any more. */
  socketsGone(): Promise<void>
  stop(): Promise<void>
}

/**
 * `/echo` answers method, headers, query and body as JSON; `/bytes` 1,000 bytes; `/slow` never; anything else 404 in
 * plain text. WebSockets get every message back.
 */
export async function startEchoServer(): Promise<EchoServer> {
  const bodies: Buffer[] = []
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      if (body.length > 0) bodies.push(body)
      answer(request, response, body.toString())
    })
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) =>
    socket.on('message', (data, isBinary) => socket.send(data as Buffer, { binary: isBinary })),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    bodies,
    async socketsGone() {
      await Promise.all([...sockets.clients].map((socket) => once(socket, 'close')))
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const { method, headers } = request
  if (url.pathname === '/slow') return
  if (url.pathname === '/bytes') {
    response.setHeader('content-type', 'application/octet-stream')
    response.end(Buffer.alloc(1000, 7))
  } else if (url.pathname === '/echo') {
    const query = Object.fromEntries(url.searchParams)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method, headers, query, body }))
  } else {
    response.statusCode = 404
    response.end('nothing here')
  }
}
