/** People one call may name. Source: the Server API's documentation of mutes, blocks, black lists and exemptions. */
const PEOPLE_A_CALL = 20

/** Members one call may add to a group, or take out. Source: the same documentation, of groups. */
export const MEMBERS_A_CALL = 1000

/** Splits a list so that each part fits one call. */
export function inCalls(userIds: readonly string[], limit = PEOPLE_A_CALL): string[][] {
  const parts: string[][] = []
  for (let start = 0; start < userIds.length; start += limit) {
    parts.push(userIds.slice(start, start + limit))
  }
  return parts
}
