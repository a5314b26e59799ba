/** People one call may name. Source: the Server API's documentation of mutes, blocks, black lists and exemptions. */
const PEOPLE_A_CALL = 20

/** Splits a list so that each part fits one call. */
export function inCalls(userIds: readonly string[]): string[][] {
  const parts: string[][] = []
  for (let start = 0; start < userIds.length; start += PEOPLE_A_CALL) {
    parts.push(userIds.slice(start, start + PEOPLE_A_CALL))
  }
  return parts
}
