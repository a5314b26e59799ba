import { Command, InvalidArgumentError } from 'commander'

import { vendors, type Vendor } from './files/storage-vendor'
import { services, type Service } from './server-api/services'

type CallbackKind = 'messages' | 'precheck' | 'presence' | 'rooms'

/** Settings of one server process. */
export interface Settings {
  host: string
  port: number
  appKey: string
  appSecret: string
  /** `pglite:DIR`, `pglite:memory`, `postgres://…`, or `none` to keep nothing. */
  databaseUrl: string
  /** Port of the control address, 0 for any free one; null keeps it closed. */
  controlPort: number | null
  /** Ports of the two upload hosts. */
  uploadPorts: [number, number]
  /** Whose forms each of them takes. */
  uploadVendors: [Vendor, Vendor]
  /** Folder of uploaded files. */
  filesDirectory: string
  /** 0: tokens never expire. */
  tokenLifetimeMs: number
  /** Messages a client may send in any second; 0 for no limit. */
  messagesPerSecond: number
  /** Server API calls of one endpoint in a second; 0 for no limit. */
  apiCallsPerSecond: number
  /** Services of the cloud that answer 1009, as when an app's owner has not turned them on. */
  servicesOff: ReadonlySet<Service>
  /** Where callbacks of each kind go; those without an address are not sent. */
  callbacks: Readonly<Record<CallbackKind, string | undefined>>
  /** Read receipts the navigator selects: versions 1, 2, 4 or 5. */
  receiptVersion: 1 | 2 | 4 | 5
  /** Who counts unread messages: the SDK, the server on demand, or the server in real time. */
  unreadCounts: UnreadCounts
  /** Whether one person may be connected from several devices of one platform class. */
  hasMultiDevice: boolean
  /** Whether messages need the receiver's white list. */
  hasWhitelistMode: boolean
  /** How long a room keeps a person whose last socket is gone. */
  roomGraceMs: number
  /** How long a room of the standard lifetime lives without speech or joins; the cloud's hour. */
  roomIdleMs: number
  /** Time after sending in which the sender may recall or edit. */
  recallLimitMs: number
  /** Whether joining a room that does not exist makes it. */
  createsRoomsOnJoin: boolean
}

const unreadCounts = ['client', 'server', 'realtime'] as const
export type UnreadCounts = (typeof unreadCounts)[number]

function integer(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

const receiptVersions = { 1: 1, 2: 2, 4: 4, 5: 5 } as const

function receiptVersion(text: string): Settings['receiptVersion'] {
  const version = receiptVersions[text as unknown as keyof typeof receiptVersions]
  if (!version) throw new InvalidArgumentError('It must be 1, 2, 4 or 5.')
  return version
}

function httpUrl(text: string): string | undefined {
  if (text === '') return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('It must be an http or https address.')
  }
  return text
}

function vendorPair(text: string): [Vendor, Vendor] {
  const names = text.split(',') as Vendor[]
  if (names.length !== 2 || names.some((name) => !vendors.includes(name))) {
    throw new InvalidArgumentError(`It must be two of ${vendors.join(', ')}, comma between.`)
  }
  return names as [Vendor, Vendor]
}

function serviceList(text: string): ReadonlySet<Service> {
  const names = text.split(',').filter((name) => name !== '')
  const unknown = names.find((name) => !(services as readonly string[]).includes(name))
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`${unknown} is none of ${services.join(', ')}.`)
  }
  return new Set(names as Service[])
}

interface Options {
  host: string
  port: number
  appKey: string
  appSecret: string
  databaseUrl: string
  controlPort?: number
  uploadPort: number
  uploadPort2: number
  uploadVendors: [Vendor, Vendor]
  filesDirectory: string
  tokenLifetime: number
  messagesPerSecond: number
  apiCallsPerSecond: number
  servicesOff: ReadonlySet<Service>
  callbackMessages?: string
  callbackPrecheck?: string
  callbackPresence?: string
  callbackRooms?: string
  receiptVersion: Settings['receiptVersion']
  unreadCounts: UnreadCounts
  multiDevice: boolean
  whitelistMode: boolean
  roomGrace: number
  roomIdle: number
  recallLimit: number
  strictRooms: boolean
}

