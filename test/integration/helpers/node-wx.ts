import { readFile } from 'node:fs/promises'

import WebSocket from 'ws'

import {
  httpRequest,
  postForm,
  type Callbacks,
  type RequestOptions,
  type UploadOptions,
} from './node-http'

/** Names under `localhost` are this machine's: RFC 6761. */
const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/

type StatusListener = (status: { isConnected: boolean; networkType: string }) => void

/** What a person's device keeps when the mini-program is closed: storage as JSON text by key. */
export type DeviceStorage = Map<string, string>

export interface NodeWxOptions {
  /** Pass the map of an earlier one to start again as the same device. */
  storage?: DeviceStorage
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
  /** How much faster than the world's the device's time runs. */
  speed = 1

  constructor({ storage = new Map<string, string>() }: NodeWxOptions = {}) {
    this.storage = storage
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
    for (const socket of this.sockets) {
      // One that is being closed here tells so, whatever the network does.
      if (socket.readyState <= WebSocket.OPEN) this.stalledSockets.add(socket)
    }
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
    return httpRequest(options, signal)
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

  private async upload(
    options: UploadOptions,
    signal: AbortSignal,
    tell: (sent: number, size: number) => void,
  ): Promise<{ statusCode: number; data: string }> {
    this.checkHost(options.url)
    if (!this.isOnline) throw new Error('network is off')
    const bytes = this.files.get(options.filePath) ?? (await readFile(options.filePath))
    return postForm(options, bytes, signal, tell)
  }
}
