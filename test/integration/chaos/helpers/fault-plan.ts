import { Random } from './random'

export const people = ['lin', 'chen', 'wang'] as const
export type PersonId = (typeof people)[number]

/** What goes wrong for the length of a round. */
export type Fault =
  | { fault: 'killSockets'; who?: PersonId }
  | { fault: 'dropConnections'; who: PersonId }
  /** The sockets of a phone stay open and carry nothing any more. */
  | { fault: 'stallSockets'; who: PersonId }
  | { fault: 'offline'; who: PersonId }
  | { fault: 'background'; who: PersonId }
  /** Messages are typed without a network, then the app is killed and started again. */
  | { fault: 'killApp'; who: PersonId }
  | { fault: 'expireToken'; who: PersonId }
  | { fault: 'dropAcks'; topic: string; count: number }
  | { fault: 'refuseAcks'; topic: string; status: number; count: number }
  | { fault: 'refuseConnections'; statuses: number[] }
  | { fault: 'failNavigator'; httpStatus: number }
  | { fault: 'silencePings' }
  | { fault: 'disturbDeliveries'; copies: number; isReordering: boolean; delayMs: number }
  | { fault: 'delayAnswers'; delayMs: number }
  | { fault: 'restartServer' }

/** Somebody says this many messages in one conversation. */
export interface Burst {
  from: PersonId
  /** Conversation key as the sender sees it. */
  to: string
  count: number
}

export interface Round {
  faults: Fault[]
  bursts: Burst[]
}

export interface Plan {
  seed: number
  rounds: Round[]
}

export const group = 'group:courtyard'
export const room = 'chatroom:lobby'

const MESSAGES_A_ROUND = 200
const LEAST_ROUNDS = 4
const BURSTS_A_ROUND = 10
const SEND_TOPICS = ['ppMsgP', 'pgMsgP', 'chatMsg']
/** Requests whose answers may vanish as well: pulls, history, joins, conversation marks. */
const OTHER_TOPICS = ['pullMsg', 'chrmPull', 'qryPMsg', 'qryGMsg', 'joinChrmR']
/** Sending too fast, which may be tried again. */
const TOO_FAST = 20604

/** The same seed gives the same plan. */
export function planOf(seed: number, messages: number): Plan {
  const random = new Random(seed)
  const count = Math.max(LEAST_ROUNDS, Math.round(messages / MESSAGES_A_ROUND))
  const restartIn = random.between(1, count)
  const killIn = random.between(1, count)
  const rounds = Array.from({ length: count }, (_, index) => {
    const faults = Array.from({ length: random.between(1, 3) }, () => anyFault(random))
    // Every plan has the two hardest of them.
    if (index + 1 === restartIn) faults.push({ fault: 'restartServer' })
    if (index + 1 === killIn) faults.push({ fault: 'killApp', who: random.pick(people) })
    const total = Math.round(messages / count)
    return { faults: withoutClashes(faults), bursts: burstsOf(random, total) }
  })
  return { seed, rounds }
}

/** One line a round. */
export function describePlan({ seed, rounds }: Plan): string {
  const lines = rounds.map(({ faults, bursts }, index) => {
    const wrong = faults.map(({ fault, ...more }) => `${fault}${argumentsOf(more)}`).join(', ')
    const said = bursts.map(({ from, to, count }) => `${from}>${to} ${count}`).join(', ')
    return `  round ${index + 1}: ${wrong}; ${said}`
  })
  return [`plan of seed ${seed}:`, ...lines].join('\n')
}

function argumentsOf(more: object): string {
  const values = Object.values(more)
  return values.length === 0 ? '' : `(${values.map((value) => JSON.stringify(value)).join(' ')})`
}

function burstsOf(random: Random, total: number): Burst[] {
  const bursts: Burst[] = []
  const each = Math.floor(total / BURSTS_A_ROUND)
  for (let index = 0; index < BURSTS_A_ROUND; index += 1) {
    const from = random.pick(people)
    const others = people.filter((id) => id !== from)
    const to = random.pick([...others.map((id) => `private:${id}`), group, room])
    bursts.push({ from, to, count: index === 0 ? total - each * (BURSTS_A_ROUND - 1) : each })
  }
  return bursts
}

function anyFault(random: Random): Fault {
  const who = random.pick(people)
  const kinds: (() => Fault)[] = [
    () => ({ fault: 'killSockets', who: random.pick([who, undefined]) }),
    () => ({ fault: 'dropConnections', who }),
    () => ({ fault: 'stallSockets', who }),
    () => ({ fault: 'offline', who }),
    () => ({ fault: 'background', who }),
    () => ({ fault: 'killApp', who }),
    () => ({ fault: 'expireToken', who }),
    () => ({
      fault: 'dropAcks',
      topic: random.pick([...SEND_TOPICS, ...SEND_TOPICS, ...OTHER_TOPICS]),
      count: random.between(1, 3),
    }),
    () => ({
      fault: 'refuseAcks',
      topic: random.pick(SEND_TOPICS),
      status: TOO_FAST,
      count: random.between(1, 4),
    }),
    () => ({ fault: 'refuseConnections', statuses: random.pick([[3], [4], [10], [3, 10]]) }),
    () => ({ fault: 'failNavigator', httpStatus: random.pick([500, 502]) }),
    () => ({ fault: 'silencePings' }),
    () => ({
      fault: 'disturbDeliveries',
      copies: random.between(0, 2),
      isReordering: random.next() < 0.7,
      delayMs: random.pick([0, 0, 30, 150]),
    }),
    () => ({ fault: 'delayAnswers', delayMs: random.between(10, 100) }),
  ]
  return random.pick(kinds)()
}

/** One phone takes one fault at a time: a phone that is off cannot go to the background. */
function withoutClashes(faults: Fault[]): Fault[] {
  const taken = new Set<string>()
  // The ones added last are the ones every plan has.
  return [...faults]
    .reverse()
    .filter((fault) => {
      const names = 'who' in fault && fault.who !== undefined ? [fault.who] : [fault.fault]
      if (names.some((name) => taken.has(name))) return false
      for (const name of names) taken.add(name)
      return true
    })
    .reverse()
}
