/** Paths as `setData` takes them, e.g. `recentScreens[2].rows[5].state`. */
export type DataPatch = Record<string, unknown>

type Node = Record<string, unknown>

/**
 * The smallest set of `setData` paths that turns one view data into the other. Values that kept
 * their reference are not looked into, so a list whose rows are immutable costs what changed, not
 * its length. An array that grew is appended to by path; one that shrank is sent whole.
 * A property that went away is sent as null: `setData` cannot remove.
 */
export function dataPatch(previous: object, next: object): DataPatch {
  const patch: DataPatch = {}
  diffObject(previous as Node, next as Node, '', patch)
  return patch
}

function diffObject(previous: Node, next: Node, prefix: string, patch: DataPatch): void {
  for (const key of Object.keys(next)) {
    diffValue(previous[key], next[key], prefix === '' ? key : `${prefix}.${key}`, patch)
  }
  for (const key of Object.keys(previous)) {
    if (!(key in next)) patch[prefix === '' ? key : `${prefix}.${key}`] = null
  }
}

function diffValue(previous: unknown, next: unknown, path: string, patch: DataPatch): void {
  if (Object.is(previous, next)) return
  if (Array.isArray(previous) && Array.isArray(next)) diffArray(previous, next, path, patch)
  else if (isRecord(previous) && isRecord(next) && isSameThing(previous, next)) {
    diffObject(previous, next, path, patch)
  } else patch[path] = next === undefined ? null : next
}

function diffArray(
  previous: readonly unknown[],
  next: readonly unknown[],
  path: string,
  patch: DataPatch,
): void {
  if (next.length < previous.length || previous.length === 0) {
    patch[path] = next
    return
  }
  next.forEach((value, index) => {
    const itemPath = `${path}[${index}]`
    if (index >= previous.length) patch[itemPath] = value
    else diffValue(previous[index], value, itemPath, patch)
  })
}

function isRecord(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Two rows with different ids are different things: one path for the row beats one per field. */
function isSameThing(previous: Node, next: Node): boolean {
  return previous.id === next.id && previous.key === next.key
}
