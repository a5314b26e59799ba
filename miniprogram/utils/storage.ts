/**
 * Device storage. WeChat allows 1 MB a key and 10 MB in all for each person and app
 * (wx.setStorage documentation).
 */
export interface Storage {
  /** @returns null when there is nothing. */
  read(key: string): string | null
  /** @throws when the device refuses (full). */
  write(key: string, value: string): void
  remove(key: string): void
  keys(): string[]
}

/** What was kept as JSON; null when there is nothing, or nothing that can be read. */
export function readJson(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(storage.read(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

/** The same storage seen through a prefix: what one person keeps never meets another's. */
export function prefixedStorage(storage: Storage, prefix: string): Storage {
  return {
    read: (key) => storage.read(prefix + key),
    write: (key, value) => storage.write(prefix + key, value),
    remove: (key) => storage.remove(prefix + key),
    keys: () =>
      storage
        .keys()
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  }
}
