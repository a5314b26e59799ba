import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'

import WebSocket from 'ws'

/** What `uploadFile` hands to its socket at once. */
const PIECE_BYTES = 64 * 1024
/** Names under `localhost` are this machine's: RFC 6761. */
const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/

interface Callbacks {
  success?: (result: object) => void
  fail?: (result: { errMsg: string }) => void
  complete?: (result: object) => void
}

interface RequestOptions extends Callbacks {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

interface UploadOptions extends Callbacks {
  url: string
  filePath: string
  name: string
  formData?: Record<string, string>
  header?: Record<string, string>
  timeout?: number
}

type StatusListener = (status: { isConnected: boolean; networkType: string }) => void

/** What a person's device keeps when the mini-program is closed: storage as JSON text by key. */
export type DeviceStorage = Map<string, string>

export interface NodeWxOptions {
  /** Pass the map of an earlier one to start again as the same device. */
  storage?: DeviceStorage
  /** How much faster than the world's the device's time runs; 1 unless told. */
  speed?: number
}

function succeed(options: Callbacks, name: string, result: object = {}): void {
  const success = { errMsg: `${name}:ok`, ...result }
  options.success?.(success)
  options.complete?.(success)
}

function fail(options: Callbacks, name: string, { message }: { message: string }): void {
  const failure = { errMsg: `${name}:fail ${message}` }
  options.fail?.(failure)
  options.complete?.(failure)
}

/**
 * The part of `wx` that networking code needs, made of `fetch` and `ws`. One object is one device:
 * its storage, its files and its network are its own.
 */
export class NodeWx {
  readonly storage: DeviceStorage
  /** Contents of files that exist only here, by path, for `uploadFile`. */
  readonly files = new Map<string, Buffer>()
  /** Every address requested or opened, in order. */
  readonly requestedUrls: string[] = []
  /** Hosts beyond this machine that were asked for; nothing was sent to them. */
  readonly refusedHosts = new Set<string>()
  private readonly sockets = new Set<WebSocket>()
  private readonly stalledSockets = new WeakSet<WebSocket>()
  private readonly requests = new Set<AbortController>()
  private readonly statusListeners = new Set<StatusListener>()
  private isOnline = true
  private readonly speed: number

  constructor({ storage = new Map<string, string>(), speed = 1 }: NodeWxOptions = {}) {
    this.storage = storage
    this.speed = speed
  }

  /** The object to hand out as `wx`. */
  readonly api = {
    request: (options: RequestOptions) => this.request(options),
    connectSocket: (options: { url: string } & Callbacks) => this.connectSocket(options),
    uploadFile: (options: UploadOptions) => this.uploadFile(options),
    getStorageSync: (key: string) => this.read(key),
    setStorageSync: (key: string, data: unknown) => this.write(key, data),
    removeStorageSync: (key: string) => void this.storage.delete(key),
    clearStorageSync: () => this.storage.clear(),
    getStorageInfoSync: () => ({
      keys: [...this.storage.keys()],
      currentSize: Math.ceil([...this.storage.values()].join('').length / 1024),
      limitSize: 10 * 1024,
    }),
    getStorage: (options: { key: string } & Callbacks) => {
      const isKnown = this.storage.has(options.key)
      queueMicrotask(() => {
        if (isKnown) succeed(options, 'getStorage', { data: this.read(options.key) })
        else fail(options, 'getStorage', { message: 'data not found' })
      })
    },
    setStorage: (options: { key: string; data: unknown } & Callbacks) => {
      this.write(options.key, options.data)
      queueMicrotask(() => succeed(options, 'setStorage'))
    },
    removeStorage: (options: { key: string } & Callbacks) => {
      this.storage.delete(options.key)
      queueMicrotask(() => succeed(options, 'removeStorage'))
    },
    getNetworkType: (options: Callbacks) => {
      queueMicrotask(() => succeed(options, 'getNetworkType', { networkType: this.networkType() }))
    },
    onNetworkStatusChange: (listener: StatusListener) => void this.statusListeners.add(listener),
    offNetworkStatusChange: (listener: StatusListener) =>
      void this.statusListeners.delete(listener),
    getSystemInfo: (options: Callbacks) => {
      queueMicrotask(() => succeed(options, 'getSystemInfo', this.systemInfo()))
    },
    getSystemInfoSync: () => this.systemInfo(),
  }

  /** Turns the device's network on or off. Off ends every socket and request under way. */
  setOnline(isOnline: boolean): void {
    if (this.isOnline === isOnline) return
    this.isOnline = isOnline
    if (!isOnline) this.dropConnections()
    const status = { isConnected: isOnline, networkType: this.networkType() }
    for (const listener of this.statusListeners) listener(status)
  }

