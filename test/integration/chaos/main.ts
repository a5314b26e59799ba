import { Command } from 'commander'

import bundleServers from '../helpers/bundle-servers'
import { runChaos, type ChaosReport } from './helpers/chaos-run'
import { wordsOf } from './helpers/report-words'
import { measureWholeAgain } from './helpers/whole-again'

interface Options {
  seed: number
  count: number
  together: number
  messages: number
  speed: number
  wholeAgain: number
}

/** Runs seeds, some at a time; exits with 1 when one of them lost, doubled or mixed something up. */
async function main(): Promise<void> {
  const options = new Command('chaos')
    .description('Three people talk while everything fails: is every message there once, in order?')
    .option('--seed <n>', 'first seed', Number, 1)
    .option('--count <n>', 'seeds to run', Number, 1)
    .option('--together <n>', 'seeds that run at the same time, on the same servers', Number, 5)
    .option('--messages <n>', 'messages of each seed', Number, 5_000)
    .option('--speed <n>', "how much faster than the world's the phones' time runs", Number, 4)
    .option('--whole-again <n>', 'returns of the network to measure, in real time', Number, 40)
    .parse()
    .opts<Options>()
  await bundleServers()
  const { seed: first, count, together, messages, speed } = options
  const startedAt = Date.now()
  const reports: ChaosReport[] = []
  for (let done = 0; done < count; done += together) {
    const length = Math.min(together, count - done)
    const seeds = Array.from({ length }, (_, index) => first + done + index)
    for (const report of await runChaos({ seeds, messages, speed })) {
      reports.push(report)
      say(wordsOf(report, messages))
    }
  }
  const whole = reports.filter(({ problems }) => problems.length === 0).length
  const seconds = Math.round((Date.now() - startedAt) / 1_000)
  const heals = sortedHeals(reports)
  say(`${whole} of ${count} seeds whole in ${seconds} s; healed within ${heals}`)
  if (options.wholeAgain > 0) {
    const { trials, medianMs, p95Ms } = await measureWholeAgain(options.wholeAgain)
    say(`whole again after ${trials} network returns: median ${medianMs} ms, p95 ${p95Ms} ms`)
  }
  process.exitCode = whole === count ? 0 : 1
}

function sortedHeals(reports: readonly ChaosReport[]): string {
  const times = reports.map(({ healMs }) => healMs).sort((a, b) => a - b)
  const at = (part: number) => times[Math.ceil(part * times.length) - 1]
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

void main()
