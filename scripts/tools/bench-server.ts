import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { decodeMessage } from '../im-server/protocol/messages'
import { textMessage, WireClient } from './wire-client'

/**
 * Measures the IM server, kept in the embedded database, from a second process on the same machine:
 * connections and memory, messages between pairs, and a full room. Latency is from sending a message to
 * having pulled it on the other side.
 */

const APP_KEY = 'bench'
const APP_SECRET = 'bench-secret'
const CONNECTION_STEPS = [100, 500, 2000]
/** `window`: messages each pair has under way at once. */
const FULL_LOAD = { pairs: 100, messagesAPair: 100, window: 10 }
const LIGHT_LOAD = { pairs: 20, messagesAPair: 50, window: 1 }
const ROOM_PEOPLE = 500
const ROOM_MESSAGES_A_SECOND = 200
const ROOM_SECONDS = 5

interface Server {
  child: ChildProcess
  port: number
}

async function startServer(directory: string): Promise<Server> {
  const main = path.join(__dirname, '../im-server/main.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: {
      PATH: process.env.PATH,
      IM_PORT: '0',
      IM_UPLOAD_PORT: '0',
      IM_UPLOAD_PORT_2: '0',
      IM_APP_KEY: APP_KEY,
      IM_APP_SECRET: APP_SECRET,
      IM_DATABASE_URL: `pglite:${path.join(directory, 'data')}`,
      IM_FILES_DIR: path.join(directory, 'files'),
      IM_MESSAGES_PER_SECOND: '0',
      IM_API_CALLS_PER_SECOND: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, port: (JSON.parse(line) as { port: number }).port }
}

async function api(port: number, name: string, fields: Record<string, string>): Promise<unknown> {
  const nonce = randomBytes(8).toString('hex')
  const timestamp = String(Date.now())
  const signature = createHash('sha1')
    .update(APP_SECRET + nonce + timestamp)
    .digest('hex')
  const response = await fetch(`http://127.0.0.1:${port}${name}.json`, {
    method: 'POST',
    headers: { 'app-key': APP_KEY, nonce, timestamp, signature },
    body: new URLSearchParams(fields),
  })
  if (!response.ok) throw new Error(`${name} answered ${await response.text()}`)
  return response.json()
}

async function connect(port: number, userId: string): Promise<WireClient> {
  const answer = (await api(port, '/user/getToken', { userId, name: userId })) as { token: string }
  return WireClient.connect({ port, appKey: APP_KEY, token: answer.token, deviceId: userId })
}

/** Connects people `first` up to `last`, some at a time. */
async function connectMany(port: number, first: number, last: number): Promise<WireClient[]> {
  const clients: WireClient[] = []
  for (let index = first; index < last; index += 50) {
    const batch = Array.from({ length: Math.min(50, last - index) }, (_, offset) =>
      connect(port, `user${index + offset}`),
    )
    clients.push(...(await Promise.all(batch)))
  }
  return clients
}

/** Resident memory of a process in MB; NaN where the system does not tell. */
function residentMegabytes(pid: number): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  } catch {
    return NaN
  }
}

function percentile(sorted: number[], share: number): string {
  return `${(sorted[Math.floor((sorted.length - 1) * share)] ?? NaN).toFixed(0)} ms`
}

function latencies(values: number[]): string {
  const sorted = values.sort((a, b) => a - b)
  return `p50 ${percentile(sorted, 0.5)}, p95 ${percentile(sorted, 0.95)}`
}

/** Pulls whenever told to, one pull at a time, and hands out each message once. */
function follow(
  client: WireClient,
  pull: () => Promise<{ content: string }[]>,
  onContent: (content: string) => void,
): void {
  let isPulling = false
  let isAskedAgain = false
  const run = async (): Promise<void> => {
    isPulling = true
    do {
      isAskedAgain = false
      for (const { content } of await pull()) onContent(content)
    } while (isAskedAgain)
    isPulling = false
  }
  client.onPublish = () => {
    if (isPulling) isAskedAgain = true
    else void run()
  }
}

function sentAtOf(content: string): number {
  return Number((JSON.parse(content) as { content: string }).content)
}

