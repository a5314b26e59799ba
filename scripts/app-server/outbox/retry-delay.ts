const FIRST_MS = 200
const LONGEST_MS = 15_000

/** Pause before the next attempt: doubled each time, 15 s at most, spread so that many do not come at once. */
export function nextDelayMs(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS)
  return Math.round(full * (0.5 + random() / 2))
}
