import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

import type * as ImLib from '@rongcloud/imlib-next'

import { APP_KEY, type ImServer } from './im-server'
import { NodeWx, type DeviceStorage } from './node-wx'
import { projectRoot } from './server-process'

export type Sdk = typeof ImLib
export type SdkMessage = ImLib.IAReceivedMessage

function script(packageName: string): vm.Script {
  const filename = path.join(projectRoot, 'node_modules', packageName, 'index.cjs')
  const source = readFileSync(filename, 'utf8')
  return new vm.Script(`(function (exports, require, module) {${source}\n})`, { filename })
}

const engineScript = script('@rongcloud/engine')
const sdkScript = script('@rongcloud/imlib-next')

type ModuleFunction = (
  exports: object,
  require: (name: string) => unknown,
  module: { exports: object },
) => void

function run(code: vm.Script, context: vm.Context, require: (name: string) => unknown): object {
  const module = { exports: {} }
  ;(code.runInContext(context) as ModuleFunction)(module.exports, require, module)
  return module.exports
}

/** Warnings the SDK always writes in a mini-program are noise in a test's output. */
const quietConsole = Object.fromEntries(
  ['log', 'info', 'warn', 'error', 'debug', 'trace'].map((name) => [name, () => undefined]),
)

/**
 * Loads the published SDK, unmodified, into a context of its own that has `wx`, a console, timers and
 * what every JavaScript engine has, and nothing else; as in WeChat, `window` is there and undefined.
 */
export function loadSdk(wx: NodeWx, timers: Timers, console: object = quietConsole): Sdk {
  // One clock for the SDK and the app around it: a test may set it.
  const context = vm.createContext({ wx: wx.api, console, window: undefined, Date, ...timers.api })
  const refuse = (name: string): never => {
    throw new Error(`${name} does not exist in a mini-program`)
  }
  const engine = run(engineScript, context, refuse)
  return run(sdkScript, context, (name) =>
    name === '@rongcloud/engine' ? engine : refuse(name),
  ) as Sdk
}

/** Timers of one context, so that none of them outlives it. */
export class Timers {
  private readonly running = new Set<NodeJS.Timeout>()
  private isStopped = false

  /** How much faster than the world's the device's time runs, for timers started from now on. */
  speed = 1

  readonly api = {
    setTimeout: (action: () => void, delayMs = 0) =>
      this.keep(setTimeout(action, delayMs / this.speed)),
    setInterval: (action: () => void, delayMs = 0) =>
      this.keep(setInterval(action, delayMs / this.speed)),
    clearTimeout: (timer?: NodeJS.Timeout) => clearTimeout(timer),
    clearInterval: (timer?: NodeJS.Timeout) => clearInterval(timer),
  }

  /** Also those started later: a closing socket makes the SDK plan its next try. */
  stopAll(): void {
    this.isStopped = true
    for (const timer of this.running) clearTimeout(timer)
  }

  private keep(timer: NodeJS.Timeout): NodeJS.Timeout {
    if (this.isStopped) clearTimeout(timer)
    else this.running.add(timer)
    return timer
  }
}

interface Seen {
  event: string
  payload: unknown
}

interface Waiting {
  event: string
  accepts: (payload: never) => boolean
  resolve: (payload: unknown) => void
}

export interface PersonOptions {
  /** Storage of an earlier person: the same device, started again. */
  storage?: DeviceStorage
  token?: string
  console?: object
}

const WAIT_LIMIT_MS = 45_000

/** A person with a device of their own, using the vendor's SDK against a server. */
export class SdkPerson {
  readonly wx: NodeWx
  readonly sdk: Sdk
  /** Every event the SDK told, in order. */
  readonly seen: Seen[] = []
  private readonly waiting = new Set<Waiting>()
  private readonly timers = new Timers()

