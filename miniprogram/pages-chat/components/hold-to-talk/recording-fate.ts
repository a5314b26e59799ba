import { MAX_SECONDS, SHORTEST_SECONDS } from './voice-recording'

/** Where the finger is: its release sends, drops, or lets the recording go on without it. */
export type Zone = 'send' | 'cancel' | 'lock'

/** What the person asked for; `none` when the recording ended by itself. */
export type Wish = 'none' | 'send' | 'listen' | 'discard' | 'drop'

/** `discard` lets the person hear what they are about to lose; `short` holds nothing to hear. */
export type Fate = 'send' | 'listen' | 'discard' | 'drop' | 'short'

/** The recorder's own minute may be a little less. */
const MINUTE_SLACK_SECONDS = 0.5

/**
 * What becomes of a recording that is over. One that ended by itself is neither sent by accident nor lost: it waits to
 * be heard. Only the end of the minute under a finger that holds on is as good as its release.
 */
export function fateOf(
  { wish, zone, isLocked }: { wish: Wish; zone: Zone; isLocked: boolean },
  durationSeconds: number,
): Fate {
  if (wish === 'drop') return 'drop'
  if (durationSeconds < SHORTEST_SECONDS)
    return wish === 'send' || wish === 'listen' ? 'short' : 'drop'
  if (wish !== 'none') return wish
  if (isLocked) return 'listen'
  if (zone === 'cancel') return 'drop'
  const isMinuteOver = durationSeconds >= MAX_SECONDS - MINUTE_SLACK_SECONDS
  return isMinuteOver && zone === 'send' ? 'send' : 'listen'
}
