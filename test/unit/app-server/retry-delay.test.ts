import { nextDelayMs } from '../../../scripts/app-server/outbox/retry-delay'

describe('nextDelayMs', () => {
  it('doubles from 200 ms to 15 s and no further', () => {
    const longest = [1, 2, 3, 8, 40].map((attempts) => nextDelayMs(attempts, () => 1))
    expect(longest).toEqual([200, 400, 800, 15_000, 15_000])
  })

  it('is never less than half of that', () => {
    expect(nextDelayMs(3, () => 0)).toBe(400)
  })
})