  /** Ends every socket and request under way, as a network does that comes back at once. */
  dropConnections(): void {
    for (const socket of this.sockets) {
      this.stalledSockets.delete(socket)
      socket.terminate()
    }
    for (const request of this.requests) request.abort()
  }

  /** Lets nothing through the sockets open now, and does not say so, as a network that has changed does. */
  stallSockets(): void {
    for (const socket of this.sockets) this.stalledSockets.add(socket)
  }

  /** Switches the device off. */
  dispose(): void {
    this.statusListeners.clear()
    this.isOnline = false
    this.dropConnections()
  }

  private networkType(): string {
    return this.isOnline ? 'wifi' : 'none'
  }

  private systemInfo(): object {
    return {
      brand: 'devtools',
      model: 'node',
      platform: 'devtools',
      system: 'node',
      version: '8.0.0',
      SDKVersion: '3.0.0',
      language: 'en',
    }
  }

  private read(key: string): unknown {
    const text = this.storage.get(key)
    return text === undefined ? '' : (JSON.parse(text) as unknown)
  }

  private write(key: string, data: unknown): void {
    this.storage.set(key, JSON.stringify(data) ?? '""')
  }

  /**
   * Tests stay on this machine. Other hosts are refused as WeChat refuses those its console does not list.
   * @throws Error with WeChat's words.
   */
  private checkHost(url: string): void {
    this.requestedUrls.push(url)
    const { hostname } = new URL(url)
    if (LOOPBACK.test(hostname)) return
    this.refusedHosts.add(hostname)
    throw new Error('url not in domain list')
  }

  private request(options: RequestOptions): { abort: () => void } {
    const controller = new AbortController()
    const timeoutMs = (options.timeout ?? 60_000) / this.speed
    const timer = setTimeout(() => controller.abort(), timeoutMs)
    this.requests.add(controller)
    this.fetch(options, controller.signal)
      .then(
        (result) => succeed(options, 'request', result),
        (error: Error) => fail(options, 'request', error),
      )
      .finally(() => {
        clearTimeout(timer)
        this.requests.delete(controller)
      })
    return { abort: () => controller.abort() }
  }

  private async fetch(options: RequestOptions, signal: AbortSignal): Promise<object> {
    this.checkHost(options.url)
    if (!this.isOnline) throw new Error('network is off')
    const method = (options.method ?? 'GET').toUpperCase()
    const headers = { 'content-type': 'application/json', ...lowerCased(options.header) }
    const { url, body } = requestBody(options, method, headers['content-type'] ?? '')
    const response = await fetch(url, { method, headers, body, signal })
    const header: Record<string, string> = {}
    response.headers.forEach((value, name) => (header[name] = value))
    const { status: statusCode } = response
    if (options.responseType === 'arraybuffer') {
      return { statusCode, header, data: await response.arrayBuffer() }
    }
    const answer = await response.text()
    const isJson = (options.dataType ?? 'json') === 'json'
    return { statusCode, header, data: isJson ? parsed(answer) : answer }
  }

  private connectSocket(options: { url: string } & Callbacks): object {
    try {
      this.checkHost(options.url)
    } catch (error) {
      return this.refusedSocket(options, error as Error)
    }
    const socket = new WebSocket(options.url)
    socket.binaryType = 'arraybuffer'
    this.sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.sockets.delete(socket))
    if (!this.isOnline) socket.terminate()
    queueMicrotask(() => succeed(options, 'connectSocket'))
    const isStalled = () => this.stalledSockets.has(socket)
    return {
      send: (sending: { data: string | ArrayBuffer } & Callbacks) => {
        const sent = (error?: Error) =>
          error ? fail(sending, 'sendSocketMessage', error) : succeed(sending, 'sendSocketMessage')
        if (isStalled()) queueMicrotask(sent)
        else socket.send(sending.data, sent)
      },
      close: (closing: { code?: number; reason?: string } & Callbacks = {}) => {
        if (isStalled()) {
          this.stalledSockets.delete(socket)
          // Its other side may have closed it unheard.
          if (socket.readyState === WebSocket.CLOSED) socket.emit('close', 1006, Buffer.alloc(0))
          else socket.terminate()
        } else socket.close(closing.code ?? 1000, closing.reason)
        queueMicrotask(() => succeed(closing, 'closeSocket'))
      },
      onOpen: (listener: (event: object) => void) =>
        void socket.on('open', () => listener({ header: {} })),
      onMessage: (listener: (event: { data: unknown }) => void) =>
        void socket.on('message', (data: ArrayBuffer | Buffer, isBinary: boolean) => {
          if (isStalled()) return
          listener({ data: isBinary ? data : Buffer.from(data as ArrayBuffer).toString() })
        }),
      onClose: (listener: (event: { code: number; reason: string }) => void) =>
        void socket.on('close', (code: number, reason: Buffer) => {
          if (!isStalled()) listener({ code, reason: reason.toString() })
        }),
      onError: (listener: (event: { errMsg: string }) => void) =>
        void socket.on('error', (error: Error) => listener({ errMsg: error.message })),
    }
  }

