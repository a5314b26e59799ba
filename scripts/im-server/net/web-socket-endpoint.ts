import type { Server } from 'node:http'
import type { Socket } from 'node:net'

import { WebSocketServer, type WebSocket } from 'ws'

import type { Cloud } from '../cloud'
import { decodeUp, MalformedFrame } from '../protocol/frame-codec'
import { CONNECT_ACK_FLAGS } from '../protocol/packets'
import { ConnectStatus, DisconnectStatus } from '../protocol/status'
import type { Dispatcher } from './dispatcher'
import { Session, type SessionIdentity } from './session'

/** Above the largest message with its pushes and expansion; a larger frame closes the connection. */
const LARGEST_FRAME_BYTES = 512 * 1024

/** Pings come every 15 s; a connection this quiet is dead. */
const SILENCE_LIMIT_MS = 60_000

/** Devices of one class replace each other, those of different classes do not. */
const platformClasses: Record<string, string> = {
  MiniProgram: 'mini',
  Web: 'web',
  Android: 'mobile',
  iOS: 'mobile',
  HarmonyOS: 'mobile',
}

/** Accepts connections at `/websocket`. The server speaks first, with CONNACK. */
export class WebSocketEndpoint {
  private readonly webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME_BYTES,
    perMessageDeflate: false,
  })
  private readonly sweep: NodeJS.Timeout

  constructor(
    server: Server,
    private readonly cloud: Cloud,
    private readonly dispatcher: Dispatcher,
  ) {
    server.on('upgrade', (request, socket, head) => {
      // Nobody else listens while the upgrade is judged, and an unheard error would end the process.
      socket.on('error', () => socket.destroy())
      const url = addressIn(request.url)
      if (url?.pathname !== '/websocket') {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
        return
      }
      this.webSockets.handleUpgrade(request, socket, head, (webSocket) =>
        this.connect(webSocket, url.searchParams, addressOf(request.socket)),
      )
    })
    this.sweep = setInterval(() => this.dropSilent(), SILENCE_LIMIT_MS / 4)
  }

  close(): void {
    clearInterval(this.sweep)
    // Clients take a refusal as final but retry after a lost connection, so they are cut off.
    for (const socket of this.webSockets.clients) socket.terminate()
    this.webSockets.close()
  }

  private connect(socket: WebSocket, query: URLSearchParams, address: string): void {
    socket.on('error', () => socket.terminate())
    const verdict = this.judge(query, address)
    if (typeof verdict === 'number') {
      socket.send(Buffer.from([0x20, 0, verdict]))
      socket.close(1000)
      return
    }
    const session = new Session(verdict, socket)
    this.replaceOlder(session)
    this.cloud.sessions.add(session)
    socket.on('close', () => this.cloud.sessions.remove(session))
    socket.on('message', (data, isBinary) => {
      if (!isBinary) session.close(1003, 'binary frames only')
      else this.receive(data as Buffer, session)
    })
    this.welcome(session)
  }

  /** Who this is, or the CONNACK status that refuses them. */
  private judge(query: URLSearchParams, address: string): SessionIdentity | number {
    const { settings, state, faults } = this.cloud
    const token = state.tokens.check(query.get('token') ?? '')
    const fault = (token.ok ? faults.of(token.userId) : faults.everybody).takeConnectStatus()
    if (fault !== 0) return fault
    if (query.get('appId') !== settings.appKey) return ConnectStatus.APP_BLOCKED
    if (!token.ok) {
      return token.reason === 'expired'
        ? ConnectStatus.TOKEN_EXPIRED
        : ConnectStatus.TOKEN_INCORRECT
    }
    if (state.users.isBlocked(token.userId)) return ConnectStatus.USER_BLOCKED
    if (state.users.get(token.userId)?.isDeactivated) return ConnectStatus.ACCOUNT_CANCELLED
    return {
      userId: token.userId,
      deviceId: query.get('deviceId') ?? '',
      platform: query.get('platform') ?? '',
      protocolVersion: Number(query.get('protocolVer')) || 3,
      address,
    }
  }

  private replaceOlder(session: Session): void {
    for (const older of [...this.cloud.sessions.of(session.userId)]) {
      const isSameDevice = older.deviceId !== '' && older.deviceId === session.deviceId
      if (isSameDevice) older.kill()
      else if (!this.mayCoexist(older, session)) older.disconnect(DisconnectStatus.KICKED)
      else continue
      this.cloud.sessions.remove(older)
    }
  }

  private mayCoexist(one: Session, other: Session): boolean {
    if (this.cloud.settings.hasMultiDevice) return true
    return classOf(one.platform) !== classOf(other.platform)
  }

  private welcome(session: Session): void {
    const base = {
      reserved: 0,
      status: ConnectStatus.OK,
      userId: session.userId,
      sessionId: session.id,
      timeMs: this.cloud.state.clock.now(),
    }
    if (session.protocolVersion >= 4) {
      session.send({ name: 'connectAckFlagged', flags: CONNECT_ACK_FLAGS, ...base })
    } else {
      session.send({ name: 'connectAck', ...base })
    }
  }

  private receive(bytes: Buffer, session: Session): void {
    try {
      this.dispatcher.handle(decodeUp(bytes), session)
    } catch (error) {
      if (!(error instanceof MalformedFrame)) throw error
      this.cloud.log.warn({ user: session.userId, reason: error.message }, 'malformed frame')
      session.close(1002, 'malformed frame')
    }
  }

  private dropSilent(): void {
    const horizon = Date.now() - SILENCE_LIMIT_MS
    for (const session of this.cloud.sessions.all()) {
      if (session.lastHeardAt < horizon) session.kill()
    }
  }
}

function addressOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress}:${remotePort}`
}

/** The address asked for; null for text that is none. */
function addressIn(text = '/'): URL | null {
  const base = 'http://localhost'
  return URL.canParse(text, base) ? new URL(text, base) : null
}

function classOf(platform: string): string {
  return platformClasses[platform] ?? 'pc'
}
