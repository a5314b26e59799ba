import { ChaosWorld } from './chaos-world'
import { begin, type Undo } from './fault-making'
import { planOf, room, type Plan } from './fault-plan'
import { findProblems } from './verdict'

export interface ChaosOptions {
  seed: number
  /** In all conversations together. */
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
  setUpMs: number
  talkMs: number
  /** From the end of the last fault until every screen was whole. */
  healMs: number
  checkMs: number
}

/** A round goes on until this many sends wait at most, or its time is over. */
const WAITING_AT_ROUND_END = 60
const ROUND_MS = 2_500
const HEAL_MS = 40_000
const SENDS_PER_SECOND = 100_000

/** Runs the plan of one seed with real servers and phones, and judges what is on screen at its end. */
export async function runChaos({ seed, messages, speed }: ChaosOptions): Promise<ChaosReport> {
  const plan = planOf(seed, messages)
  const startedAt = Date.now()
  const world = await ChaosWorld.start(seed, { speed, sendsPerSecond: SENDS_PER_SECOND })
  try {
    const talkAt = Date.now()
    for (const round of plan.rounds) {
      const [early, late] = [round.bursts.slice(0, 5), round.bursts.slice(5)]
      for (const { from, to, count } of early) world.person(from).say(to, count)
      const undos: Undo[] = []
      for (const fault of round.faults) undos.push(await begin(world, fault, speed))
      for (const { from, to, count } of late) world.person(from).say(to, count)
      await settle(world)
      await Promise.all(undos.map(async (undo) => undo()))
    }
    const healAt = Date.now()
    await world.im.control('clear')
    await heal(world)
    const checkAt = Date.now()
    const { problems, missedInRoom } = await findProblems(world)
    return {
      plan,
      problems,
      said: world.everybody.flatMap(({ typed }) => [...typed.values()].flat()).length,
      missedInRoom,
      retries: world.everybody.reduce((total, { retries }) => total + retries, 0),
      setUpMs: talkAt - startedAt,
      talkMs: healAt - talkAt,
      healMs: checkAt - healAt,
      checkMs: Date.now() - checkAt,
    }
  } finally {
    await world.stop()
  }
}

/** Waits until most of what was said has gone out: what is left meets the next faults. */
async function settle(world: ChaosWorld): Promise<void> {
  const until = Date.now() + ROUND_MS
  while (world.waiting > WAITING_AT_ROUND_END && Date.now() < until) await soon()
}

/** Waits, doing what people would do, until everything has gone out and come in. */
async function heal(world: ChaosWorld): Promise<void> {
  const until = Date.now() + HEAL_MS
  while (!isWhole(world) && Date.now() < until) {
    for (const person of world.everybody) {
      person.readOn()
      person.retryWhatFailed()
    }
    await soon()
  }
}

function isWhole(world: ChaosWorld): boolean {
  if (world.waiting > 0) return false
  // A view of the room starts with its last messages, so only its end is the same for everybody.
  const roomEnds = new Set(world.everybody.map((person) => person.textsOf(room).slice(-1)[0]))
  if (roomEnds.size > 1) return false
  return world.everybody.every((person) => {
    if (person.phone.stores.session.status !== 'online' || person.room.state !== 'inside') {
      return false
    }
    return person.conversationKeys.every((key) => {
      const [last] = person.textsOf(key).slice(-1)
      return last === undefined || hasEverybodysLast(world, person.id, key)
    })
  })
}

/** Whether the newest text of each person who talks there is on this person's screen. */
function hasEverybodysLast(world: ChaosWorld, id: string, key: string): boolean {
  const shown = new Set(world.person(id as never).textsOf(key))
  return saidIn(world, id, key).every((texts) => shown.has(texts[texts.length - 1]))
}

/** Texts said in a conversation one person sees under this key, by each who talks there. */
export function saidIn(world: ChaosWorld, viewer: string, key: string): string[][] {
  return world.everybody
    .map((other) => {
      if (!key.startsWith('private:') || other.id === viewer) return other.typed.get(key)
      return key === `private:${other.id}` ? other.typed.get(`private:${viewer}`) : undefined
    })
    .filter((texts) => texts !== undefined && texts.length > 0) as string[][]
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25))
}
