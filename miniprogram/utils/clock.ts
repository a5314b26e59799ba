/** Time, passed in so that tests wait for nothing. */
export interface Clock {
  /** Unix ms. */
  now(): number
  /** @returns a function that cancels the timer. */
  after(ms: number, run: () => void): () => void
}
