const FIRST_MS = 1_000
const MAX_MS = 30_000

/**
 * Doubling from 1 s to 30 s, then cut at random to between half and all of it, so that phones which
 * lost the same server do not come back together.
 * @param attempt 1 for the first retry.
 * @param random in [0, 1).
 */
export function retryDelayMs(attempt: number, random: number): number {
  const full = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10))
  return Math.round(full / 2 + (full / 2) * random)
}
