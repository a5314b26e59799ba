import { readFileSync } from 'node:fs'

export function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** Prints what a fuzz run did, on full runs only (`npm run fuzz`). */
export function reportFuzz(what: string, figures: Record<string, string | number>): void {
  if (!process.env['FUZZ_REPORT']) return
  process.stdout.write(`${JSON.stringify({ fuzz: what, ...figures })}\n`)
}
