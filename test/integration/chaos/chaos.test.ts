import { runChaos, type ChaosReport } from './helpers/chaos-run'
import { wordsOf } from './helpers/report-words'

/** 20 seeds of 250 messages: 5,000 in all. Each seed alone: `npm run chaos -- --seed N`. */
const SEEDS = 20
const TOGETHER = 5
const MESSAGES = 250
/** How much faster than the world's the phones' time runs. */
const SPEED = 3

describe('three people who talk while everything fails', () => {
  const reports: ChaosReport[] = []

  for (let first = 1; first <= SEEDS; first += TOGETHER) {
    const seeds = Array.from({ length: TOGETHER }, (_, index) => first + index)
    it(`have every message once and in order at the end, seeds ${first} to ${first + TOGETHER - 1}`, async () => {
      const company = await runChaos({ seeds, messages: MESSAGES, speed: SPEED })
      reports.push(...company)
      const broken = company.filter(({ problems }) => problems.length > 0)
      expect(broken.map((report) => wordsOf(report, MESSAGES)).join('\n')).toBe('')
    }, 300_000)
  }

  it('said 5,000 messages', () => {
    const said = reports.reduce((total, report) => total + report.said, 0)
    expect(said).toBeGreaterThanOrEqual(SEEDS * MESSAGES)
  })
})