async function measurePairs(
  clients: WireClient[],
  { pairs, messagesAPair, window }: typeof FULL_LOAD,
): Promise<string> {
  const delays: number[] = []
  const startedAt = performance.now()
  let received!: () => void
  const isDone = new Promise<void>((resolve) => (received = resolve))
  for (let pair = 0; pair < pairs; pair++) {
    const reader = clients[pair * 2 + 1]
    let syncTime = 1
    follow(
      reader,
      async () => {
        const page = await reader.pull(`user${pair * 2 + 1}`, syncTime, Number.MAX_SAFE_INTEGER)
        syncTime = page.syncTime
        return page.list
      },
      (content) => {
        const sentAt = sentAtOf(content)
        // An earlier round's messages are still in the inbox.
        if (sentAt < startedAt) return
        delays.push(performance.now() - sentAt)
        if (delays.length === pairs * messagesAPair) received()
      },
    )
  }
  const write = async (pair: number): Promise<void> => {
    for (let index = 0; index < messagesAPair / window; index++) {
      const text = textMessage(String(performance.now()))
      await clients[pair * 2].publish('ppMsgP', `user${pair * 2 + 1}`, text)
    }
  }
  const writers = Array.from({ length: pairs * window }, (_, index) => write(index % pairs))
  await Promise.all([...writers, isDone])
  const seconds = (performance.now() - startedAt) / 1000
  const rate = Math.round((pairs * messagesAPair) / seconds)
  return `${pairs} pairs, ${window} under way each: ${rate} messages/s end to end, ${latencies(delays)}`
}

async function measureRoom(port: number, clients: WireClient[]): Promise<string> {
  await api(port, '/chatroom/create_new', { chatroomId: 'hall' })
  const people = clients.slice(0, ROOM_PEOPLE)
  const delays: number[] = []
  const expected = ROOM_PEOPLE * ROOM_MESSAGES_A_SECOND * ROOM_SECONDS
  let received!: () => void
  const isDone = new Promise<void>((resolve) => (received = resolve))
  await Promise.all(people.map((person) => person.query('joinChrm', 'hall', { nothing: 1 })))
  for (const person of people) {
    let syncTime = 1
    follow(
      person,
      async () => {
        const { body } = await person.query('chrmPull', 'hall', { syncTime, count: 50 })
        const page = decodeMessage('ChrmDownStreamMessages', body)
        syncTime = page.syncTime
        return page.list.map((bytes) => decodeMessage('DownStreamMessage', bytes))
      },
      (content) => {
        delays.push(performance.now() - sentAtOf(content))
        if (delays.length === expected) received()
      },
    )
  }
  // A host's messages are not dropped: the rate is just the room's quota, and no two arrive evenly.
  const writer = clients[ROOM_PEOPLE]
  const host = { chatroomId: 'hall', userId: `user${ROOM_PEOPLE}` }
  await api(port, '/chatroom/user/whitelist/add', host)
  await writer.query('joinChrm', 'hall', { nothing: 1 })
  const startedAt = performance.now()
  for (let index = 0; index < ROOM_MESSAGES_A_SECOND * ROOM_SECONDS; index++) {
    const due = startedAt + (index * 1000) / ROOM_MESSAGES_A_SECOND
    const waitMs = due - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    void writer.publish('chatMsg', 'hall', textMessage(String(performance.now())))
  }
  await Promise.race([isDone, new Promise((resolve) => setTimeout(resolve, 60_000))])
  const seconds = (performance.now() - startedAt) / 1000
  const share = ((delays.length / expected) * 100).toFixed(1)
  return (
    `room of ${ROOM_PEOPLE} at ${ROOM_MESSAGES_A_SECOND} messages/s: ` +
    `${Math.round(delays.length / seconds)} deliveries/s, ${share} % delivered, ${latencies(delays)}`
  )
}

async function main(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-server-'))
  const { child, port } = await startServer(directory)
  const clients: WireClient[] = []
  try {
    // Memory is told beyond what the first step needs, for starting up costs far more than connections.
    let base = NaN
    for (const count of CONNECTION_STEPS) {
      clients.push(...(await connectMany(port, clients.length, count)))
      const megabytes = residentMegabytes(child.pid!)
      const growth = ((megabytes - base) * 1024) / (count - (CONNECTION_STEPS[0] ?? 0))
      if (Number.isNaN(base)) base = megabytes
      const more = Number.isFinite(growth) ? `, ${growth.toFixed(1)} KB for each further one` : ''
      console.log(`${clients.length} connections held, ${megabytes.toFixed(0)} MB${more}`)
      if (count < FULL_LOAD.pairs * 2) continue
      for (const load of [LIGHT_LOAD, FULL_LOAD]) console.log(await measurePairs(clients, load))
    }
    console.log(await measureRoom(port, clients))
  } finally {
    for (const client of clients) client.close()
    child.kill('SIGTERM')
    await once(child, 'exit')
    await rm(directory, { recursive: true, force: true })
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
