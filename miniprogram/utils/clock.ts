/** Time, passed in so that tests wait for nothing. */
export interface Clock {
  /** Unix ms. */
  now(): number
  /** @returns a function that cancels the timer. */
  after(ms: number, run: () => void): () => void
}

/** Ends with the work, or without it after this long. @throws what the work throws by then. */
export async function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  let cancel = (): void => undefined
  const patience = new Promise<void>((resolve) => (cancel = clock.after(ms, resolve)))
  await Promise.race([work, patience]).finally(cancel)
}

/**
 * Whether so little time has passed since. What lies in the future was noted before the clock was set back: nobody
 * knows how long ago.
 * @param at by the same clock, Unix ms.
 */
export function isWithin(clock: Clock, at: number, ms: number): boolean {
  const age = clock.now() - at
  return age >= 0 && age < ms
}
