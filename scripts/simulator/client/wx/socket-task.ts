import { Listeners } from './listeners'
import { type NetworkGate, OFFLINE_TEXT } from './network-gate'
import { type ErrorReporter, wxCall } from './wx-call'
import { WxError } from './wx-error'

const ABNORMAL_CLOSURE = 1006

/** One WebSocket as `wx.connectSocket` hands it out. Its events are the last to know: `onClose` comes exactly once. */
export class SocketTask {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readyState = 0

  readonly opened: Listeners
  readonly closed: Listeners
  readonly failed: Listeners
  readonly received: Listeners
  private socket?: WebSocket
  private readonly uncut: () => void

  constructor(
    private readonly reporter: ErrorReporter,
    private readonly gate: NetworkGate,
    private readonly onDone: () => void,
  ) {
    this.opened = new Listeners(reporter)
    this.closed = new Listeners(reporter)
    this.failed = new Listeners(reporter)
    this.received = new Listeners(reporter)
    this.uncut = gate.onCut((reason) => {
      if (reason === 'offline') this.fail('network is down')
      else this.end(1000, 'interrupted')
    })
  }

  readonly onOpen = (listener: unknown): void => this.opened.on(listener)
  readonly onClose = (listener: unknown): void => this.closed.on(listener)
  readonly onError = (listener: unknown): void => this.failed.on(listener)
  readonly onMessage = (listener: unknown): void => this.received.on(listener)

  connect(url: string, protocols: string[]): void {
    if (this.gate.isOffline) {
      setTimeout(() => this.fail(OFFLINE_TEXT))
      return
    }
    const socket = new WebSocket(url, protocols)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      if (this.readyState !== this.CONNECTING) return
      this.readyState = this.OPEN
      this.gate.whenAwake(() => this.opened.fire({ header: {}, profile: {} }))
    }
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (this.readyState === this.OPEN) this.gate.whenAwake(() => this.received.fire({ data }))
    }
    socket.onerror = () => this.fail('connection failed')
    socket.onclose = ({ code, reason }) => this.end(code, reason)
    this.socket = socket
  }

  readonly send = (options?: unknown): unknown =>
    wxCall<{ data: string | ArrayBuffer }>(this.reporter, 'sendSocketMessage', ({ data }) => {
      if (this.readyState !== this.OPEN || !this.socket)
        throw new WxError('SocketTask.readyState is not OPEN')
      if (typeof data !== 'string' && !(data instanceof ArrayBuffer))
        throw new WxError('parameter error: parameter.data should be String or ArrayBuffer', 1001)
      this.socket.send(data)
    })(options)

  readonly close = (options?: unknown): unknown =>
    wxCall<{ code: number; reason: string }>(
      this.reporter,
      'closeSocket',
      ({ code = 1000, reason = '' }) => {
        if (this.readyState >= this.CLOSING) throw new WxError('SocketTask.readyState is not OPEN')
        this.readyState = this.CLOSING
        // A browser refuses other codes; WeChat sends 1000 unless told.
        this.socket?.close(code === 1000 || code >= 3000 ? code : 1000, reason)
        if (!this.socket) this.end(code, reason)
      },
    )(options)

  private fail(message: string): void {
    if (this.readyState === this.CLOSED) return
    this.gate.whenAwake(() => this.failed.fire({ errMsg: message }))
    this.end(ABNORMAL_CLOSURE, 'abnormal closure')
  }

  private end(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return
    this.readyState = this.CLOSED
    this.uncut()
    this.onDone()
    // Nothing more comes from a socket that was cut while its peer still talks.
    if (this.socket) {
      this.socket.onopen = this.socket.onmessage = this.socket.onerror = this.socket.onclose = null
      this.socket.close()
    }
    this.gate.whenAwake(() => this.closed.fire({ code, reason }))
  }
}
