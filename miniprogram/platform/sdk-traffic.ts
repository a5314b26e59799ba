/**
 * The SDK's own way to its navigators and servers. It keeps what it opened to itself, and goes
 * through all its addresses, each to the end of its patience, before it heeds a disconnect.
 */
export interface SdkTraffic {
  /** Ends what is open and refuses what is tried, until `resume`. */
  stop(): void
  resume(): void
  /** Hosts (`host[:port]`) whose sockets are open, whether they have said anything or not. */
  openHosts(): string[]
}

/** Only the SDK's own name the app: see its `connect`, @rongcloud/engine 5.38.0. */
const isSdkSocket = (url: string): boolean => url.includes('?appId=')
/** Where a navigator answers: PROTOCOL 1.3. */
const isSdkRequest = (url: string): boolean => url.includes('/v2/navi.json')

type WxTraffic = Pick<WechatMiniprogram.Wx, 'connectSocket' | 'request'>

type CloseListener = (event: { code: number; reason: string }) => void

const STOPPED = 'stopped'
/** RFC 6455, 7.4.1: no close frame came. */
const CLOSED_ABNORMALLY = 1006

/** Follows what the SDK opens from now on. */
export function followSdkTraffic(api: WxTraffic): SdkTraffic {
  const endings = new Set<() => void>()
  /** Hosts of open sockets, by how to end them. */
  const open = new Map<() => void, string>()
  let isStopped = false
  const connectSocket = api.connectSocket.bind(api)
  const request = api.request.bind(api)

  replace(api, 'connectSocket', (options: WechatMiniprogram.ConnectSocketOption) => {
    if (!isSdkSocket(options.url)) return connectSocket(options)
    if (isStopped) return refusedSocket(options)
    const task = connectSocket(options)
    const listeners: CloseListener[] = []
    // Some platforms never tell that a socket without a network is closed, and the SDK waits for ever.
    const tellClosed: CloseListener = (event) => {
      endings.delete(end)
      open.delete(end)
      for (const listener of listeners.splice(0)) listener(event)
    }
    const end = () => {
      task.close({})
      later(() => tellClosed({ code: CLOSED_ABNORMALLY, reason: STOPPED }))
    }
    endings.add(end)
    task.onOpen(() => open.set(end, hostOf(options.url)))
    task.onClose(tellClosed)
    return {
      send: (sending: WechatMiniprogram.SocketTaskSendOption) => task.send(sending),
      close: (closing: WechatMiniprogram.SocketTaskCloseOption) => task.close(closing),
      onOpen: (listener: WechatMiniprogram.OnOpenCallback) => task.onOpen(listener),
      onMessage: (listener: WechatMiniprogram.SocketTaskOnMessageCallback) =>
        task.onMessage(listener),
      onError: (listener: WechatMiniprogram.UDPSocketOnErrorCallback) => task.onError(listener),
      onClose: (listener: CloseListener) => void listeners.push(listener),
    }
  })
  replace(api, 'request', (options: WechatMiniprogram.RequestOption) => {
    if (!isSdkRequest(options.url)) return request(options)
    if (isStopped) return refusedRequest(options)
    const { complete } = options
    const task = request({
      ...options,
      complete: (result) => {
        endings.delete(end)
        complete?.(result)
      },
    })
    const end = () => task.abort()
    endings.add(end)
    return task
  })
  return {
    stop() {
      isStopped = true
      for (const end of [...endings]) end()
      endings.clear()
      open.clear()
    },
    resume: () => (isStopped = false),
    openHosts: () => [...open.values()],
  }
}

function hostOf(url: string): string {
  return /^\w+:\/\/([^/?]+)/.exec(url)?.[1] ?? ''
}

/** Assignment does nothing in WeChat: the members of `wx` can only be defined anew. */
function replace<Name extends keyof WxTraffic>(api: WxTraffic, name: Name, value: unknown): void {
  Object.defineProperty(api, name, { configurable: true, enumerable: true, value })
}

/** Answers come later, as the platform's do: the SDK listens only after a few promises. */
function later(run: () => void): void {
  setTimeout(run, 0)
}

function refusedSocket(options: WechatMiniprogram.ConnectSocketOption) {
  const listeners: ((failure: { errMsg: string }) => void)[] = []
  later(() => {
    options.fail?.({ errMsg: `connectSocket:fail ${STOPPED}` })
    for (const listener of listeners) listener({ errMsg: STOPPED })
  })
  const nothing = () => undefined
  return {
    send: nothing,
    close: nothing,
    onOpen: nothing,
    onMessage: nothing,
    onClose: nothing,
    onError: (listener: (typeof listeners)[number]) => void listeners.push(listener),
  }
}

function refusedRequest(options: WechatMiniprogram.RequestOption) {
  const failure = { errMsg: `request:fail ${STOPPED}` }
  later(() => {
    options.fail?.(failure as WechatMiniprogram.RequestFailCallbackErr)
    options.complete?.(failure)
  })
  return { abort: () => undefined }
}