function commandLine(): Command {
  const command = new Command('im-server').description('A RongCloud-compatible IM server.')
  const add = (flags: string, variable: string, text: string): void => {
    command.addOption(command.createOption(flags, text).env(variable))
  }
  const addNumber = (flags: string, variable: string, text: string, standard?: number): void => {
    const option = command.createOption(flags, text).env(variable).argParser(integer)
    command.addOption(standard === undefined ? option : option.default(standard))
  }
  const addText = (flags: string, variable: string, text: string, standard: string): void => {
    command.addOption(command.createOption(flags, text).env(variable).default(standard))
  }
  addText('--host <address>', 'IM_HOST', 'address to listen on', '127.0.0.1')
  addNumber('--port <port>', 'IM_PORT', 'HTTP and WebSocket port, 0 for any', 7420)
  add('--app-key <key>', 'IM_APP_KEY', 'app key clients and the Server API name')
  add('--app-secret <secret>', 'IM_APP_SECRET', 'secret of Server API signatures')
  addText('--database-url <url>', 'IM_DATABASE_URL', 'where state is kept', 'pglite:.data/im')
  addNumber('--control-port <port>', 'IM_CONTROL_PORT', 'open the control address here')
  addNumber('--upload-port <port>', 'IM_UPLOAD_PORT', 'first upload host', 7421)
  addNumber('--upload-port2 <port>', 'IM_UPLOAD_PORT_2', 'second upload host', 7422)
  command.addOption(
    command
      .createOption('--upload-vendors <two>', 'forms the upload hosts take')
      .env('IM_UPLOAD_VENDORS')
      .argParser(vendorPair)
      .default(['qiniu', 'qiniu'], 'qiniu,qiniu'),
  )
  addText('--files-directory <dir>', 'IM_FILES_DIR', 'uploaded files', '.data/im-files')
  addNumber('--token-lifetime <ms>', 'IM_TOKEN_LIFETIME_MS', '0: tokens never expire', 0)
  addNumber('--messages-per-second <n>', 'IM_MESSAGES_PER_SECOND', 'per client, 0: no limit', 5)
  addNumber(
    '--api-calls-per-second <n>',
    'IM_API_CALLS_PER_SECOND',
    'per endpoint, 0: no limit',
    200,
  )
  command.addOption(
    command
      .createOption('--services-off <names>', `comma list of ${services.join(', ')}`)
      .env('IM_SERVICES_OFF')
      .argParser(serviceList)
      .default(new Set(), 'none'),
  )
  const addCallback = (kind: string, text: string): void => {
    const option = command.createOption(`--callback-${kind} <url>`, text)
    command.addOption(option.env(`IM_CALLBACK_${kind.toUpperCase()}`).argParser(httpUrl))
  }
  addCallback('messages', 'is told of every message')
  addCallback('precheck', 'judges messages before they are delivered')
  addCallback('presence', 'is told who comes online and goes')
  addCallback('rooms', 'is told of rooms made, entered, left and ended')
  command.addOption(
    command
      .createOption('--receipt-version <n>', 'read receipts: 1, 2, 4 or 5')
      .env('IM_RECEIPT_VERSION')
      .argParser(receiptVersion)
      .default(1),
  )
  command.addOption(
    command
      .createOption('--unread-counts <who>', 'who counts unread messages')
      .env('IM_UNREAD_COUNTS')
      .choices(unreadCounts)
      .default('client'),
  )
  addNumber('--room-grace <ms>', 'IM_ROOM_GRACE_MS', 'room keeps a lost person', 60_000)
  addNumber('--room-idle <ms>', 'IM_ROOM_IDLE_MS', 'an unused room lives', 3_600_000)
  addNumber('--recall-limit <ms>', 'IM_RECALL_LIMIT_MS', 'time to recall or edit', 120_000)
  command.addOption(
    command.createOption('--multi-device', 'several devices of a class').env('IM_MULTI_DEVICE'),
  )
  command.addOption(
    command.createOption('--whitelist-mode', 'only white lists').env('IM_WHITELIST_MODE'),
  )
  command.addOption(
    command.createOption('--strict-rooms', 'joining makes no rooms').env('IM_STRICT_ROOMS'),
  )
  return command
}

/**
 * Reads the settings from the command line and the environment.
 * Exits with 2 and a message naming the variable when a required one is missing.
 */
export function readSettings(argv: string[]): Settings {
  const command = commandLine().exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2)
  })
  const options = command.parse(argv).opts<Partial<Options>>()
  for (const [name, variable] of [
    ['appKey', 'IM_APP_KEY'],
    ['appSecret', 'IM_APP_SECRET'],
  ] as const) {
    if (!options[name]) command.error(`error: ${variable} is missing: set it in the environment.`)
  }
  const given = options as Options
  return {
    host: given.host,
    port: given.port,
    appKey: given.appKey,
    appSecret: given.appSecret,
    databaseUrl: given.databaseUrl,
    controlPort: given.controlPort ?? null,
    uploadPorts: [given.uploadPort, given.uploadPort2],
    uploadVendors: given.uploadVendors,
    filesDirectory: given.filesDirectory,
    tokenLifetimeMs: given.tokenLifetime,
    messagesPerSecond: given.messagesPerSecond,
    apiCallsPerSecond: given.apiCallsPerSecond,
    servicesOff: given.servicesOff,
    callbacks: {
      messages: given.callbackMessages,
      precheck: given.callbackPrecheck,
      presence: given.callbackPresence,
      rooms: given.callbackRooms,
    },
    receiptVersion: given.receiptVersion,
    unreadCounts: given.unreadCounts,
    hasMultiDevice: Boolean(given.multiDevice),
    hasWhitelistMode: Boolean(given.whitelistMode),
    roomGraceMs: given.roomGrace,
    roomIdleMs: given.roomIdle,
    recallLimitMs: given.recallLimit,
    createsRoomsOnJoin: !given.strictRooms,
  }
}
