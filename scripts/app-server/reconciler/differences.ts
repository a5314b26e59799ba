/** What is in one list and not in the other. */
export function differences(
  wanted: readonly string[],
  actual: readonly string[],
): { missing: string[]; surplus: string[] } {
  const isWanted = new Set(wanted)
  const isThere = new Set(actual)
  return {
    missing: [...isWanted].filter((item) => !isThere.has(item)),
    surplus: [...isThere].filter((item) => !isWanted.has(item)),
  }
}
