import { residentMegabytes, reportFuzz } from './fuzz-report'
import { randomFrom, RequestMutations, type Outcome } from './request-mutations'

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1_500)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_121)
const AT_ONCE = 10

export interface HttpFuzz {
  name: string
  /** Of the server. */
  pid: number
  /** How much the server may take after the first quarter of the requests, MB. */
  growthLimitMegabytes: number
  /** Throws one broken request at the server. */
  throwOne: () => Promise<Outcome>
}

export function seededMutations(): RequestMutations {
  return new RequestMutations(randomFrom(SEED))
}

/** Throws broken requests at a server, ten at once, which must answer or close, never fail or grow. */
export async function fuzzHttp(fuzz: HttpFuzz): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  let warmMegabytes = NaN
  while (outcomes.length < REQUESTS) {
    outcomes.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => fuzz.throwOne()))))
    const isWarm = outcomes.length > REQUESTS / 4
    if (isWarm && Number.isNaN(warmMegabytes)) warmMegabytes = residentMegabytes(fuzz.pid)
  }
  const growthMegabytes = residentMegabytes(fuzz.pid) - warmMegabytes
  expect(growthMegabytes).toBeLessThan(fuzz.growthLimitMegabytes)
  const answered = outcomes.filter(({ status }) => status !== null)
  expect(answered.length).toBeGreaterThan(REQUESTS / 2)
  expect(outcomes.filter(({ status }) => status === 500)).toEqual([])
  reportFuzz(fuzz.name, {
    requests: outcomes.length,
    answered: answered.length,
    closed: outcomes.length - answered.length,
    growthMegabytes: Math.round(growthMegabytes),
  })
  return outcomes
}
