import { ChaosServers } from './chaos-servers'
import { ChaosWorld } from './chaos-world'
import { begin, type Undo } from './fault-making'
import { planOf, type Plan, type Round } from './fault-plan'
import { judge } from './verdict'
import { missingYet } from './wholeness'

export interface ChaosOptions {
  /** They run at the same time on the same servers, each with people of its own. */
  seeds: readonly number[]
  /** Of each seed, in all its conversations together. */
  messages: number
  /** How much faster than the world's the phones' time runs. */
  speed: number
}

export interface ChaosReport {
  plan: Plan
  /** What people would complain about; empty when all went well. */
  problems: string[]
  /** Messages said. */
  said: number
  /** Room messages on some screen missing, all told to the person. */
  missedInRoom: number
  /** Retries people had to ask for. */
  retries: number
  talkMs: number
  /** From the end of the last fault until every screen was whole. */
  healMs: number
}

/** A round goes on until this many sends wait at most, or its time is over. */
const WAITING_AT_ROUND_END = 60
const ROUND_MS = 2_500
/**
 * Given up when nothing has moved for this long, in the phones' time. Well below the 180 s of the SDK's
 * own poll, which must not be what heals.
 */
const STILL_MS = 100_000
const SENDS_PER_SECOND = 100_000

/** Runs the plans of these seeds with real servers and phones, and judges what is on screen at their ends. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport[]> {
  const { seeds, speed } = options
  const servers = await ChaosServers.start()
  try {
    const pace = { speed, sendsPerSecond: SENDS_PER_SECOND }
    const starts = await Promise.allSettled(
      seeds.map((seed) => ChaosWorld.start(servers, seed, pace)),
    )
    const worlds = starts.flatMap((start) => (start.status === 'fulfilled' ? start.value : []))
    const failed = starts.find((start) => start.status === 'rejected')
    if (failed !== undefined) {
      // Phones that go on would keep the process alive.
      for (const world of worlds) world.stop()
      throw failed.reason
    }
    servers.expect(seeds.length)
    return await Promise.all(worlds.map((world, index) => runSeed(world, seeds[index], options)))
  } finally {
    await servers.stop()
  }
}

async function runSeed(
  world: ChaosWorld,
  seed: number,
  { messages, speed }: ChaosOptions,
): Promise<ChaosReport> {
  const plan = planOf(seed, messages)
  const startedAt = Date.now()
  const problems: string[] = []
  let missedInRoom = 0
  let [talkMs, healMs] = [0, 0]
  try {
    for (const round of plan.rounds) await talk(world, round)
    const talkedAt = Date.now()
    talkMs = talkedAt - startedAt
    await world.control('clear')
    await heal(world, STILL_MS / speed)
    healMs = Date.now() - talkedAt
    const verdict = await judge(world)
    problems.push(...verdict.problems)
    missedInRoom = verdict.missedInRoom
  } catch (error) {
    problems.push(`broke off: ${error instanceof Error ? error.stack : String(error)}`)
  } finally {
    if (!world.hasRestartedServer) world.servers.leave()
    world.stop()
  }
  const said = world.everybody.flatMap((person) => [...person.said.values()].flat()).length
  const retries = world.everybody.reduce((total, person) => total + person.retries, 0)
  return { plan, problems, said, missedInRoom, retries, talkMs, healMs }
}

async function talk(world: ChaosWorld, { bursts, faults }: Round): Promise<void> {
  const half = Math.floor(bursts.length / 2)
  await say(world, bursts.slice(0, half))
  const undos: Undo[] = []
  for (const fault of faults) undos.push(await begin(world, fault))
  await say(world, bursts.slice(half))
  const until = Date.now() + ROUND_MS
  while (world.waiting > WAITING_AT_ROUND_END && Date.now() < until) await soon()
  await Promise.all(undos.map(async (undo) => undo()))
}

async function say(world: ChaosWorld, bursts: Round['bursts']): Promise<void> {
  for (const { from, to, kinds } of bursts) await world.person(from).say(to, kinds)
}

/** Waits, doing what people would do, until everything has gone out and come in, or nothing moves. */
async function heal(world: ChaosWorld, stillMs: number): Promise<void> {
  let seen = ''
  for (let until = Date.now() + stillMs; Date.now() < until;) {
    const missing = missingYet(world)
    if (missing.length === 0) return
    for (const person of world.everybody) {
      person.readAll()
      person.retryWhatFailed()
    }
    // A busy machine makes everything slow, and is no reason to give up.
    const now = JSON.stringify([world.waiting, world.rowCount])
    if (now !== seen) until = Date.now() + stillMs
    seen = now
    await soon()
  }
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25))
}