  constructor(
    readonly server: ImServer,
    readonly userId: string,
    private readonly options: PersonOptions = {},
  ) {
    this.wx = new NodeWx({ storage: options.storage })
    this.sdk = loadSdk(this.wx, this.timers, options.console)
    this.sdk.init({
      appkey: APP_KEY,
      navigators: [server.address],
      customCMP: [`127.0.0.1:${server.port}`],
    })
    for (const event of Object.values(this.sdk.Events)) {
      this.sdk.addEventListener(event, (payload: unknown) => this.note(event, payload))
    }
  }

  /** A person who is connected, with offline messages pulled. */
  static async connected(
    server: ImServer,
    userId: string,
    options: PersonOptions = {},
  ): Promise<SdkPerson> {
    const person = new SdkPerson(server, userId, options)
    const isCaughtUp = person.next('PULL_OFFLINE_MESSAGE_FINISHED')
    const { code } = await person.connect()
    if (code !== 0) throw new Error(`${userId} cannot connect: ${code}`)
    await isCaughtUp
    return person
  }

  async connect(): Promise<{ code: number }> {
    const token = this.options.token ?? (await this.server.tokenFor(this.userId))
    return this.sdk.connect(token)
  }

  /** The next payload of an event from now on that `accepts` takes. */
  next<Payload = unknown>(
    event: keyof Sdk['Events'],
    accepts: (payload: Payload) => boolean = () => true,
  ): Promise<Payload> {
    const payload = new Promise<Payload>((resolve, reject) => {
      const name = this.sdk.Events[event] as string
      const timer = setTimeout(() => {
        this.waiting.delete(waiting)
        reject(new Error(`${this.userId} waited in vain for ${event}`))
      }, WAIT_LIMIT_MS)
      const waiting: Waiting = {
        event: name,
        accepts: accepts,
        resolve: (payload) => {
          clearTimeout(timer)
          resolve(payload as Payload)
        },
      }
      this.waiting.add(waiting)
    })
    // A test that fails before it comes to wait for this must not end the whole run.
    payload.catch(() => undefined)
    return payload
  }

  /** Resolves once this many messages, of those `accepts` takes, have come in; also earlier ones count. */
  async messages(
    count: number,
    accepts: (message: SdkMessage) => boolean = () => true,
  ): Promise<SdkMessage[]> {
    const received = (): SdkMessage[] => this.received().filter(accepts)
    while (received().length < count) await this.next('MESSAGES')
    return received()
  }

  /** Messages of all MESSAGES events so far. */
  received(): SdkMessage[] {
    return this.seen
      .filter(({ event }) => event === (this.sdk.Events.MESSAGES as string))
      .flatMap(({ payload }) => (payload as { messages: SdkMessage[] }).messages)
  }

  conversation(kind: 'private' | 'group' | 'room' | 'system', targetId: string): Conversation {
    return { conversationType: conversationTypes[kind], targetId }
  }

  /** Enters a room, without messages of before; resolves once the SDK knows its entries, which it asks for later. */
  async enter(roomId: string): Promise<void> {
    const knowsEntries = this.next(
      'CHATROOM',
      ({ entriesSynced }: ImLib.IChatroomListenerData) => entriesSynced === roomId,
    )
    const { code } = await this.sdk.joinChatRoom(roomId, { count: -1 })
    if (code !== 0) throw new Error(`${this.userId} cannot enter ${roomId}: ${code}`)
    await knowsEntries
  }

  /** Sends a text. @returns the SDK's result. */
  say(conversation: Conversation, content: string, options?: ImLib.ISendMessageOptions) {
    return this.sdk.sendTextMessage(conversation, { content }, options)
  }

  /** Switches the device off; its storage stays for the next one. */
  async leave(): Promise<DeviceStorage> {
    await this.sdk.destroy()
    this.wx.dispose()
    this.timers.stopAll()
    return this.wx.storage
  }

  private note(event: string, payload: unknown): void {
    this.seen.push({ event, payload })
    for (const waiting of [...this.waiting]) {
      if (waiting.event !== event || !waiting.accepts(payload as never)) continue
      this.waiting.delete(waiting)
      waiting.resolve(payload)
    }
  }
}

export interface Conversation {
  conversationType: number
  targetId: string
}

const conversationTypes = { private: 1, group: 3, room: 4, system: 6 } as const
