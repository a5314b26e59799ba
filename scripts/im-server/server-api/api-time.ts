export const CHINA_OFFSET_MS = 8 * 3600_000

/** A time as the Server API writes most of them, `2016-05-24 10:38:19`. China time: the cloud is there. */
export function apiTime(timeMs: number): string {
  return new Date(timeMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

export const MINUTE_MS = 60_000
