import { Command } from 'commander'

import { runChaos } from './helpers/chaos-run'
import { describePlan } from './helpers/fault-plan'
import { measureWholeAgain } from './helpers/whole-again'

interface Options {
  seed: number
  count: number
  messages: number
  speed: number
  wholeAgain: number
}

/** Runs seeds one after another; exits with 1 when one of them lost, doubled or mixed something up. */
async function main(): Promise<void> {
  const options = new Command('chaos')
    .description('Three people talk while everything fails: is every message there once, in order?')
    .option('--seed <n>', 'first seed', Number, 1)
    .option('--count <n>', 'seeds to run', Number, 1)
    .option('--messages <n>', 'messages of each seed', Number, 5_000)
    .option('--speed <n>', "how much faster than the world's the phones' time runs", Number, 4)
    .option('--whole-again <n>', 'returns of the network to measure, in real time', Number, 40)
    .parse()
    .opts<Options>()
  const { seed: first, count, messages, speed } = options
  let broken = 0
  for (let seed = first; seed < first + count; seed += 1) {
    const { plan, problems, ...figures } = await runChaos({ seed, messages, speed })
    const isWhole = problems.length === 0
    say(`seed ${seed}: ${isWhole ? 'whole' : 'BROKEN'} ${JSON.stringify(figures)}`)
    if (isWhole) continue
    broken += 1
    say(problems.map((problem) => `  ${problem}`).join('\n'))
    say(`${describePlan(plan)}\nrepeat: npm run chaos -- --seed ${seed} --messages ${messages}`)
  }
  if (options.wholeAgain > 0) {
    const { trials, medianMs, p95Ms } = await measureWholeAgain(options.wholeAgain)
    say(`whole again after ${trials} network returns: median ${medianMs} ms, p95 ${p95Ms} ms`)
  }
  process.exitCode = broken === 0 ? 0 : 1
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

void main()
