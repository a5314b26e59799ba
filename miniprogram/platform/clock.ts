/** Time, passed in so that tests wait for nothing. */
export interface Clock {
  /** Unix ms. */
  now(): number
  /** @returns a function that cancels the timer. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
