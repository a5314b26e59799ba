/** As many bars as there is room for on the narrowest phone. */
export const WAVE_BARS = 32

/**
 * The loudness of a whole recording, as one bar for each part of it.
 * @param levels 0-1, as they came.
 * @returns `WAVE_BARS` levels with two decimals: the loudest of each part; silence when none was told.
 */
export function waveOf(levels: readonly number[]): number[] {
  return Array.from({ length: WAVE_BARS }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / WAVE_BARS)
    // A short recording has fewer levels than bars: neighbours show the same one.
    const to = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / WAVE_BARS))
    return Math.round(Math.max(0, ...levels.slice(from, to)) * 100) / 100
  })
}
