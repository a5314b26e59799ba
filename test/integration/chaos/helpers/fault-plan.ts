import { Random } from './random'

export const roles = ['lin', 'chen', 'wang'] as const
/** One of the three people of a seed; their real ids are fresh for each. */
export type Role = (typeof roles)[number]

/** A conversation as one of them sees it. */
export type Place = `private:${Role}` | 'group' | 'room'

/** What goes wrong for the length of a round. */
export type Fault =
  | { fault: 'killSockets'; who?: Role }
  | { fault: 'dropConnections'; who: Role }
  /** The sockets of a phone stay open and carry nothing any more. */
  | { fault: 'stallSockets'; who: Role }
  | { fault: 'offline'; who: Role }
  | { fault: 'background'; who: Role }
  /** Messages are typed without a network, then the app is killed and started again. */
  | { fault: 'killApp'; who: Role }
  | { fault: 'expireToken'; who: Role }
  | { fault: 'dropAcks'; topic: string; count: number }
  | { fault: 'refuseAcks'; topic: string; status: number; count: number }
  | { fault: 'refuseConnections'; statuses: number[] }
  | { fault: 'failNavigator'; httpStatus: number }
  | { fault: 'failUploadHost'; host: number }
  | { fault: 'silencePings' }
  | { fault: 'disturbDeliveries'; copies: number; isReordering: boolean; delayMs: number }
  /** Notices get lost, and pulls leave messages out, so many of each. */
  | { fault: 'loseDeliveries'; notices: number; messages: number }
  | { fault: 'delayAnswers'; delayMs: number }
  /** Seeds that share servers meet for this one: it hits all of them at once. */
  | { fault: 'restartServer' }

export type Kind = 'text' | 'quote' | 'mention' | 'file' | 'voice'

/** Somebody says these in one conversation, one after the other. */
export interface Burst {
  from: Role
  to: Place
  kinds: Kind[]
}

export interface Round {
  faults: Fault[]
  bursts: Burst[]
}

export interface Plan {
  seed: number
  rounds: Round[]
}

const MESSAGES_A_ROUND = 200
const LEAST_ROUNDS = 4
const BURSTS_A_ROUND = 10
/** What a burst has beside texts, each with this chance; rooms know neither quotes nor mentions. */
const CHANCES: [Kind, number][] = [
  ['quote', 0.4],
  ['mention', 0.4],
  ['file', 0.15],
  ['voice', 0.15],
]
const SEND_TOPICS = ['ppMsgP', 'pgMsgP', 'chatMsg']
/** Requests whose answers may vanish as well: pulls, history, joins, upload tokens and addresses. */
const OTHER_TOPICS = ['pullMsg', 'chrmPull', 'qryPMsg', 'qryGMsg', 'joinChrmR', 'qnTkn', 'qnUrl']
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
    if (index + 1 === killIn) faults.push({ fault: 'killApp', who: random.pick(roles) })
    const total = Math.round(messages / count)
    return { faults: withoutClashes(faults), bursts: burstsOf(random, total) }
  })
  return { seed, rounds }
}

/** One line a round. */
export function describePlan({ seed, rounds }: Plan): string {
  const lines = rounds.map(({ faults, bursts }, index) => {
    const wrong = faults.map(({ fault, ...more }) => `${fault}${argumentsOf(more)}`).join(', ')
    const said = bursts.map(({ from, to, kinds }) => {
      const others = kinds.filter((kind) => kind !== 'text')
      return `${from}>${to} ${kinds.length}${others.length > 0 ? ` (${others.join(' ')})` : ''}`
    })
    return `  round ${index + 1}: ${wrong}; ${said.join(', ')}`
  })
  return [`plan of seed ${seed}:`, ...lines].join('\n')
}

function argumentsOf(more: object): string {
  const values = Object.values(more)
  return values.length === 0 ? '' : `(${values.map((value) => JSON.stringify(value)).join(' ')})`
}

function burstsOf(random: Random, total: number): Burst[] {
  const each = Math.floor(total / BURSTS_A_ROUND)
  return Array.from({ length: BURSTS_A_ROUND }, (_, index) => {
    const from = random.pick(roles)
    const others = roles.filter((role) => role !== from)
    const to = random.pick<Place>([`private:${others[0]}`, `private:${others[1]}`, 'group', 'room'])
    const count = index === 0 ? total - each * (BURSTS_A_ROUND - 1) : each
    return { from, to, kinds: kindsOf(random, to, count) }
  })
}

function kindsOf(random: Random, to: Place, count: number): Kind[] {
  const kinds = Array<Kind>(count).fill('text')
  for (const [kind, chance] of CHANCES) {
    const fits = to === 'group' || (kind !== 'mention' && (to !== 'room' || kind !== 'quote'))
    const at = random.between(0, count - 1)
    if (random.next() < chance && fits) kinds[at] = kind
  }
  return kinds
}

function anyFault(random: Random): Fault {
  const who = random.pick(roles)
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
    () => ({ fault: 'failUploadHost', host: random.pick([1, 1, 2]) }),
    () => ({ fault: 'silencePings' }),
    () => ({
      fault: 'disturbDeliveries',
      copies: random.between(0, 2),
      isReordering: random.next() < 0.7,
      delayMs: random.pick([0, 0, 30, 150]),
    }),
    () => ({
      fault: 'loseDeliveries',
      notices: random.between(0, 3),
      messages: random.between(0, 3),
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
      const name = 'who' in fault && fault.who !== undefined ? fault.who : fault.fault
      if (taken.has(name)) return false
      taken.add(name)
      return true
    })
    .reverse()
}
