import type { ChaosReport } from './chaos-run'
import { describePlan } from './fault-plan'

/** A line of figures; of a seed that is not whole also why, its plan, and how to repeat it. */
export function wordsOf({ plan, problems, ...figures }: ChaosReport, messages: number): string {
  const { seed } = plan
  const facts = JSON.stringify(figures)
  if (problems.length === 0) return `seed ${seed}: whole ${facts}`
  return [
    `seed ${seed}: BROKEN ${facts}`,
    ...problems.map((problem) => `  ${problem}`),
    describePlan(plan),
    `repeat: npm run chaos -- --seed ${seed} --messages ${messages} --whole-again 0`,
  ].join('\n')
}
