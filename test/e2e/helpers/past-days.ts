import type { Neighbourhood } from './neighbourhood'

const DAY_MS = 24 * 3600_000
/** From one message to the next: two of three come within three minutes. */
const PACE_MS = [4 * 60_000, 60_000, 60_000]

/**
 * Days of what Chen said, the last of them yesterday, which Lin has read: `Day 1, 1`, `Day 1, 2`...
 * @param aDay messages on each day.
 */
export async function writeDays(street: Neighbourhood, days: number, aDay: number): Promise<void> {
  const yesterdayNoon = new Date().setHours(0, 0, 0, 0) - DAY_MS / 2
  let sentAt = 0
  const messages = Array.from({ length: days * aDay }, (_, index) => {
    const [day, n] = [Math.floor(index / aDay), index % aDay]
    sentAt = n === 0 ? yesterdayNoon - (days - 1 - day) * DAY_MS : sentAt + PACE_MS[n % 3]
    return {
      fromUserId: 'chen',
      toUserId: 'lin',
      classname: 'RC:TxtMsg',
      content: JSON.stringify({ content: `Day ${day + 1}, ${n + 1}` }),
      sentAt,
    }
  })
  await street.im.control('write-past', { messages })
}