  private refusedSocket(options: Callbacks, error: Error): object {
    const listeners: ((event: { errMsg: string }) => void)[] = []
    queueMicrotask(() => {
      fail(options, 'connectSocket', error)
      for (const listener of listeners) listener({ errMsg: error.message })
    })
    const nothing = () => undefined
    return {
      send: (sending: Callbacks) => fail(sending, 'sendSocketMessage', error),
      close: nothing,
      onOpen: nothing,
      onMessage: nothing,
      onClose: nothing,
      onError: (listener: (event: { errMsg: string }) => void) => void listeners.push(listener),
    }
  }

  private uploadFile(options: UploadOptions): object {
    const controller = new AbortController()
    this.requests.add(controller)
    const listeners: ((progress: object) => void)[] = []
    const tell = (sent: number, size: number) => {
      const progress = Math.floor((100 * sent) / size)
      for (const listener of listeners) {
        listener({ progress, totalBytesSent: sent, totalBytesExpectedToSend: size })
      }
    }
    this.upload(options, controller.signal, tell)
      .then(
        (result) => succeed(options, 'uploadFile', result),
        (error: Error) => fail(options, 'uploadFile', error),
      )
      .finally(() => this.requests.delete(controller))
    return {
      abort: () => controller.abort(),
      onProgressUpdate: (listener: (progress: object) => void) => void listeners.push(listener),
      offProgressUpdate: () => void listeners.splice(0),
    }
  }

  /** Sends a form piece by piece, as a phone does, and tells how far it is. */
  private async upload(
    options: UploadOptions,
    signal: AbortSignal,
    tell: (sent: number, size: number) => void,
  ): Promise<{ statusCode: number; data: string }> {
    this.checkHost(options.url)
    if (!this.isOnline) throw new Error('network is off')
    const bytes = this.files.get(options.filePath) ?? (await readFile(options.filePath))
    const form = new FormData()
    for (const [name, value] of Object.entries(options.formData ?? {})) form.append(name, value)
    form.append(options.name, new Blob([new Uint8Array(bytes)]), path.basename(options.filePath))
    // The form's text comes of the platform; its pieces are what a socket takes at once.
    const encoded = new Response(form)
    const body = Buffer.from(await encoded.arrayBuffer())
    const headers = {
      ...options.header,
      'content-type': encoded.headers.get('content-type')!,
      'content-length': body.length,
    }
    const { host } = new URL(options.url)
    const local = options.url.replace(/[\w-]+\.localhost/, '127.0.0.1')
    const request = http.request(local, { method: 'POST', headers: { ...headers, host }, signal })
    const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
    answered.catch(() => undefined)
    for (let sent = 0; sent < body.length && !request.destroyed;) {
      const piece = body.subarray(sent, sent + PIECE_BYTES)
      if (!request.write(piece)) await Promise.race([once(request, 'drain', { signal }), answered])
      sent += piece.length
      tell(sent, body.length)
    }
    request.end()
    const [response] = await answered
    return { statusCode: response.statusCode!, data: await text(response) }
  }
}

function lowerCased(header: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

function requestBody(
  { url, data }: RequestOptions,
  method: string,
  contentType: string,
): { url: string; body?: string } {
  const isPlain = typeof data === 'object' && data !== null && !isArrayBuffer(data)
  if (method === 'GET' || method === 'HEAD') {
    if (!isPlain) return { url }
    const query = new URLSearchParams(data as Record<string, string>).toString()
    return { url: `${url}${url.includes('?') ? '&' : '?'}${query}` }
  }
  if (!isPlain) return { url, body: data as string | undefined }
  const isForm = contentType.toLowerCase().includes('application/x-www-form-urlencoded')
  const body = isForm
    ? new URLSearchParams(data as Record<string, string>).toString()
    : JSON.stringify(data)
  return { url, body }
}

/** Also true for a buffer made in another context, where `instanceof` is not. */
function isArrayBuffer(data: unknown): data is ArrayBuffer {
  return Object.prototype.toString.call(data) === '[object ArrayBuffer]'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
