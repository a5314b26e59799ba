import { type PhoneToServer, routes, type ServerToPhone } from '../wire'

const RETRY_MS = 1000

/** The WebSocket to the simulator's server. The phone also works without: only automation and recompiling stop. */
export class ServerLink {
  private socket: WebSocket | undefined
  private isReady = false

  constructor(
    private readonly phoneId: string,
    private readonly onMessage: (message: ServerToPhone) => void,
  ) {}

  connect(): void {
    const { protocol, host } = window.location
    const scheme = protocol === 'https:' ? 'wss' : 'ws'
    const address = `${scheme}://${host}${routes.socket}?phone=${encodeURIComponent(this.phoneId)}`
    const socket = new WebSocket(address)
    this.socket = socket
    socket.onopen = () => {
      if (this.isReady) this.send({ kind: 'ready' })
    }
    socket.onmessage = ({ data }) => this.onMessage(JSON.parse(String(data)) as ServerToPhone)
    socket.onclose = () => window.setTimeout(() => this.connect(), RETRY_MS)
  }

  send(message: PhoneToServer): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message))
  }

  /** The first page is there; also told again after a reconnection. */
  ready(): void {
    this.isReady = true
    this.send({ kind: 'ready' })
  }
}
