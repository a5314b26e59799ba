import { EventEmitter } from 'node:events'
import type { Server } from 'node:http'

import type { WebSocket } from 'ws'
import { WebSocketServer } from 'ws'

import { type PhoneToServer, routes, type ServerToPhone } from '../wire'
import { isOwnRequest } from './request-guard'

interface PhoneSocketsEvents {
  message: [phone: string, message: PhoneToServer]
  /** The last page of the phone went away (closed or reloading). */
  gone: [phone: string]
}

/** The open phones, each by its id over the WebSocket `/__sim?phone=<id>`. */
export class PhoneSockets extends EventEmitter<PhoneSocketsEvents> {
  private readonly sockets = new WebSocketServer({ noServer: true })
  private readonly phones = new Map<string, Set<WebSocket>>()

  /** Takes over the upgrade requests of an HTTP server. */
  listen(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'http://localhost')
      const phone = url.searchParams.get('phone')
      if (url.pathname !== routes.socket || !phone || !isOwnRequest(request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
        return
      }
      this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.add(phone, webSocket))
    })
  }

  /** @returns false when no page of the phone is open. */
  send(phone: string, message: ServerToPhone): boolean {
    const open = this.phones.get(phone)
    open?.forEach((socket) => socket.send(JSON.stringify(message)))
    return open !== undefined
  }

  broadcast(message: ServerToPhone): void {
    for (const phone of this.phones.keys()) this.send(phone, message)
  }

  close(): void {
    for (const socket of this.sockets.clients) socket.terminate()
    this.sockets.close()
  }

  private add(phone: string, socket: WebSocket): void {
    const open = this.phones.get(phone) ?? new Set()
    this.phones.set(phone, open.add(socket))
    socket.on('message', (data: Buffer) => {
      const message = parseMessage(data.toString('utf8'))
      if (message) this.emit('message', phone, message)
      else socket.close(1003, 'not a message of a phone')
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      open.delete(socket)
      if (open.size > 0) return
      this.phones.delete(phone)
      this.emit('gone', phone)
    })
  }
}

function parseMessage(text: string): PhoneToServer | undefined {
  try {
    const message = JSON.parse(text) as PhoneToServer
    return message.kind === 'ready' || message.kind === 'automator' ? message : undefined
  } catch {
    return undefined
  }
}
